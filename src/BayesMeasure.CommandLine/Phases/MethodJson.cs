using System.Text.Json;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>The answers of several methods for other programs; the fields are told in the README.</summary>
internal static class MethodJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static string Of(IReadOnlyList<MethodAnswer> answers, string radiation, int candidates) => JsonSerializer.Serialize(
        new
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
        },
        Format);
}
