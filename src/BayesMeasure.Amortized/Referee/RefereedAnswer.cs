using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Inference;

namespace BayesMeasure.Amortized.Referee;

/// <summary>What became of an answer of a network.</summary>
public enum AnswerVerdict
{
    /// <summary>The weights of its draws correct it.</summary>
    Corrected,

    /// <summary>
    /// Its draws hardly come to where the posterior is: fewer than a tenth of them are effective, or the tail index of their
    /// weights is above 0.7. What is told is no answer; ask replica exchange.
    /// </summary>
    Refused,
}

/// <summary>An answer of a network after the evidence of its structures was heard.</summary>
public sealed record RefereedAnswer
{
    /// <summary>What the network said: it is right on average over simulated curves, and nobody checked this one.</summary>
    public required StructureAnswer Answer { get; init; }

    /// <summary>Whether the correction can be trusted.</summary>
    public required AnswerVerdict Verdict { get; init; }

    /// <summary>The effective number of draws over their number (Kish): 1 where the network is right.</summary>
    public required double EffectiveShare { get; init; }

    /// <summary>The tail index k of the weights, after Vehtari and others (2024); -infinity where they have no tail.</summary>
    public required double ParetoShape { get; init; }

    /// <summary>The probabilities of structures by the weights.</summary>
    public required StructureDistribution Structures { get; init; }

    /// <summary>ln p(curve | lambda) of the whole family, with its standard error.</summary>
    public required FreeEnergyEstimate LogEvidence { get; init; }

    /// <summary>The verdict, and the probabilities that it is about.</summary>
    public override string ToString() => (Verdict == AnswerVerdict.Corrected ? "corrected" : "refused")
        + FormattableString.Invariant($": ESS/S {EffectiveShare:F2}, Pareto k {ParetoShape:F2}\n{Structures}");
}
