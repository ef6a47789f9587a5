using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Plotting;

/// <summary>A component of the model, as a figure draws it.</summary>
/// <param name="Label">The label of its term; null for none.</param>
/// <param name="Number">The number of the copy.</param>
/// <param name="Curve">The component on top of the background.</param>
internal sealed record DrawnComponent(string? Label, int Number, double[] Curve);

/// <summary>
/// The curves of a fitted spectrum: the posterior mean of the prediction with a pointwise 90 % band, and the components of one
/// draw, since in a mean over draws peaks that change places are smeared.
/// </summary>
internal sealed class FittedSpectrum
{
    private const int GridPoints = 1000;
    private const int MostDraws = 400;
    private const int FewestDraws = 20;

    /// <summary>Of long data fewer draws are averaged: so many predictions are computed.</summary>
    private const int MostPredictions = 20_000_000;

    /// <summary>A replica that no ladder has, so that backgrounds share no random number with the draws.</summary>
    private const int Replica = int.MaxValue - 2;

    private readonly Posterior posterior;
    private readonly double[] grid;
    private readonly double[] best;
    private readonly NoiseBinding noise;

    /// <param name="posterior">What was asked.</param>
    /// <param name="summary">What was found: the draws, with the unknowns of the posterior.</param>
    /// <param name="axis">How the axis of x is drawn.</param>
    public FittedSpectrum(Posterior posterior, PosteriorSummary summary, AxisStyle axis = default)
    {
        this.posterior = posterior;
        Summary = summary;
        Abscissa = new(posterior.Measurement, axis);
        grid = Abscissa.Grid(GridPoints);
        X = Abscissa.Place(grid);
        best = [.. summary.Parameters.Select(parameter => parameter.MaximumAPosteriori)];
        noise = posterior.NoiseBinding;
        int most = Math.Clamp(MostPredictions / posterior.Measurement.Count, FewestDraws, MostDraws);
        double[][] draws = Thin(Summary.Draws, most);
        double[][] drawn = Drawn(draws);
        double[][] predictions = HasSmoothBackground ? [.. draws.Select(draw => posterior.Predict(draw, grid))] : drawn;
        Mean = [.. Enumerable.Range(0, GridPoints).Select(i => predictions.Average(curve => curve[i]))];
        (Lower, Upper) = Band(drawn);
        (string? Label, int Number)[] components =
        [
            .. from term in posterior.Model.Terms
               where term.Component is not null
               select (term.Label, term.Component.GetValueOrDefault()),
        ];
        bool hasBackground = components.Length > 0 && components.Length < posterior.Model.Terms.Count;
        Background = hasBackground ? Sum(term => term.Component is null) : null;
        Components = [.. components.Distinct().Select(one => new DrawnComponent(
            one.Label, one.Number, OnBackground(Sum(term => (term.Label, term.Component) == one))))];
        Measured = [.. posterior.Measurement.Y.Select((y, i) => y / noise.Exposure(i))];
        Residuals = new double[Measured.Length];
        Sigma = new double[Measured.Length];
        AddUp(draws);
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
    /// All that is not a repeated component, of the draw of highest density; null when there is no such term, or nothing else.
    /// </summary>
    public double[]? Background { get; }

    /// <summary>Each repeated component of the draw of highest density, on top of the background.</summary>
    public IReadOnlyList<DrawnComponent> Components { get; }

    /// <summary>
    /// The measured y, divided by its exposure where the noise model has one, to be compared with the prediction.
    /// </summary>
    public double[] Measured { get; }

    /// <summary><see cref="Measured"/> minus the posterior mean of the prediction, at the measured x.</summary>
    public double[] Residuals { get; }

    /// <summary>
    /// The standard deviation of every point of <see cref="Measured"/>: its posterior mean, where it depends on unknowns; not
    /// finite for noise without one.
    /// </summary>
    public double[] Sigma { get; }

    /// <summary>Whether the curve of a draw is not that of its prediction; else neither is computed twice.</summary>
    private bool HasSmoothBackground => posterior.Model.Terms.Any(term => term.ModelType == typeof(SmoothBackground));

    private static double[][] Thin(Draws draws, int most)
    {
        int step = Math.Max(1, draws.Chains * draws.Count / most);
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
    private double[][] Drawn(double[][] draws)
    {
        var random = new RandomStream(seed: 0, chain: 0, Replica);
        return [.. draws.Select((draw, number) =>
        {
            random.BeginSweep(number);
            return posterior.DrawCurve(draw, grid, random);
        })];
    }

    /// <summary>The sum of some terms in the draw of highest density.</summary>
    private double[] Sum(Func<Term, bool> isMeant)
    {
        double[] sum = new double[GridPoints];
        for (int position = 0; position < posterior.Model.Terms.Count; position++)
        {
            if (!isMeant(posterior.Model.Terms[position]))
            {
                continue;
            }

            double[] curve = posterior.PredictTerm(best, position, grid);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += curve[i];
            }
        }

        return sum;
    }

    private double[] OnBackground(double[] curve) => Background is null ? curve : [.. curve.Zip(Background, (a, b) => a + b)];

    /// <summary>The mean residuals and standard deviations, one draw after the other: long data have no room for all.</summary>
    private void AddUp(double[][] draws)
    {
        foreach (double[] draw in draws)
        {
            double[] prediction = posterior.Predict(draw, posterior.Measurement.X.AsSpan());
            double[] sigma = StandardDeviations(draw, prediction);
            for (int i = 0; i < Residuals.Length; i++)
            {
                Residuals[i] += (Measured[i] - prediction[i]) / draws.Length;
                Sigma[i] += sigma[i] / draws.Length;
            }
        }
    }

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
