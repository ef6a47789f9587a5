using System.Text.Json;
using System.Text.Json.Nodes;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;
using BayesMeasure.Samples;

namespace PowderPhases;

/// <summary>The answer for other programs; the fields are told in the README.</summary>
internal static class PhaseJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>The answer of one pattern.</summary>
    public static string Of(PhaseSearchResult result, string radiation) =>
        Text(new { schema = 1, radiation }, ToNode(result));

    /// <summary>The answers of several methods.</summary>
    public static string Of(IReadOnlyList<MethodAnswer> answers, string radiation, int candidates) => Text(new
    {
        schema = 1,
        radiation,
        candidates,
        methods = answers.Select(answer => new
        {
            method = CommandValues.NameOf(answer.Method),
            processor_seconds = answer.Seconds,
            verdict = answer.Verdict,
            phases = answer.Phases.Select(phase => new
            {
                name = phase.Name,
                probability = answer.IsProbability ? phase.Share : (double?)null,
                selection = answer.IsProbability ? (double?)null : phase.Share,
                weight_fraction = phase.Weight,
            }),
        }),
    });

    /// <summary>The answers of a series, each as that of one pattern.</summary>
    public static string Of(SeriesAnswer answer, string radiation) => Text(new
    {
        schema = 1,
        radiation,
        axis = answer.Series.Axis,
        remarks = answer.Remarks,
        patterns = answer.Results.Select((result, i) => Joined(new { at = answer.Series.At[i] }, ToNode(result))),
    });

    private static string Text(params object[] parts) => Joined(parts).ToJsonString(Format);

    /// <summary>The fields of all parts, in their order.</summary>
    private static JsonObject Joined(params object[] parts) => new(parts
        .SelectMany(part => JsonSerializer.SerializeToNode(part, Format)!.AsObject())
        .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static object ToNode(PhaseSearchResult result) => new
    {
        pattern = result.Measurement.Name,
        method = CommandValues.NameOf(result.Method),
        verdict = result.Verdict.Kind.ToString(),
        verdict_text = result.Verdict.Text,
        misfit = result.Misfit,
        zero = result.Instrument.Zero,
        displacement = result.Instrument.Displacement,
        width = result.Instrument.Width,
        phases = result.Phases.Select(ToNode),
        hypotheses = result.Hypotheses.Select(set => new { phases = set.Phases, probability = set.Probability }),
        unexplained_peaks = result.UnexplainedPeaks.Select(peak => new
        {
            two_theta = peak.TwoTheta,
            d = peak.Spacing,
            share = peak.Share,
            significance = peak.Significance,
        }),
        amorphous = result.Amorphous is { } amorphous
            ? new
            {
                weight_fraction = amorphous.Fraction,
                interval_68 = Ends(amorphous.Interval68),
                interval_95 = Ends(amorphous.Interval95),
                standard_is_low = amorphous.StandardIsLow,
            }
            : null,
        hump = result.Hump is { } hump
            ? new
            {
                two_theta = hump.TwoTheta,
                width = hump.Width,
                share_of_intensity = hump.Share,
                significance = hump.Significance,
            }
            : null,
        remarks = result.Remarks.Concat(result.Measurement.Remarks),
    };

    private static object ToNode(FoundPhase phase) => new
    {
        name = phase.Name,
        probability = Told(phase.Probability),
        standard_error = Told(phase.StandardError),
        selection = phase.Selection,
        is_found = phase.IsFound,
        weight_fraction = phase.WeightFraction,
        interval_68 = Ends(phase.Interval68),
        interval_95 = Ends(phase.Interval95),
        support = phase.Support,
        group = phase.Group,
        group_probability = Told(phase.GroupProbability),
        strain = phase.Shape.Strain,
        size_broadening = phase.Shape.SizeBroadening,
        texture_plane = phase.TexturePlane is var (h, k, l) ? new[] { h, k, l } : null,
        texture = phase.Shape.Texture,
    };

    /// <summary>A number; null where there is none.</summary>
    private static double? Told(double value) => double.IsNaN(value) ? null : value;

    private static double[] Ends(Interval interval) => [interval.Minimum, interval.Maximum];
}
