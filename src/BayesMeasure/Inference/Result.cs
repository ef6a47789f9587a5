using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Inference;

/// <summary>What an inference found: draws from the posterior, and the free energy with its error.</summary>
[TypeFormatterSource]
public sealed record Result : INotebookView
{
    /// <summary>What was asked.</summary>
    public required ITarget Target { get; init; }

    /// <summary>Draws from the posterior.</summary>
    public required Draws Draws { get; init; }

    /// <summary>
    /// The draws of one unknown, those of all chains one after the other, in an array of one's own. Equal components are in
    /// order, as in a summary: "center[2]" is the second center of each draw.
    /// </summary>
    /// <param name="name">Its full name, such as "center[2]".</param>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public double[] this[string name]
    {
        get
        {
            Draws ordered = OrderedDraws.Of(this).Draws;
            return [.. ordered.Of(ordered.PositionOf(name)).SelectMany(chain => chain)];
        }
    }

    /// <summary>The free energy to quote.</summary>
    public required FreeEnergyEstimate FreeEnergy { get; init; }

    /// <summary>The free energy by every estimator that was applied, the one to quote first.</summary>
    public required IReadOnlyList<FreeEnergyEstimate> FreeEnergies { get; init; }

    /// <summary>
    /// Whether the estimators of the free energy agree within their errors. If they do not, no error bar of theirs is to be
    /// believed.
    /// </summary>
    public bool EstimatesAgree { get; init; } = true;

    /// <summary>
    /// A mode that a search found and the draws missed, so that log Z may be too low; null when there is none.
    /// </summary>
    public HiddenMode? HiddenMode { get; init; }

    /// <summary>The seed of the random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Why the inference ended where it did.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Whether the run ended before its time: it was cancelled, or the model failed.</summary>
    public bool IsPartial => StopReason.IsPremature;

    /// <summary>
    /// What a reader of the numbers must know before trusting them, one sentence each; empty when there is nothing.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What belongs to the method that answered, and to no other.</summary>
    public required InferenceReport Report { get; init; }

    /// <summary>
    /// The free energy, how the run ended, a table of the unknowns, and what is to be warned of, as plain text.
    /// </summary>
    public override string ToString() => ResultPage.Of(this).ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => ResultPage.Of(this).ToHtml();
}

/// <summary>
/// A mode of the posterior that a search found and the draws missed. How much of the posterior it holds, the run does not know:
/// log Z may be too low by any amount.
/// </summary>
/// <param name="Point">A point in the mode: one value a parameter.</param>
/// <param name="LogLikelihood">The log likelihood there.</param>
/// <param name="LogDensityExcess">By how much the log posterior density there exceeds the highest of all draws.</param>
public sealed record HiddenMode(IReadOnlyList<double> Point, double LogLikelihood, double LogDensityExcess)
{
    /// <summary>
    /// The part of the posterior that the mode holds, as the Laplace approximation has it: off by any amount where the mode is no
    /// Gaussian. NaN where there is none, as for a mode that was met above beta = 1, and of a saved result. The excess may then be
    /// negative: what is broad holds much without being high.
    /// </summary>
    public double ApproximateShare { get; init; } = double.NaN;
}
