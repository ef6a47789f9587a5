using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Search;

/// <summary>What is known of a phase.</summary>
public sealed record FoundPhase
{
    // Below this evidence of its own lines a phase may only mend others.
    private const double LeastSupport = 3;

    // A phase that is there has such odds against it in one of a thousand cases, where errors are as they are told.
    private const double LargestDoubt = 7;

    internal FoundPhase()
    {
    }

    /// <summary>The phase.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the candidate, from 0.</summary>
    public required int Candidate { get; init; }

    /// <summary>P(the phase is in the sample | pattern, candidates); NaN where gates were selected, and not sampled.</summary>
    public required double Probability { get; init; }

    /// <summary>The Monte-Carlo standard error of the probability; NaN where there is none.</summary>
    public required double StandardError { get; init; }

    /// <summary>
    /// By <see cref="PhaseMethod.Variational"/>, how often the guide has the phase open, from 0 to 1. It is no probability:
    /// guides are surer than the posterior is. Null by other methods.
    /// </summary>
    public double? Selection { get; internal init; }

    /// <summary>
    /// Its share of the weight of all crystalline phases, given that it is there: the mean. Without an internal standard
    /// nothing is known of what is amorphous.
    /// </summary>
    public required double WeightFraction { get; init; }

    /// <summary>The central interval of the weight fraction with 68 %, its systematic term included.</summary>
    public required Interval Interval68 { get; init; }

    /// <summary>The central interval of the weight fraction with 95 %, its systematic term included.</summary>
    public required Interval Interval95 { get; init; }

    /// <summary>
    /// ln of the evidence for it from the points where it makes most of the Bragg intensity; null for a phase that is not in
    /// the best set.
    /// </summary>
    public double? Support { get; init; }

    /// <summary>
    /// ln of the evidence for another phase in its place, with lines where its own are, but with other intensities and spacings
    /// than those of its structure, over the evidence for it; null for a phase that is not in the best set.
    /// </summary>
    public double? Doubt { get; init; }

    /// <summary>
    /// Whether another phase may stand in its place, which the library lacks: by more than 7 nat. Else its structure is not that
    /// of the sample, or its grains lie in an order that one axis does not tell.
    /// </summary>
    public bool IsDoubted => Doubt > LargestDoubt;

    /// <summary>Whether lines of its own support it: by 3 nat at least.</summary>
    public bool IsSupported => Support >= LeastSupport;

    /// <summary>
    /// Whether it is told as found: with P of 0.5 or more, its group's included, or selected as often, and supported by lines of
    /// its own.
    /// </summary>
    public bool IsFound => (Selection ?? GroupProbability) >= 0.5 && IsSupported;

    /// <summary>
    /// Candidates that fit in its place within the allowed strain, itself included: P of the group belongs to one of them.
    /// </summary>
    public required IReadOnlyList<string> Group { get; init; }

    /// <summary>The probability that a phase of the group is there; NaN where gates were not sampled.</summary>
    public required double GroupProbability { get; init; }

    /// <summary>Its strain, size broadening and texture.</summary>
    public required PhaseShape Shape { get; init; }

    /// <summary>The plane that its texture orders; null without texture.</summary>
    public (int H, int K, int L)? TexturePlane { get; init; }

    /// <summary>The phase as a guide has it: what was told as a probability is its selection.</summary>
    internal FoundPhase AsSelected() => this with
    {
        Selection = Probability,
        Probability = double.NaN,
        StandardError = double.NaN,
        GroupProbability = double.NaN,
    };
}
