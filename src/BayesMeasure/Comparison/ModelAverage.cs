using BayesMeasure.Diagnostics;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Comparison;

/// <summary>
/// The posterior of a parameter without a decision for a model: the mixture of the posteriors under all models that have it, each
/// weighted by p(model | data). What is uncertain about the model is then in its width.
/// </summary>
/// <remarks>
/// A parameter that a model does not have has no value under it: the average is that given that the parameter exists, and
/// <see cref="ProbabilityOfExistence"/> says how probable this is. Equal components are ordered within each draw, as in
/// <see cref="PosteriorSummary"/>; "center[1]" is then the lowest center under each model, which need not be the same peak.
/// The errors take in those of the weights. For a number T with influence psi on it, error^2 = sum over models of p_k^2 times the
/// squared Monte Carlo error of the mean of psi, plus the squared error of the sum of (p_k times the mean of psi) ln Z_k, which
/// knows where odds of neighbours tie the ln Z to each other.
/// </remarks>
public sealed class ModelAverage
{
    private readonly (double Weight, int Position, IReadOnlyList<double[]> Chains)[] models;
    private readonly EvidenceErrors errors;
    private readonly (double Value, double Weight)[] sorted;

    private ModelAverage(
        string parameter,
        ModelComparison comparison,
        IReadOnlyList<int> having,
        IReadOnlyList<IReadOnlyList<double[]>> chains)
    {
        Parameter = parameter;
        errors = comparison.Evidence.Errors;
        double Probability(int model) => comparison.Models[model].Probability;
        ProbabilityOfExistence = 1 - Enumerable.Range(0, comparison.Models.Count).Except(having)
            .Where(model => !double.IsNaN(Probability(model))).Sum(Probability);
        models = [.. having.Zip(chains, (model, values) => (Probability(model) / having.Sum(Probability), model, values))];
        sorted = [.. models
            .SelectMany(model => model.Chains.SelectMany(chain => chain.Select(value =>
                (value, model.Weight / (model.Chains.Count * chain.Length)))))
            .OrderBy(draw => draw.value)];
        // Relative to the middle and in units of the width, so that no offset and no scale takes digits.
        var moments = SampleMoments.Of([.. sorted.Select(draw => draw.Value)]);
        double Scaled(double value) => (value - moments.Origin) / moments.Scale;
        double mean = MeanOf(Scaled);
        double variance = MeanOf(value => Math.Pow(Scaled(value) - mean, 2));
        Mean = moments.Origin + moments.Scale * mean;
        StandardDeviation = moments.Scale * Math.Sqrt(variance);
        MeanError = moments.Scale * ErrorOf(value => Scaled(value) - mean);
        StandardDeviationError = moments.Scale
            * ErrorOf(value => Math.Pow(Scaled(value) - mean, 2) - variance) / (2 * Math.Sqrt(variance));
    }

    /// <summary>The full name of the parameter.</summary>
    public string Parameter { get; }

    /// <summary>The probability that a model has the parameter: 1 where all have it.</summary>
    public double ProbabilityOfExistence { get; }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard error of the mean.</summary>
    public double MeanError { get; }

    /// <summary>The standard deviation.</summary>
    public double StandardDeviation { get; }

    /// <summary>The standard error of the standard deviation.</summary>
    public double StandardDeviationError { get; }

    /// <summary>Averages one parameter over the models of a comparison.</summary>
    /// <param name="comparison">The models with their probabilities, under the comparison's prior over models.</param>
    /// <param name="parameter">The full name of the parameter, such as "slope" or "center[1]".</param>
    /// <exception cref="ArgumentException">
    /// No model that is possible has such a parameter; the message lists those there are.
    /// </exception>
    public static ModelAverage Of(ModelComparison comparison, string parameter)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        int[] having = [.. Enumerable.Range(0, comparison.Models.Count).Where(model =>
            comparison.Models[model].Probability > 0 && PositionIn(comparison.Models[model], parameter) >= 0)];
        if (having.Length == 0)
        {
            string known = string.Join(", ", comparison.Models.SelectMany(NamesOf).Distinct());
            throw new ArgumentException(
                $"No model that is possible has a parameter \"{parameter}\". There are: {known}.", nameof(parameter));
        }

        return new(parameter, comparison, having, [.. having.Select(k => comparison.Models[k]).Select(model =>
            model.Result.Summary.Draws.Of(PositionIn(model, parameter)))]);
    }

    /// <summary>A quantile.</summary>
    /// <param name="probability">The probability of a lower value: above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public double Quantile(double probability)
    {
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }

        return WeightedQuantile.Of(sorted, probability);
    }

    /// <summary>The standard error of a quantile.</summary>
    /// <param name="probability">The probability of a lower value: above 0 and below 1.</param>
    /// <remarks>Half the distance of the quantiles one error of the probability below and above.</remarks>
    public double QuantileError(double probability)
    {
        double value = Quantile(probability);
        double error = ErrorOf(other => (other <= value ? 1 : 0) - probability);
        double above = WeightedQuantile.Of(sorted, Math.Min(1, probability + error));
        return 0.5 * (above - WeightedQuantile.Of(sorted, Math.Max(0, probability - error)));
    }

    /// <summary>The average in a line.</summary>
    public override string ToString() =>
        $"{Parameter}: {new ValueWithError(Mean, MeanError)}, "
        + $"sd {new ValueWithError(StandardDeviation, StandardDeviationError)}, "
        + $"90 % from {QuantileText(0.05)} to {QuantileText(0.95)}"
        + (ProbabilityOfExistence < 1 ? $", if it exists (p = {ReportCell.Probability(ProbabilityOfExistence)})" : "");

    private string QuantileText(double probability) => ValueWithError.Resolved(Quantile(probability), StandardDeviation);

    private static IEnumerable<string> NamesOf(WeighedModel model) =>
        model.Result.Draws.Parameters.Select(parameter => parameter.Name);

    private static int PositionIn(WeighedModel model, string parameter) => NamesOf(model).ToList().IndexOf(parameter);

    private double MeanOf(Func<double, double> function) =>
        models.Sum(model => model.Weight * model.Chains.SelectMany(chain => chain).Average(function));

    private double ErrorOf(Func<double, double> influence)
    {
        double variance = 0;
        double[] ofEvidences = new double[errors.Covariance.Count];
        foreach ((double weight, int position, IReadOnlyList<double[]> chains) in models)
        {
            double[][] influences = [.. chains.Select(chain => Array.ConvertAll(chain, value => influence(value)))];
            ofEvidences[position] = weight * influences.SelectMany(chain => chain).Mean();
            variance += Math.Pow(weight * Autocorrelation.StandardErrorOfMean(influences), 2);
        }

        return Math.Sqrt(variance + Math.Pow(errors.OfSum(model => ofEvidences[model]), 2));
    }
}
