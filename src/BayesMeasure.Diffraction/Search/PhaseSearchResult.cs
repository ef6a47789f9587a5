using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A set of phases that may be the one in the sample.</summary>
/// <param name="Phases">Their names.</param>
/// <param name="Probability">P(set | pattern, candidates), among the sets of ambiguous phases.</param>
/// <param name="LogOdds">ln of its probability over that of the best set: 0 for the best one, negative for all others.</param>
public sealed record PhaseHypothesis(IReadOnlyList<string> Phases, double Probability, double LogOdds);

/// <summary>A curve of a fit, at the angles of <see cref="PhaseSearchResult.TwoTheta"/>.</summary>
/// <param name="Name">The phase.</param>
/// <param name="Values">Its intensity in units of the data.</param>
/// <param name="Ticks">2 theta of its lines in degrees.</param>
public sealed record PhaseCurve(string Name, IReadOnlyList<double> Values, IReadOnlyList<double> Ticks);

/// <summary>The curves of a result, which are most of it.</summary>
/// <param name="Measurement">The pattern.</param>
/// <param name="TwoTheta">The angles of the curves.</param>
/// <param name="Data">The data.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Sigma">The standard deviations.</param>
/// <param name="Background">The background.</param>
/// <param name="Phases">The phases.</param>
internal sealed record FittedCurves(
    Measurement Measurement,
    IReadOnlyList<double> TwoTheta,
    IReadOnlyList<double> Data,
    IReadOnlyList<double> Fit,
    IReadOnlyList<double> Sigma,
    IReadOnlyList<double> Background,
    IReadOnlyList<PhaseCurve> Phases);

/// <summary>
/// What a pattern tells of the phases in it. One that was read from a file without curves has no pattern, data and fit: whoever
/// asks for these gets a <see cref="NotSupportedException"/>.
/// </summary>
public sealed record PhaseSearchResult
{
    internal PhaseSearchResult()
    {
    }

    /// <summary>What the pattern is called.</summary>
    public required string Pattern { get; init; }

    /// <summary>What the source emits.</summary>
    public required Radiation Radiation { get; init; }

    /// <summary>The names of all candidates, in their order.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>What has answered.</summary>
    public PhaseMethod Method { get; init; }

    /// <summary>
    /// The phases with a probability, or a selection, of a hundredth or more, the heaviest of those that were found first.
    /// </summary>
    public required IReadOnlyList<FoundPhase> Phases { get; init; }

    /// <summary>
    /// Sets of phases within 5 nat of the best one, which is first; empty where gates were selected, and not sampled.
    /// </summary>
    public required IReadOnlyList<PhaseHypothesis> Hypotheses { get; init; }

    /// <summary>Peaks that no phase explains, the strongest first.</summary>
    public required IReadOnlyList<UnexplainedPeak> UnexplainedPeaks { get; init; }

    /// <summary>Whether the answer can be trusted, and if not, why.</summary>
    public required PhaseVerdict Verdict { get; init; }

    /// <summary>Where and how wide lines are.</summary>
    public required InstrumentProfile Instrument { get; init; }

    /// <summary>The squared misfit of a point in units of its variance, with errors of lines and model: about 1.</summary>
    public required double Misfit { get; init; }

    /// <summary>
    /// c: by how much variances of points are larger than those of counts and of the model's errors, what neighbours share
    /// included; 1 or more.
    /// </summary>
    public required double OverDispersion { get; init; }

    /// <summary>What of the sample is not crystalline; null without an internal standard, or where that was not found.</summary>
    public AmorphousContent? Amorphous { get; init; }

    /// <summary>The broad hump beside the background; null where none was asked for, or none stands out.</summary>
    public BroadHump? Hump { get; init; }

    /// <summary>What was decided without being asked, a sentence each.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>The pattern.</summary>
    public Measurement Measurement => Kept.Measurement;

    /// <summary>The angles of the curves in degrees.</summary>
    public IReadOnlyList<double> TwoTheta => Kept.TwoTheta;

    /// <summary>The data at these angles.</summary>
    public IReadOnlyList<double> Data => Kept.Data;

    /// <summary>The fit.</summary>
    public IReadOnlyList<double> Fit => Kept.Fit;

    /// <summary>
    /// The standard deviation of each point, in units of the data: that of its counts and of the model's errors.
    /// </summary>
    public IReadOnlyList<double> Sigma => Kept.Sigma;

    /// <summary>Its background.</summary>
    public IReadOnlyList<double> Background => Kept.Background;

    /// <summary>The phases of the fit.</summary>
    public IReadOnlyList<PhaseCurve> Curves => Kept.Phases;

    /// <summary>The phases that were found: probable, and supported by lines of their own.</summary>
    public IEnumerable<FoundPhase> Found => Phases.Where(phase => phase.IsFound);

    /// <summary>Where the fit ended, for the next pattern of a series.</summary>
    internal FitState State { get; init; } = null!;

    /// <summary>The curves; null where a file did not hold them.</summary>
    internal FittedCurves? Drawn { get; init; }

    private FittedCurves Kept => Drawn ?? throw new NotSupportedException(
        $"What was found in {Pattern} was read from a file without curves. Save it with them to draw it.");

    /// <summary>The pattern, the verdict, and what was found.</summary>
    public override string ToString() => PrintableText.Of($"{Pattern}: {Verdict}; found: "
        + (Found.Any() ? string.Join(", ", Found.Select(phase => phase.Name)) : "none of the candidates"));
}
