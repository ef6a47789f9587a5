using System.Text.Json;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace PowderPhases;

/// <summary>The answer for other programs; the fields are told in the README.</summary>
internal static class PhaseJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static string Of(PhaseSearchResult result, Radiation radiation) => JsonSerializer.Serialize(
        new
        {
            schema = 1,
            pattern = result.Measurement.Name,
            radiation = radiation.Name,
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
            remarks = result.Remarks.Concat(result.Measurement.Remarks),
        },
        Format);

    private static object ToNode(FoundPhase phase) => new
    {
        name = phase.Name,
        probability = phase.Probability,
        standard_error = phase.StandardError,
        is_found = phase.IsFound,
        weight_fraction = phase.WeightFraction,
        interval_68 = Ends(phase.Interval68),
        interval_95 = Ends(phase.Interval95),
        support = phase.Support,
        group = phase.Group,
        group_probability = phase.GroupProbability,
        strain = phase.Shape.Strain,
        size_broadening = phase.Shape.SizeBroadening,
        texture_plane = phase.TexturePlane is var (h, k, l) ? new[] { h, k, l } : null,
        texture = phase.Shape.Texture,
    };

    private static double[] Ends(Interval interval) => [interval.Minimum, interval.Maximum];
}
