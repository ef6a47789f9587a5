using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Plotting;

/// <summary>The curves of a fitted spectrum: posterior means over draws, and a pointwise 90 % band of the prediction.</summary>
internal sealed class FittedSpectrum
{
    private const int GridPoints = 1000;
    private const int MostDraws = 400;

    /// <summary>A replica that no ladder has, so that backgrounds share no random number with the draws.</summary>
    private const int Replica = int.MaxValue - 2;

    private readonly Posterior posterior;
    private readonly double[][] draws;
    private readonly double[] grid;
    private readonly NoiseBinding noise;

    /// <param name="posterior">What was asked.</param>
    /// <param name="summary">What was found: the draws, with the unknowns of the posterior.</param>
    /// <param name="isLogarithmic">Whether the axis of x has equal steps for equal ratios.</param>
    public FittedSpectrum(Posterior posterior, PosteriorSummary summary, bool isLogarithmic = false)
    {
        this.posterior = posterior;
        Summary = summary;
        draws = Thin(Summary.Draws);
        Abscissa = new(posterior.Measurement.XRange, isLogarithmic);
        grid = Abscissa.Grid(GridPoints);
        X = Abscissa.Place(grid);
        Mean = MeanOf([.. draws.Select(draw => posterior.Predict(draw, grid))]);
        (Lower, Upper) = Band(Drawn());
        Background = HasBackground ? MeanOfComponent(null) : null;
        Components = [.. ComponentNumbers().Select(component => OnBackground(MeanOfComponent(component)))];
        noise = posterior.NoiseBinding;
        Measured = [.. posterior.Measurement.Y.Select((y, i) => y / noise.Exposure(i))];
        double[][] fitted = [.. draws.Select(draw => posterior.Predict(draw, posterior.Measurement.X.AsSpan()))];
        Residuals = [.. Measured.Zip(MeanOf(fitted), (y, prediction) => y - prediction)];
        Sigma = MeanOf([.. draws.Zip(fitted, StandardDeviations)]);
    }

    /// <summary>The posterior in numbers, with the components in the order of the curves.</summary>
    public PosteriorSummary Summary { get; }

    /// <summary>The axis of x.</summary>
    public Abscissa Abscissa { get; }

    /// <summary>Where along the axis the points of all curves are drawn: dense and ascending.</summary>
    public double[] X { get; }

    /// <summary>The posterior mean of the prediction.</summary>
    public double[] Mean { get; }

    /// <summary>The 5 % quantile of the prediction at every x.</summary>
    public double[] Lower { get; }

    /// <summary>The 95 % quantile of the prediction at every x.</summary>
    public double[] Upper { get; }

    /// <summary>
    /// The posterior mean of all that is not a repeated component; null when there is no such term, or nothing else.
    /// </summary>
    public double[]? Background { get; }

    /// <summary>The posterior mean of each repeated component, on top of the background.</summary>
    public IReadOnlyList<double[]> Components { get; }

    /// <summary>
    /// The measured y, divided by its exposure where the noise model has one, to be compared with the prediction.
    /// </summary>
    public double[] Measured { get; }

    /// <summary><see cref="Measured"/> minus the posterior mean of the prediction, at the measured x.</summary>
    public double[] Residuals { get; }

    /// <summary>
    /// The standard deviation of every point of <see cref="Measured"/>: its posterior mean, where it depends on unknowns.
    /// </summary>
    public double[] Sigma { get; }

    private static double[][] Thin(Draws draws)
    {
        int step = Math.Max(1, draws.Chains * draws.Count / MostDraws);
        return
        [
            .. from chain in Enumerable.Range(0, draws.Chains)
               from draw in Enumerable.Range(0, draws.Count)
               where draw % step == 0
               select draws[chain, draw].ToArray(),
        ];
    }

    private static (double[] Lower, double[] Upper) Band(double[][] predictions)
    {
        double[][] sorted =
            [.. Enumerable.Range(0, GridPoints).Select(i => predictions.Select(curve => curve[i]).Order().ToArray())];
        return (
            [.. sorted.Select(values => SortedArrayStatistics.Quantile(values, 0.05))],
            [.. sorted.Select(values => SortedArrayStatistics.Quantile(values, 0.95))]);
    }

    /// <summary>The predictions of the draws, each with a smooth background of its own where the model has one.</summary>
    private double[][] Drawn()
    {
        var random = new RandomStream(seed: 0, chain: 0, Replica);
        return [.. draws.Select((draw, number) =>
        {
            random.BeginSweep(number);
            return posterior.DrawCurve(draw, grid, random);
        })];
    }

    private static double[] MeanOf(double[][] curves) =>
        [.. Enumerable.Range(0, curves[0].Length).Select(i => curves.Average(curve => curve[i]))];

    private IEnumerable<int> ComponentNumbers() =>
        posterior.Model.Terms.Select(term => term.Component).OfType<int>().Distinct().Order();

    private bool HasBackground => ComponentNumbers().Any() && posterior.Model.Terms.Any(term => term.Component is null);

    /// <summary>The mean over the draws of the sum of all terms that bear a component's number, or none.</summary>
    private double[] MeanOfComponent(int? component)
    {
        double[] sum = new double[GridPoints];
        for (int position = 0; position < posterior.Model.Terms.Count; position++)
        {
            foreach (double[] draw in posterior.Model.Terms[position].Component == component ? draws : [])
            {
                double[] curve = posterior.PredictTerm(draw, position, grid);
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += curve[i] / draws.Length;
                }
            }
        }

        return sum;
    }

    private double[] OnBackground(double[] curve) => Background is null ? curve : [.. curve.Zip(Background, (a, b) => a + b)];

    /// <summary>
    /// Where the noise model does not know the level, as where it is integrated out, that of all residuals stands for it.
    /// </summary>
    private double[] StandardDeviations(double[] draw, double[] prediction)
    {
        double[] parameters = posterior.NoiseParametersOf(draw);
        double level = Math.Sqrt(Measured.Zip(prediction, (y, f) => (y - f) * (y - f)).Average());
        return [.. prediction.Select((f, i) => noise.StandardDeviation(i, f, parameters) / noise.Exposure(i))
            .Select(sigma => double.IsNaN(sigma) ? level : sigma)];
    }
}
