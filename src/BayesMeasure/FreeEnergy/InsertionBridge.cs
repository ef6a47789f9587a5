using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// ln Z(K + 1) - ln Z(K) by the <see cref="BridgeEquation"/> between the posterior of K components times the density q by which
/// one more is inserted, and the posterior of K + 1. Neither a ladder nor a shape of the posterior is in it: where the one more
/// is not needed, so that the posterior is no Gaussian, it is at its best.
/// </summary>
/// <remarks>
/// Both densities are of labelled components, so no factorial enters: the inserted component takes the last label, and since
/// the posterior does not change when labels are exchanged, each of the K + 1 may stand for it. All are taken, which costs
/// nothing but time. The largest overlap is about 1 / (K + 1), where just one component is not needed; it is 0 where all are.
/// The error is that of the means of the terms over the draws of both runs, correlated in time.
/// </remarks>
internal sealed record InsertionBridge
{
    public const string Name = "insertion";

    // The limits were set on one spectrum, and tried on others.
    private const double LeastShareOfOverlap = 0.25;
    private const double LargestError = 0.25;
    private const double HighestRHat = 1.05;
    private const double MostErrorsBetweenHalves = 3;

    /// <summary>
    /// The mean of e^w over draws of one side is e^c, so that it exceeds that e^3 times in one of 20 runs at most (Markov's
    /// inequality), and hardly ever where the draws of the other side have been everywhere.
    /// </summary>
    private const double FarthestReach = 3;

    private InsertionBridge()
    {
    }

    /// <summary>ln Z(K + 1) - ln Z(K).</summary>
    public double LogRatio { get; private init; }

    /// <summary>Its standard error; NaN where it has none.</summary>
    public double StandardError { get; private init; }

    /// <summary>How many independent draws those of the poorer run are worth.</summary>
    public double EffectiveSamples { get; private init; }

    /// <summary>The probability that a draw of one density is taken for one of the other: about 1 / (K + 1) at most.</summary>
    public double Overlap { get; private init; }

    /// <summary>Whether the estimate may be used, and what that was told from.</summary>
    public required EstimatorFitness Fitness { get; init; }

    /// <summary>The influence of each draw of the run with K components on the estimate.</summary>
    public IReadOnlyList<double[]> InfluencesOfFewer { get; private init; } = [];

    /// <summary>The influence of each draw of the run with one more.</summary>
    public IReadOnlyList<double[]> InfluencesOfMore { get; private init; } = [];

    /// <summary>Estimates it from the weights of both runs.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="highestRHat">
    /// The highest R-hat of ln L in the run with one component more at which it may be used: of few draws it is large by chance.
    /// </param>
    public static InsertionBridge Of(InsertionWeights weights, double highestRHat = HighestRHat)
    {
        BridgeEquation equation = Solve(weights);
        double[][] fewer = [.. equation.ReferenceTerms().Select(chain => Array.ConvertAll(chain, term => term - 1))];
        double[][] more = [.. equation.PosteriorTerms().Select(chain => MeansOf(chain, weights.Components))];
        var ofFewer = FreeEnergyEstimate.FromInfluences(Name, 0, fewer);
        var ofMore = FreeEnergyEstimate.FromInfluences(Name, 0, more);
        double error = Math.Sqrt(Math.Pow(ofFewer.StandardError, 2) + Math.Pow(ofMore.StandardError, 2));
        return new()
        {
            LogRatio = equation.LogEvidence,
            StandardError = error,
            EffectiveSamples = Math.Min(ofFewer.EffectiveSamples, ofMore.EffectiveSamples),
            Overlap = equation.Overlap,
            Fitness = Judge(weights, equation, error, highestRHat),
            InfluencesOfFewer = fewer,
            InfluencesOfMore = more,
        };
    }

    /// <summary>None, since it could not be computed.</summary>
    /// <param name="reason">Why: a clause.</param>
    public static InsertionBridge None(string reason) => new()
    {
        LogRatio = double.NaN,
        StandardError = double.NaN,
        Overlap = double.NaN,
        Fitness = new(false, reason),
    };

    private static BridgeEquation Solve(InsertionWeights weights) =>
        BridgeEquation.Solve(weights.Inserted, weights.Deleted, weights.DrawRatio);

    /// <summary>1 less the mean term of the components of each draw.</summary>
    private static double[] MeansOf(double[] terms, int components) =>
        [.. terms.Chunk(components).Select(draw => 1 - draw.Average())];

    private static EstimatorFitness Judge(
        InsertionWeights weights, BridgeEquation equation, double error, double highestRHat)
    {
        double overlap = equation.Overlap;
        double least = LeastShareOfOverlap / weights.Components;
        double[] halves = [.. weights.Halves().Select(half => Solve(half).LogEvidence)];
        double errors = Math.Abs(halves[0] - halves[1]) / (2 * error);
        string? fault = !double.IsFinite(error) ? "no component that was inserted is where the posterior has one"
            : !(overlap >= least) ? Text($"the component that is one more is not inserted where the posterior has it ")
                + Text($"(overlap {overlap:G2}, {least:G2} at least)")
            : weights.RHatOfFewer > HighestRHat ? Disagreement("fewer", weights.RHatOfFewer)
            : weights.RHatOfMore > highestRHat ? Disagreement("more", weights.RHatOfMore)
            : LogMeanOf(weights.Inserted, 1) - equation.LogEvidence > FarthestReach
                ? "a component was inserted in a place that the chains with one more have not been to"
            : LogMeanOf(weights.Deleted, -1) + equation.LogEvidence > FarthestReach
                ? "the chains with one more have been to a place that those with fewer have not"
            : !(error <= LargestError) ? Text($"its error is {error:F2}, {LargestError:F2} at most")
            : errors > MostErrorsBetweenHalves ? Text($"the halves of the runs differ by {errors:F1} errors")
            : null;
        return fault is not null
            ? new(false, fault)
            : new(true, Text($"overlap {overlap:G2} of about 1/{weights.Components} at most, R-hat of ln L ")
                + Text($"{weights.RHatOfFewer:F3} and {weights.RHatOfMore:F3}, halves {errors:F1} errors apart"));
    }

    private static string Disagreement(string which, double rHat) =>
        Text($"the chains with {which} components disagree, R-hat of ln L is {rHat:F3}");

    /// <summary>ln of the mean of e^w, or of e^-w.</summary>
    private static double LogMeanOf(double[][] weights, int sign)
    {
        double largest = weights.Max(chain => chain.Max(weight => sign * weight));
        return double.IsInfinity(largest)
            ? largest
            : largest + Math.Log(weights.Average(chain => chain.Average(weight => Math.Exp(sign * weight - largest))));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
