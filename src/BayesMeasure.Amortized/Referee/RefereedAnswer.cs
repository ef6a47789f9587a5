using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;

namespace BayesMeasure.Amortized.Referee;

/// <summary>An answer of a network after the evidence of its structures was heard.</summary>
public sealed record RefereedAnswer
{
    private const double Strange = 0.001;
    private const int MostCompared = 12;

    /// <param name="evidence">The evidence that was found.</param>
    internal RefereedAnswer(StructureEvidence evidence) => Evidence = evidence;

    /// <summary>What the network said: it is right on average over simulated curves, and nobody checked this one.</summary>
    public required StructureAnswer Answer { get; init; }

    /// <summary>
    /// Whether the correction can be trusted. Refused where fewer than a tenth of the draws are effective, or the tail index of
    /// their weights is above 0.7 and they tell of more than a fiftieth of the evidence.
    /// </summary>
    public required AnswerVerdict Verdict { get; init; }

    /// <summary>The number of structures that were weighed one by one.</summary>
    public required int Enumerated { get; init; }

    /// <summary>The posterior probability of all other structures, estimated by the draws.</summary>
    public required double Missed { get; init; }

    /// <summary>
    /// The effective number of draws over their number, 1 / (1 + variance / mean^2) of what they tell of the evidence: 1 where
    /// they tell nothing new; without structures weighed one by one, that of Kish.
    /// </summary>
    public required double EffectiveShare { get; init; }

    /// <summary>
    /// The tail index k of the weights of draws that were not weighed one by one, after Vehtari and others (2024); -infinity
    /// where they have no tail.
    /// </summary>
    public required double ParetoShape { get; init; }

    /// <summary>The probabilities of structures by the weights.</summary>
    public required StructureDistribution Structures { get; init; }

    /// <summary>
    /// How often residuals of the most probable structure are as strange as these, by their size under the prior of the noise or
    /// by how neighbours resemble each other; null where nobody knows. A small value means that no structure of the family
    /// describes the curve.
    /// </summary>
    public required double? ResidualProbability { get; init; }

    /// <summary>ln p(curve | lambda) of the whole family, with its standard error.</summary>
    public required FreeEnergyEstimate LogEvidence { get; init; }

    /// <summary>The evidence that was found.</summary>
    internal StructureEvidence Evidence { get; }

    /// <summary>Whether the family does not describe the curve: residuals as strange come once in a thousand curves.</summary>
    public bool IsUnlikeFamily => ResidualProbability < Strange;

    /// <summary>
    /// The structures that are worth a comparison where the answer is refused: those that weigh most, and those that the network
    /// thinks most of, a dozen at most.
    /// </summary>
    public IReadOnlyList<Structure> WorthComparing =>
    [
        .. Structures.Structures.Select(one => one.Structure).Take(MostCompared / 2)
            .Concat(Answer.MostProbable(MostCompared).Select(one => one.Structure))
            .Distinct()
            .Take(MostCompared),
    ];

    /// <summary>Compares the structures worth it, as probable beforehand as the prior says, by another method.</summary>
    /// <param name="inference">The method, such as replica exchange.</param>
    /// <exception cref="NotSupportedException">The family has no models of the library.</exception>
    public ModelComparison Compare(IInference inference)
    {
        IReadOnlyList<Structure> structures = WorthComparing;
        StructureFamily family = Answer.Family;
        ModelPrior prior = ModelPrior.Weights(structures.ToDictionary(
            family.NameOf, structure => Math.Exp(family.LogPrior(structure, Answer.Lambda))));
        return family.ModelsOf(structures).Compare(Answer.Curve, inference).Under(prior);
    }

    /// <summary>The same curve at another parsimony, by the evidence that is known and what more it takes.</summary>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    public RefereedAnswer Under(double lambda) => StructureReferee.Judge(Answer.Under(lambda), Evidence, Enumerated);

    /// <summary>
    /// The same curve under another prior of the structures, by the evidence that is known and what more it takes.
    /// </summary>
    /// <param name="prior">The other prior, of the same parts.</param>
    /// <exception cref="InvalidOperationException">It rules out all that was drawn.</exception>
    public RefereedAnswer Under(StructurePrior prior) => StructureReferee.Judge(Answer.Under(prior), Evidence, Enumerated);

    /// <summary>The verdict, and the probabilities that it is about.</summary>
    public override string ToString()
    {
        string verdict = Verdict == AnswerVerdict.Corrected ? "corrected" : "refused";
        string numbers = FormattableString.Invariant(
            $"ESS/S {EffectiveShare:F2}, Pareto k {ParetoShape:F2}, {Enumerated} structures weighed, {Missed:P1} missed");
        string warning = IsUnlikeFamily
            ? FormattableString.Invariant(
                $"unlike the family: residuals as strange come once in {1 / ResidualProbability:G2} curves\n")
            : "";
        return $"{verdict}: {numbers}\n{warning}{Structures}";
    }
}
