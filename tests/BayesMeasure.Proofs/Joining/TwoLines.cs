using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Joining;

/// <summary>Two lines with intercepts of their own, x from -1 to 1, which share their slope or not: solved exactly.</summary>
/// <param name="FirstPoints">The points of the first line.</param>
/// <param name="FirstSigma">The noise of the first line.</param>
/// <param name="SecondPoints">The points of the second line.</param>
/// <param name="SecondSigma">The noise of the second line.</param>
/// <param name="Difference">The true difference of the slopes.</param>
internal sealed record TwoLines(int FirstPoints, double FirstSigma, int SecondPoints, double SecondSigma, double Difference)
{
    private const double HalfWidth = 10;

    public SharedSlope Question => new(
        SharedSlope.PrecisionOf(X(FirstPoints), FirstSigma), SharedSlope.PrecisionOf(X(SecondPoints), SecondSigma), HalfWidth);

    /// <summary>Data of the two lines.</summary>
    public (Measurement First, Measurement Second) Draw(RandomStream random)
    {
        return (Line(FirstPoints, FirstSigma, 0.5, 1), Line(SecondPoints, SecondSigma, -0.7, 1 + Difference));
        Measurement Line(int points, double sigma, double offset, double slope) =>
            new(X(points), X(points).Select(x => offset + slope * x + sigma * random.NextNormal()));
    }

    /// <summary>The slope of least squares.</summary>
    public static double SlopeOf(Measurement line) =>
        LinearRegression.Polynomial(line.X, line.Y, 1).Posterior(LinearPrior.Flat(1)).Mean[1];

    /// <summary>Both lines as one question.</summary>
    public JointPosterior Joint((Measurement First, Measurement Second) data, NoiseModel? noise = null)
    {
        Prior offset = new() { ["offset"] = Prior.Uniform(-HalfWidth, HalfWidth), ["reference"] = Prior.Fixed(0) };
        Prior prior = new Prior { ["slope"] = Prior.Uniform(-HalfWidth, HalfWidth) } + offset.Labelled("first", "second");
        if (noise is not null)
        {
            prior += new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(0.01, 10) }.Labelled("first", "second");
        }
        ForwardModel line = ForwardModel.Of<LinearBackground>();
        return new(
            prior,
            new("first", data.First, line, noise ?? GaussianNoise.Known(FirstSigma)),
            new("second", data.Second, line, noise ?? GaussianNoise.Known(SecondSigma)));
    }

    /// <summary>
    /// sigma_m^2 = (RSS_m + posterior variance of the prediction, summed over its points) / N_m at the exact posterior of the
    /// joint regression, until it stands still.
    /// </summary>
    public double[] LowestNoiseLevels((Measurement First, Measurement Second) data)
    {
        (int n1, double[] levels) = (FirstPoints, [1, 1]);
        double[] x = [.. data.First.X, .. data.Second.X];
        double[] y = [.. data.First.Y, .. data.Second.Y];
        Matrix<double> design = Matrix<double>.Build.Dense(x.Length, 3, (i, j) => j == 2 ? x[i] : (j == 0) == (i < n1) ? 1 : 0);
        for (int step = 0; step < 100; step++)
        {
            double[] sigma = [.. x.Select((_, i) => levels[i < n1 ? 0 : 1])];
            LinearPosterior posterior = new LinearRegression(design, y, sigma).Posterior(LinearPrior.Flat(1));
            Vector<double> residuals = Vector<double>.Build.Dense(y) - design * posterior.Mean;
            Matrix<double> spread = design * posterior.Covariance * design.Transpose();
            double Square(int i) => residuals[i] * residuals[i] + spread[i, i];
            levels = [RootMean(0, n1), RootMean(n1, x.Length)];
            double RootMean(int from, int to) => Math.Sqrt(Enumerable.Range(from, to - from).Average(Square));
        }

        return levels;
    }

    private static double[] X(int points) => [.. Enumerable.Range(0, points).Select(i => -1 + 2.0 * i / (points - 1))];
}
