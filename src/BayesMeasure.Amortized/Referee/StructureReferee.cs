using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;

namespace BayesMeasure.Amortized.Referee;

/// <summary>
/// Judges an answer of a network by evidence. The structures E that the network thinks most of are weighed one by one; what is
/// missed is estimated by the draws outside of E, each with the weight p(curve | M) p(M | lambda) / q(M | curve, lambda):
/// Z = sum over E of p(curve | M) p(M | lambda) + the mean over all draws of the weight outside of E and 0 within, without bias.
/// </summary>
public static class StructureReferee
{
    private const double LeastShare = 0.1;
    private const double HeaviestTail = 0.7;
    private const double LeastOutside = 0.02;
    private const double MassLeft = 1e-3;

    /// <summary>Corrects an answer by the evidence of its structures, or refuses it.</summary>
    /// <param name="answer">What the network said.</param>
    /// <param name="inference">What finds the evidence, such as replica exchange; not needed where it is exact.</param>
    /// <param name="enumerated">
    /// How many of the most probable structures are weighed one by one, beside those that were drawn: at least 0. 256 by default;
    /// fewer where they have all but a thousandth of the network's probability. Where the evidence is exact, the neighbours of
    /// the best are added as long as one of these is better.
    /// </param>
    /// <exception cref="NotSupportedException">A simulator of one's own tells no evidence, or no inference was given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static RefereedAnswer Refereed(this StructureAnswer answer, IInference? inference = null, int enumerated = 256)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfNegative(enumerated);
        return Judge(answer, answer.Family.EvidenceOf(answer.Curve, inference), enumerated);
    }

    /// <summary>The same by evidence that may be known in part already.</summary>
    internal static RefereedAnswer Judge(StructureAnswer answer, StructureEvidence evidence, int enumerated)
    {
        var joint = new JointProbability(answer.Family, evidence, answer.Lambda);
        Dictionary<Structure, double> weighed = Weigh(answer, joint, enumerated);
        double[] outside =
        [
            .. answer.Draws.Select(draw => weighed.ContainsKey(draw.Structure)
                ? double.NegativeInfinity
                : joint.LogOf(draw.Structure) - draw.LogProbability),
        ];
        double scale = Math.Max(weighed.Values.DefaultIfEmpty(double.NegativeInfinity).Max(), outside.Max());
        double known = weighed.Values.Sum(log => Math.Exp(log - scale));
        double[] weights = [.. outside.Select(log => Math.Exp(log - scale))];
        double missed = weights.Average();
        double total = known + missed;
        double variance = weights.Average(weight => (weight - missed) * (weight - missed)) / (total * total);
        double share = 1 / (1 + variance);
        double shape = ParetoTail.Shape(weights);
        bool isHeavy = shape > HeaviestTail && missed > LeastOutside * total;
        IEnumerable<(Structure, double)> corrected = weighed.Select(one => (one.Key, Math.Exp(one.Value - scale) / total));
        var structures = new StructureDistribution(answer.Family, corrected.Concat(answer.Draws.Zip(weights)
            .Where(pair => pair.Second > 0)
            .Select(pair => (pair.First.Structure, pair.Second / (total * weights.Length)))));
        return new(evidence)
        {
            Answer = answer,
            Enumerated = weighed.Count,
            Verdict = share < LeastShare || isHeavy ? AnswerVerdict.Refused : AnswerVerdict.Corrected,
            EffectiveShare = share,
            ParetoShape = shape,
            Missed = missed / total,
            Structures = structures,
            ResidualProbability = answer.Family.ResidualProbability(answer.Curve, structures.Structures[0].Structure),
            LogEvidence = new()
            {
                Method = "structures weighed one by one, and importance sampling of the others",
                LogEvidence = scale + Math.Log(total),
                StandardError = Math.Sqrt(variance / weights.Length),
                EffectiveSamples = share * weights.Length,
            },
        };
    }

    /// <summary>
    /// ln p(curve | M) p(M | lambda) of the structures that the network thinks most of and, where evidence costs little, of all
    /// that a search passes which begins at the best of them and changes one part at a time. The draws have no say in it, so that
    /// they tell without bias what is missed.
    /// </summary>
    private static Dictionary<Structure, double> Weigh(StructureAnswer answer, JointProbability joint, int enumerated)
    {
        Dictionary<Structure, double> weighed = enumerated == 0 ? [] : answer.Expand(enumerated, MassLeft)
            .Where(one => joint.IsPossible(one.Structure))
            .ToDictionary(one => one.Structure, one => joint.LogOf(one.Structure));
        if (weighed.Count == 0 || !answer.Family.HasExactEvidence)
        {
            return weighed;
        }

        Structure best;
        double least;
        do
        {
            (best, least) = weighed.MaxBy(one => one.Value);
            foreach (Structure neighbour in answer.Family.Layout.NeighboursOf(best).Where(joint.IsPossible))
            {
                weighed.TryAdd(neighbour, joint.LogOf(neighbour));
            }
        }
        while (weighed.Values.Max() > least);
        return weighed;
    }

    /// <summary>p(curve | M) p(M | lambda); nobody is asked for the evidence of what the prior rules out.</summary>
    private sealed record JointProbability(StructureFamily Family, StructureEvidence Evidence, double Lambda)
    {
        public bool IsPossible(Structure structure) => double.IsFinite(Family.LogPrior(structure, Lambda));

        public double LogOf(Structure structure) => Family.LogPrior(structure, Lambda) is var prior && double.IsFinite(prior)
            ? prior + Evidence.Of(structure).LogEvidence
            : double.NegativeInfinity;
    }
}
