using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;

namespace BayesMeasure.Amortized.Referee;

/// <summary>
/// Judges an answer of a network by the evidence of the structures that it drew. A draw M has the weight
/// p(curve | M) p(M | lambda) / q(M | curve, lambda); their mean is the evidence of the whole family, without bias.
/// </summary>
public static class StructureReferee
{
    private const double LeastShare = 0.1;
    private const double HeaviestTail = 0.7;

    /// <summary>Corrects an answer by the evidence of its structures, or refuses it.</summary>
    /// <param name="answer">What the network said.</param>
    /// <param name="inference">What finds the evidence, such as replica exchange; not needed where it is exact.</param>
    /// <exception cref="NotSupportedException">A simulator of one's own tells no evidence, or no inference was given.</exception>
    public static RefereedAnswer Refereed(this StructureAnswer answer, IInference? inference = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        StructureFamily family = answer.Family;
        StructureEvidence evidence = family.EvidenceOf(answer.Curve, inference);
        double[] logWeights =
        [
            .. answer.Draws.Select(draw => evidence.Of(draw.Structure).LogEvidence
                + family.LogPrior(draw.Structure, answer.Lambda) - draw.LogProbability),
        ];
        double total = LogSum.Of(logWeights);
        double[] weights = [.. logWeights.Select(log => Math.Exp(log - total))];
        double effective = 1 / weights.Sum(weight => weight * weight);
        double shape = ParetoTail.Shape(weights);
        bool isRefused = effective < LeastShare * weights.Length || shape > HeaviestTail;
        return new()
        {
            Answer = answer,
            Verdict = isRefused ? AnswerVerdict.Refused : AnswerVerdict.Corrected,
            EffectiveShare = effective / weights.Length,
            ParetoShape = shape,
            Structures = new(family, answer.Draws.Zip(weights, (draw, weight) => (draw.Structure, weight))),
            LogEvidence = new()
            {
                Method = "importance sampling from the network",
                LogEvidence = total - Math.Log(weights.Length),
                StandardError = Math.Sqrt(Math.Max(0, 1 / effective - 1.0 / weights.Length)),
                EffectiveSamples = effective,
            },
        };
    }
}
