using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Comparison;

/// <summary>
/// What all models together predict, without a decision for one: the mixture of their predictions, each weighted by
/// p(model | data), as a mean curve and a pointwise 90 % band. The noise of a new measurement is not in it.
/// </summary>
public sealed class AveragedPrediction
{
    private const int DrawsOfEach = 400;

    /// <summary>Models below this probability are left out: they could not be seen.</summary>
    private const double NegligibleProbability = 1e-6;

    private AveragedPrediction(double[] x, (double Weight, double[] Curve)[] curves)
    {
        X = x;
        double[] mean = new double[x.Length];
        double[] lower = new double[x.Length];
        double[] upper = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            (double Value, double Weight)[] sorted =
                [.. curves.Select(curve => (curve.Curve[i], curve.Weight)).OrderBy(item => item.Item1)];
            mean[i] = sorted.Sum(item => item.Value * item.Weight);
            lower[i] = WeightedQuantile.Of(sorted, 0.05);
            upper[i] = WeightedQuantile.Of(sorted, 0.95);
        }

        (Mean, Lower, Upper) = (mean, lower, upper);
    }

    /// <summary>Where it predicts.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The mean of the prediction at every x.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>The 5 % quantile of the prediction at every x.</summary>
    public IReadOnlyList<double> Lower { get; }

    /// <summary>The 95 % quantile of the prediction at every x.</summary>
    public IReadOnlyList<double> Upper { get; }

    /// <summary>Averages the predictions of the models of a comparison, from 400 draws of each.</summary>
    /// <param name="comparison">The models with their probabilities, under the comparison's prior over models.</param>
    /// <param name="x">Where to predict; need not be the measured points.</param>
    /// <exception cref="ArgumentException">
    /// A model that matters is no posterior of one measured curve; the message names it.
    /// </exception>
    public static AveragedPrediction Of(ModelComparison comparison, IReadOnlyList<double> x)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(x);
        WeighedModel[] models = [.. comparison.Models.Where(model => model.Probability > NegligibleProbability)];
        double sum = models.Sum(model => model.Probability);
        double[] points = [.. x];
        return new(points, [.. models.SelectMany(model => CurvesOf(model, points, model.Probability / sum))]);
    }

    private static IEnumerable<(double Weight, double[] Curve)> CurvesOf(WeighedModel model, double[] x, double probability)
    {
        if (model.Target is not Posterior posterior)
        {
            throw new ArgumentException($"\"{model.Name}\" is no posterior of one measured curve: it predicts none.");
        }

        Draws draws = model.Result.Draws;
        int total = draws.Chains * draws.Count;
        int count = Math.Min(DrawsOfEach, total);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * total / count))];
        return chosen.Select(i => (probability / chosen.Length, posterior.Predict(draws[i / draws.Count, i % draws.Count], x)));
    }
}
