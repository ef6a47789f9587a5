using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Reports;

namespace BayesMeasure.Variational;

/// <summary>
/// How often a guide has a gate open. It is no probability: guides shut or open gates more surely than the posterior does.
/// </summary>
/// <param name="Name">The name of the indicator.</param>
/// <param name="Selection">From 0 to 1.</param>
public sealed record GateSelection(string Name, double Selection);

/// <summary>
/// What variational inference alone knows of its answer: the bound, how far q can be trusted, and how it was found.
/// </summary>
public sealed record VariationalReport : InferenceReport
{
    /// <inheritdoc/>
    public override string Method => Family == GuideFamily.FullRank
        ? "variational inference, full-rank Gaussian"
        : "variational inference, mean-field Gaussian";

    /// <summary>The Gaussians that were looked among.</summary>
    public required GuideFamily Family { get; init; }

    /// <summary>
    /// The evidence lower bound with its standard error: below log Z by the distance of q from the posterior, which it does not
    /// tell. It is left out of the verdict on log Z.
    /// </summary>
    public required FreeEnergyEstimate LowerBound { get; init; }

    /// <summary>
    /// The shape k of the tail of the importance weights: below 0.7 log Z by importance sampling can be relied on. The larger
    /// one of that of the weights themselves, -infinity for a tail that ends within the draws, and of that of q beside a normal
    /// posterior of the curvature at its mean, which knows of what the draws have not come to.
    /// </summary>
    public required double TailIndex { get; init; }

    /// <summary>
    /// The part of independent draws that the weighted draws of q are worth: (sum w)^2 / (n sum w^2), from 0 to 1.
    /// </summary>
    public required double KishShare { get; init; }

    /// <summary>
    /// The stages of the guide of the highest bound: learning rates, draws a step (the batch), the steps that were made, and the
    /// values at its mean in the end.
    /// </summary>
    public required IReadOnlyList<GraduatedStage> Stages { get; init; }

    /// <summary>For each start, the bound that its guide reached over its last steps; the highest first.</summary>
    public required IReadOnlyList<double> Bounds { get; init; }

    /// <summary>For each indicator, how often q has it open: its selection. Empty where there is none.</summary>
    public required IReadOnlyList<GateSelection> Gates { get; init; }

    /// <summary>The steps of the guide of the highest bound.</summary>
    public int Steps => Stages.Sum(stage => stage.Steps);

    /// <summary>The gradients that these steps took.</summary>
    public long Gradients => Stages.Sum(stage => (long)stage.Steps * stage.Batch);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Statements =>
    [
        $"The draws are those of q, the {FamilyName} nearest to the posterior in the sense of KL(q || p): where the two differ, "
            + "q is the narrower one.",
        $"log Z is at least {new ValueWithError(LowerBound.LogEvidence, LowerBound.StandardError)}; "
            + Invariant($"tail index of the weights {TailIndex:F2}, Kish share {KishShare:P0}."),
        Invariant($"Starts: {Bounds.Count}; the best made {Steps:N0} steps and {Gradients:N0} gradients, with ")
            + Invariant($"{Stages[0].Batch} to {Stages[^1].Batch} draws a step at rates from {Stages[0].LearningRate:G3} to ")
            + Invariant($"{Stages[^1].LearningRate:G3}."),
        .. Gates.Count == 0
            ? Array.Empty<string>()
            : ["What is told of indicators is their selection by q, and no probability: sample them to have one."],
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string FamilyName => Family == GuideFamily.FullRank ? "Gaussian" : "Gaussian of independent coordinates";
}
