using BayesMeasure.Summaries;

namespace BayesMeasure.Comparison;

/// <summary>The mixture of what models predict, each weighted by p(model | data).</summary>
internal static class AveragedPrediction
{
    private const int DrawsOfEach = 400;

    /// <summary>Models below this probability are left out: they could not be seen.</summary>
    private const double NegligibleProbability = 1e-6;

    /// <exception cref="ArgumentException">
    /// A model that matters is no posterior of one measured curve; the message names it.
    /// </exception>
    public static Prediction Of(ModelComparison comparison, double[] x, double level)
    {
        WeighedModel[] models = [.. comparison.Models.Where(model => model.Probability > NegligibleProbability)];
        double sum = models.Sum(model => model.Probability);
        return new(x, [.. models.SelectMany(model => CurvesOf(model, x, model.Probability / sum))], level);
    }

    private static IEnumerable<(double Weight, double[] Curve)> CurvesOf(WeighedModel model, double[] x, double probability)
    {
        if (model.Target.Curves.Count != 1)
        {
            throw new ArgumentException($"\"{model.Name}\" is no posterior of one measured curve: it predicts none.");
        }

        double[][] curves = new CurvePrediction(model.Result, measurement: null).Curves(x, DrawsOfEach);
        return curves.Select(curve => (probability / curves.Length, curve));
    }
}
