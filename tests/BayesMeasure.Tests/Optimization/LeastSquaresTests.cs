using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Optimization;

/// <summary>
/// Least squares against closed forms: lines by the normal equations, priors as measurements, bounds, every noise.
/// </summary>
public class LeastSquaresTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 12).Select(i => 0.25 * i)];
    private static readonly double[] Y = [.. X.Select((x, i) => 1.5 + 0.7 * x + 0.3 * Math.Sin(11.0 * i * i))];

    private static readonly Dictionary<string, double> LineStart = new() { ["offset"] = 0.1, ["slope"] = -2 };

    [Fact]
    public void A_line_is_that_of_the_normal_equations()
    {
        LeastSquaresFit fit = new LeastSquares().Fit(Line(Flat, GaussianNoise.Unknown), LineStart);
        (Vector<double> expected, Matrix<double> inverse, double variance) = NormalEquations();
        Assert.Equal(LeastSquaresStop.Converged, fit.Stop);
        Assert.True(fit.HasExactDerivatives);
        Assert.Equal(10, fit.DegreesOfFreedom);
        Assert.Equal(10 * variance, fit.ChiSquared, 1e-10);
        Assert.Equal(Math.Sqrt(variance), fit.ResidualStandardDeviation, 1e-10);
        AssertLine(fit, expected, inverse * variance, 1e-8);

        // ln sigma of a log-uniform prior: sigma^2 = SSE / n, and its curvature 2 n.
        Assert.Equal(Math.Sqrt(10 * variance / 12), fit["noise"], 1e-8);
        Assert.Equal(fit["noise"] / Math.Sqrt(24), fit.StandardDeviation("noise"), 1e-6);
    }

    [Fact]
    public void Known_noise_is_not_scaled()
    {
        LeastSquaresFit fit = new LeastSquares().Fit(Line(Flat, GaussianNoise.Known(0.4)), LineStart);
        (Vector<double> expected, Matrix<double> inverse, double variance) = NormalEquations();
        Assert.Equal(10 * variance / 0.16, fit.ChiSquared, 1e-9);
        AssertLine(fit, expected, 0.16 * inverse, 1e-8);
    }

    [Fact]
    public void A_normal_prior_is_a_measurement_of_its_parameter()
    {
        Prior prior = LinePrior(Prior.Normal(2, 0.1), Prior.Normal(0.5, 0.2));
        LeastSquaresFit fit = new LeastSquares().Fit(Line(prior, GaussianNoise.Known(0.4)), LineStart);
        Matrix<double> design = Design();
        Matrix<double> precision = design.TransposeThisAndMultiply(design) / 0.16 + Matrix<double>.Build.Diagonal([100, 25]);
        Vector<double> right = design.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(Y)) / 0.16
            + Vector<double>.Build.DenseOfArray([200, 12.5]);
        AssertLine(fit, precision.Solve(right), precision.Inverse(), 1e-8);
    }

    [Fact]
    public void A_fit_stays_within_flat_priors()
    {
        Prior prior = LinePrior(Prior.Uniform(2, 5), Prior.Uniform(-9, 9));
        LeastSquaresFit fit = new LeastSquares().Fit(
            Line(prior, GaussianNoise.Known(0.4)), new Dictionary<string, double> { ["offset"] = 4, ["slope"] = -2 });
        double slope = X.Zip(Y, (x, y) => x * (y - 2)).Sum() / X.Sum(x => x * x);
        Assert.Equal(["offset"], fit.AtBounds);
        Assert.Equal(2, fit["offset"]);
        Assert.Equal(slope, fit["slope"], 1e-8);
        Assert.True(double.IsNaN(fit.StandardDeviation("offset")));
        Assert.Equal(0.4 / Math.Sqrt(X.Sum(x => x * x)), fit.StandardDeviation("slope"), 1e-8);
        Assert.Contains("At a bound: offset", fit.ToString());
        Assert.Equal(11, fit.DegreesOfFreedom);
    }

    /// <summary>
    /// All columns are nearly one, so that a step that is cut short at a bound leaves the others far off. With the offset held at
    /// its bound, the rest are normal equations again.
    /// </summary>
    [Fact]
    public void A_step_that_meets_a_bound_is_solved_anew_for_the_others()
    {
        double[] x = [.. Enumerable.Range(0, 30).Select(i => 1 + 0.01 * i)];
        double[] y = [.. x.Select((at, i) => 3 - 2 * at + 0.01 * Math.Sin(11.0 * i * i))];
        var prior = new Prior
        {
            ["offset"] = Prior.Uniform(-9, 2.5),
            ["slope"] = Prior.Uniform(-99, 99),
            ["reference"] = Prior.Fixed(0),
        };
        var target = new Posterior(new(x, y), ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(0.01), prior);
        LeastSquaresFit fit = new LeastSquares().Fit(target, new Dictionary<string, double> { ["offset"] = -8, ["slope"] = 50 });
        Assert.Equal(2.5, fit["offset"]);
        Assert.Equal(x.Zip(y, (at, value) => at * (value - 2.5)).Sum() / x.Sum(at => at * at), fit["slope"], 1e-8);
        Assert.InRange(fit.Iterations, 1, 8);
    }

    [Fact]
    public void The_start_may_lie_at_a_bound()
    {
        Prior prior = LinePrior(Prior.Uniform(0, 5), Prior.Uniform(-9, 9));
        LeastSquaresFit fit = new LeastSquares().Fit(
            Line(prior, GaussianNoise.Known(0.4)), new Dictionary<string, double> { ["offset"] = 0, ["slope"] = 9 });
        AssertLine(fit, NormalEquations().Solution, 0.16 * NormalEquations().Inverse, 1e-8);
    }

    /// <summary>At the mode the slope of the posterior is 0, whichever the noise and the scales of the priors.</summary>
    [Theory]
    [InlineData("counts")]
    [InlineData("exposures")]
    [InlineData("Student")]
    [InlineData("Student, all unknown")]
    [InlineData("Jeffreys")]
    [InlineData("point by point")]
    public void The_mode_is_stationary(string noise)
    {
        Posterior posterior = PeakIn(noise);
        var start = new Dictionary<string, double> { ["amplitude"] = 12, ["width"] = 0.9, ["center"] = 1.3, ["offset"] = 2 };
        LeastSquaresFit fit = new LeastSquares().Fit(posterior, start);
        double[] mode = [.. fit.Values];
        Assert.Equal(LeastSquaresStop.Converged, fit.Stop);
        Assert.Equal(LogPosterior(posterior, mode), fit.LogPosterior!.Value, 1e-8);
        for (int i = 0; i < mode.Length; i++)
        {
            double step = 0.05 * fit.StandardDeviations[i];
            (double below, double above) = (Moved(-step), Moved(step));
            Assert.InRange(Math.Max(below, above), double.NegativeInfinity, fit.LogPosterior.Value);
            Assert.InRange((above - below) / (2 * step) * fit.StandardDeviations[i], -2e-2, 2e-2);

            double Moved(double by)
            {
                double[] moved = [.. mode];
                moved[i] += by;
                return LogPosterior(posterior, moved);
            }
        }
    }

    [Fact]
    public void Measurements_are_fitted_together()
    {
        var prior = new Prior
        {
            ["slope"] = Prior.Normal(0, 10),
            ["A.offset"] = Prior.Normal(0, 10),
            ["B.offset"] = Prior.Normal(0, 10),
            ["reference"] = Prior.Fixed(0),
            ["B.noise"] = Prior.LogUniform(1e-3, 10),
        };
        double[] other = [.. X.Select((x, i) => -1 + 0.7 * x + 0.2 * Math.Cos(7.0 * i * i))];
        ForwardModel line = ForwardModel.Of<LinearBackground>();
        var joint = new JointPosterior(
            prior,
            new JointPart("A", new(X, Y), line, GaussianNoise.Known(0.4)),
            new JointPart("B", new(X, other), line, GaussianNoise.Unknown));
        LeastSquaresFit fit = new LeastSquares().Fit(
            joint, new Dictionary<string, double> { ["slope"] = 0, ["A.offset"] = 0, ["B.offset"] = 0 });
        double weight = 1 / (fit["B.noise"] * fit["B.noise"]);
        double[] residuals = [.. X.Select((x, i) => other[i] - fit["B.offset"] - fit["slope"] * x)];
        double slope = X.Select((x, i) => x * ((Y[i] - fit["A.offset"] - fit["slope"] * x) / 0.16 + weight * residuals[i])).Sum();
        Assert.Equal(fit["slope"] / 100, slope, 1e-5);
        Assert.Equal(residuals.Sum(r => r * r) / 12, fit["B.noise"] * fit["B.noise"], 1e-8);
        Assert.Equal(21, fit.DegreesOfFreedom);
    }

    [Fact]
    public void What_the_data_do_not_tell_is_named()
    {
        ForwardModel model = ForwardModel.Of<LinearBackground>() + ForwardModel.Of<ConstantBackground>().Labelled("other");
        Prior prior = Flat + new Prior { ["other.offset"] = Prior.Uniform(-100, 100) };
        LeastSquaresFit fit = new LeastSquares().Fit(
            new Posterior(new(X, Y), model, GaussianNoise.Known(0.4), prior),
            new Dictionary<string, double>(LineStart) { ["other.offset"] = 3 });
        Assert.Equal(["offset", "other.offset"], fit.Undetermined);
        Assert.Equal(double.PositiveInfinity, fit.StandardDeviation("offset"));
        Assert.Equal(NormalEquations().Solution[1], fit["slope"], 1e-7);
        Assert.Equal(NormalEquations().Solution[0], fit["offset"] + fit["other.offset"], 1e-7);
        Assert.Contains("Not determined by the data: offset, other.offset", fit.ToString());
        Assert.Contains("Not determined", fit.ToHtml());
    }

    [Fact]
    public void More_parameters_than_points_are_named_and_not_refused()
    {
        LeastSquaresFit fit = new LeastSquares().Fit(
            new Posterior(new([1.0], [2.0]), ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(0.4), Flat), LineStart);
        Assert.Equal(["offset", "slope"], fit.Undetermined);
        Assert.Equal(2, fit["offset"] + fit["slope"], 1e-8);
        Assert.True(double.IsNaN(fit.ResidualStandardDeviation));
    }

    [Fact]
    public void What_is_wrong_with_a_posterior_is_named()
    {
        Prior prior = LinePrior(Prior.Normal(0, 9), Prior.Uniform(-2, 9));
        ForwardModel line = ForwardModel.Of<LinearBackground>();
        var counts = new Posterior(new(X, [.. X.Select(_ => 3.0)]), line, PoissonNoise.Counts, prior);
        Expect("The likelihood is 0, or not a number, at the start", counts, ("offset", -4), ("slope", 0));
        Expect("The start of 'slope', -3, must be a finite number within its prior", counts, ("offset", 1), ("slope", -3));
        Expect("There is no start for slope", counts, ("offset", 1));
        Expect("which is no parameter. Did you mean \"slope\"?", counts, ("offset", 1), ("slop", 1));
        var root = new Posterior(
            new(X, Y), ForwardModel.Of<Root>(), GaussianNoise.Known(1), new Prior { ["square"] = Prior.Uniform(0, 9) });
        Expect("The derivative with respect to 'square' is not a finite number at x = 0, point 1", root, ("square", 0));
        var bare = new LogLikelihoodTarget(new() { ["a"] = Prior.Normal(0, 1) }, _ => 0);
        Expect("explains no measured curve", bare, ("a", 0));
    }

    private static void Expect(string message, ITarget target, params (string Name, double Value)[] start) => Assert.Contains(
        message,
        Assert.Throws<ArgumentException>(() =>
            new LeastSquares().Fit(target, start.ToDictionary(one => one.Name, one => one.Value))).Message);

    private static Prior Flat => LinePrior(Prior.Uniform(-100, 100), Prior.Uniform(-100, 100));

    private static Prior LinePrior(Distribution offset, Distribution slope) =>
        new() { ["offset"] = offset, ["slope"] = slope, ["reference"] = Prior.Fixed(0) };

    private static Posterior Line(Prior prior, GaussianNoise noise) => new(
        new(X, Y), ForwardModel.Of<LinearBackground>(), noise,
        noise == GaussianNoise.Unknown ? prior + new Prior { ["noise"] = Prior.LogUniform(1e-6, 1e3) } : prior);

    private static Matrix<double> Design() =>
        Matrix<double>.Build.DenseOfColumnArrays([.. X.Select(_ => 1.0)], X);

    private static (Vector<double> Solution, Matrix<double> Inverse, double Variance) NormalEquations()
    {
        Matrix<double> design = Design();
        Matrix<double> inverse = design.TransposeThisAndMultiply(design).Inverse();
        Vector<double> y = Vector<double>.Build.DenseOfArray(Y);
        Vector<double> solution = inverse * design.TransposeThisAndMultiply(y);
        double sum = (y - design * solution).Sum(residual => residual * residual);
        return (solution, inverse, sum / (X.Length - 2));
    }

    private static void AssertLine(LeastSquaresFit fit, Vector<double> expected, Matrix<double> covariance, double tolerance)
    {
        Assert.Equal(expected[0], fit["offset"], tolerance);
        Assert.Equal(expected[1], fit["slope"], tolerance);
        Assert.Equal(covariance[0, 0], fit.Covariance("offset", "offset"), tolerance);
        Assert.Equal(covariance[0, 1], fit.Covariance("offset", "slope"), tolerance);
        Assert.Equal(Math.Sqrt(covariance[1, 1]), fit.StandardDeviation("slope"), tolerance);
    }

    private static Posterior PeakIn(string noise)
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => 0.05 * i)];
        double[] y = [.. x.Select((at, i) =>
            Math.Round(3 + 15 * Math.Exp(-3 * (at - 1.6) * (at - 1.6)) + 2 * Math.Sin(17.0 * i * i)))];
        y = [.. y.Select(value => Math.Max(0, value))];
        Prior level = new() { [GaussianNoise.LevelName] = Prior.Gamma(4, 2) };
        Prior tail = new() { [StudentNoise.DegreesOfFreedomName] = Prior.Gamma(4, 1) };
        (NoiseModel model, Prior own) = noise switch
        {
            "counts" => ((NoiseModel)PoissonNoise.Counts, new Prior()),
            "exposures" => (PoissonNoise.WithExposures([.. x.Select((_, i) => 0.5 + 0.02 * i)]), new Prior()),
            "Student" => (StudentNoise.Known(1, 3), new Prior()),
            "Student, all unknown" => (StudentNoise.Unknown(), level + tail),
            "Jeffreys" => (new JeffreysNoise(), new Prior()),
            _ => (GaussianNoise.PerPoint, new Prior()),
        };
        Prior peak = new()
        {
            ["amplitude"] = Prior.Gamma(3, 0.2),
            ["width"] = Prior.LogNormal(0, 0.5),
            ["center"] = Prior.Normal(1.5, 0.5),
            ["offset"] = Prior.HalfNormal(5),
        };
        return new(
            new(x, y, [.. x.Select((_, i) => 1 + 0.01 * i)]),
            ForwardModel.Of<GaussianPeak>() + ForwardModel.Of<ConstantBackground>(),
            model,
            peak + own);
    }

    private static double LogPosterior(Posterior posterior, double[] values)
    {
        ITargetState state = posterior.CreateState();
        state.Set(values);
        return state.LogLikelihood + posterior.Parameters.Zip(values, (parameter, value) =>
            parameter.Prior.LogCoordinateDensity(value, parameter.Prior.ToCoordinate(value))).Sum();
    }

    /// <summary>sqrt(square) + x, of an infinite slope at 0.</summary>
    private readonly struct Root : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["square"];

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => T.Sqrt(p[0]) + x;
    }
}
