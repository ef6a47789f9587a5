using System.Text.Json.Nodes;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Diffraction.Persistence;

/// <summary>Writes what was found in a pattern: schema 1, as docs/phase-search.md describes it.</summary>
internal static class PhaseJson
{
    /// <summary>What a method is called in files.</summary>
    public static string NameOf(PhaseMethod method) => method == PhaseMethod.Variational ? "variational" : "gibbs";

    /// <summary>Adds all fields of a result, the curves as the last ones.</summary>
    public static void Add(JsonObject file, PhaseSearchResult result, bool withCurves)
    {
        file["pattern"] = result.Pattern;
        file["method"] = NameOf(result.Method);
        file["verdict"] = $"{result.Verdict.Kind}";
        file["verdict_text"] = result.Verdict.Text;
        file["misfit"] = Number(result.Misfit);
        file["over_dispersion"] = Number(result.OverDispersion);
        file["instrument"] = Of(result.Instrument);
        file["phases"] = Array(result.Phases, Of);
        file["hypotheses"] = Array(result.Hypotheses, Of);
        file["unexplained_peaks"] = Array(result.UnexplainedPeaks, Of);
        file["amorphous"] = result.Amorphous is { } amorphous ? Of(amorphous) : null;
        file["hump"] = result.Hump is { } hump ? Of(hump) : null;
        file["remarks"] = Texts(result.Remarks);
        file["radiation"] = Of(result.Radiation);
        file["candidates"] = Texts(result.Candidates);
        file["fitted"] = Of(result.State);
        if (withCurves)
        {
            file["measurement"] = Of(result.Measurement);
            file["curves"] = CurvesOf(result);
        }
    }

    private static JsonObject Of(FoundPhase phase) => new()
    {
        ["name"] = phase.Name,
        ["candidate"] = phase.Candidate,
        ["probability"] = Number(phase.Probability),
        ["standard_error"] = Number(phase.StandardError),
        ["selection"] = Number(phase.Selection),
        ["is_found"] = phase.IsFound,
        ["weight_fraction"] = Number(phase.WeightFraction),
        ["interval_68"] = Ends(phase.Interval68),
        ["interval_95"] = Ends(phase.Interval95),
        ["support"] = Number(phase.Support),
        ["doubt"] = Number(phase.Doubt),
        ["group"] = Texts(phase.Group),
        ["group_probability"] = Number(phase.GroupProbability),
        ["shape"] = Of(phase.Shape, phase.TexturePlane),
    };

    private static JsonObject Of(PhaseShape shape, (int H, int K, int L)? plane) => new()
    {
        ["strain"] = Number(shape.Strain),
        ["size_broadening"] = Number(shape.SizeBroadening),
        ["texture"] = Number(shape.Texture),
        ["texture_plane"] = plane is var (h, k, l) ? new JsonArray(h, k, l) : null,
    };

    private static JsonObject Of(PhaseHypothesis set) => new()
    {
        ["phases"] = Texts(set.Phases),
        ["probability"] = Number(set.Probability),
        ["log_odds"] = Number(set.LogOdds),
    };

    private static JsonObject Of(UnexplainedPeak peak) => new()
    {
        ["two_theta"] = Number(peak.TwoTheta),
        ["d"] = Number(peak.Spacing),
        ["share"] = Number(peak.Share),
        ["significance"] = Number(peak.Significance),
    };

    private static JsonObject Of(AmorphousContent amorphous) => new()
    {
        ["weight_fraction"] = Number(amorphous.Fraction),
        ["interval_68"] = Ends(amorphous.Interval68),
        ["interval_95"] = Ends(amorphous.Interval95),
        ["standard_is_low"] = amorphous.StandardIsLow,
    };

    private static JsonObject Of(BroadHump hump) => new()
    {
        ["two_theta"] = Number(hump.TwoTheta),
        ["width"] = Number(hump.Width),
        ["share_of_intensity"] = Number(hump.Share),
        ["significance"] = Number(hump.Significance),
    };

    private static JsonObject Of(InstrumentProfile instrument) => new()
    {
        ["zero"] = Number(instrument.Zero),
        ["displacement"] = Number(instrument.Displacement),
        ["width"] = Number(instrument.Width),
        ["width_slope"] = Number(instrument.WidthSlope),
        ["mixing"] = Number(instrument.Mixing),
        ["overflow"] = Number(instrument.Overflow),
    };

    private static JsonObject Of(Radiation radiation) => new()
    {
        ["name"] = radiation.Name,
        ["lines"] = Array(radiation.Lines, line => new()
        {
            ["wavelength"] = Number(line.Wavelength),
            ["share"] = Number(line.Share),
        }),
    };

    private static JsonObject Of(FitState state) => new()
    {
        ["background"] = Numbers(state.Background),
        ["phases"] = Array(state.Phases, phase => new()
        {
            ["candidate"] = phase.Candidate,
            ["height"] = Number(phase.Height),
            ["excess_b"] = Number(phase.ExcessB),
            ["shape"] = Of(phase.Shape, phase.Plane),
        }),
    };

    private static JsonObject Of(Measurement pattern) => new()
    {
        ["x_name"] = pattern.XName,
        ["y_name"] = pattern.YName,
        ["x_unit"] = pattern.XUnit,
        ["y_unit"] = pattern.YUnit,
        ["remarks"] = Texts(pattern.Remarks),
        ["x"] = Numbers(pattern.X),
        ["y"] = Numbers(pattern.Y),
        ["sigma"] = pattern.Sigma is { } sigma ? Numbers(sigma) : null,
    };

    private static JsonObject CurvesOf(PhaseSearchResult result) => new()
    {
        ["two_theta"] = Numbers(result.TwoTheta),
        ["data"] = Numbers(result.Data),
        ["fit"] = Numbers(result.Fit),
        ["sigma"] = Numbers(result.Sigma),
        ["background"] = Numbers(result.Background),
        ["phases"] = Array(result.Curves, curve => new()
        {
            ["name"] = curve.Name,
            ["values"] = Numbers(curve.Values),
            ["ticks"] = Numbers(curve.Ticks),
        }),
    };

    private static JsonArray Ends(Interval interval) => Numbers([interval.Minimum, interval.Maximum]);
}
