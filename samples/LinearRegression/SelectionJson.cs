using System.Text.Json;
using BayesMeasure.Linear.Selection;
using BayesMeasure.Plotting;

namespace OffsetSelection;

/// <summary>The curves for other programs; the fields are told in the README.</summary>
internal static class SelectionJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static string Of(
        NoiseTreatment treatment, ulong seed, IReadOnlyList<SelectionCurve> overPoints,
        IReadOnlyList<SelectionCurve> overOffset) =>
        JsonSerializer.Serialize(
            new
            {
                schema = 1,
                seed,
                noise = treatment.ToString(),
                half_width = OffsetQuestion.HalfWidth,
                over_points = overPoints.Select(ToNode),
                over_offset = overOffset.Select(ToNode),
            },
            Format);

    private static object ToNode(SelectionCurve curve) => new
    {
        name = curve.Name,
        x = curve.X,
        probability = curve.Probabilities,
        simulated = curve.Simulated.Select(point => new
        {
            x = point.X,
            probability = point.Probability.Value,
            standard_error = point.Probability.StandardError,
        }),
    };
}
