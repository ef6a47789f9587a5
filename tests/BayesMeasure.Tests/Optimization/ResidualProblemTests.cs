using BayesMeasure.Measurements;
using BayesMeasure.Optimization.Fitting;

namespace BayesMeasure.Tests.Optimization;

/// <summary>Residuals of one's own: with and without derivatives, within bounds, and what is wrong with them.</summary>
public class ResidualProblemTests
{
    private static readonly double[] T = [.. Enumerable.Range(0, 20).Select(i => 0.3 * i)];
    private static readonly double[] Y = [.. T.Select((t, i) => 2.5 * Math.Exp(-0.8 * t) + 0.02 * Math.Sin(13.0 * i * i))];

    private static readonly Dictionary<string, double> Start = new() { ["amplitude"] = 1, ["rate"] = 0.1 };

    private static ResidualProblem Decay { get; } = new(["amplitude", "rate"], T.Length, (p, r) =>
    {
        for (int i = 0; i < T.Length; i++)
        {
            r[i] = Y[i] - p[0] * Math.Exp(-p[1] * T[i]);
        }
    });

    private static ResidualProblem WithJacobian { get; } = Decay with
    {
        Jacobian = (p, jacobian) =>
        {
            for (int i = 0; i < T.Length; i++)
            {
                jacobian[2 * i] = -Math.Exp(-p[1] * T[i]);
                jacobian[2 * i + 1] = p[0] * T[i] * Math.Exp(-p[1] * T[i]);
            }
        },
    };

    [Fact]
    public void A_decay_is_fitted_with_and_without_derivatives()
    {
        LeastSquaresFit with = new LeastSquares().Fit(WithJacobian, Start);
        LeastSquaresFit without = new LeastSquares().Fit(Decay, Start);
        Assert.True(with.HasExactDerivatives);
        Assert.False(without.HasExactDerivatives);
        Assert.Equal(2.5, with["amplitude"], 5 * with.StandardDeviation("amplitude"));
        Assert.Equal(0.8, with["rate"], 5 * with.StandardDeviation("rate"));
        Assert.Equal(with["rate"], without["rate"], 1e-7);
        Assert.Equal(with.StandardDeviation("rate"), without.StandardDeviation("rate"), 1e-7);
        Assert.Equal(18, with.DegreesOfFreedom);
        Assert.Null(with.LogLikelihood);
    }

    /// <summary>Rosenbrock's valley, Powell's singular minimum, the helical valley, from their classical starts.</summary>
    [Theory]
    [InlineData("Rosenbrock", new[] { -1.2, 1.0 }, new[] { 1.0, 1.0 }, 1e-9)]
    [InlineData("Powell", new[] { 3.0, -1.0, 0.0, 1.0 }, new[] { 0.0, 0.0, 0.0, 0.0 }, 1e-3)]
    [InlineData("helix", new[] { -1.0, 0.0, 0.0 }, new[] { 1.0, 0.0, 0.0 }, 1e-9)]
    public void Classical_problems_are_solved(string name, double[] start, double[] solution, double tolerance)
    {
        string[] names = [.. start.Select((_, i) => $"p{i}")];
        ResidualProblem problem = name switch
        {
            "Rosenbrock" => new(names, 2, (p, r) => (r[0], r[1]) = (10 * (p[1] - p[0] * p[0]), 1 - p[0])),
            "Powell" => new(names, 4, (p, r) =>
            {
                (r[0], r[1]) = (p[0] + 10 * p[1], Math.Sqrt(5) * (p[2] - p[3]));
                (r[2], r[3]) = (Math.Pow(p[1] - 2 * p[2], 2), Math.Sqrt(10) * Math.Pow(p[0] - p[3], 2));
            }),
            _ => new(names, 3, (p, r) =>
            {
                double angle = Math.Atan(p[1] / p[0]) / (2 * Math.PI) + (p[0] < 0 ? 0.5 : 0);
                (r[0], r[1], r[2]) = (10 * (p[2] - 10 * angle), 10 * (double.Hypot(p[0], p[1]) - 1), p[2]);
            }),
        };
        LeastSquaresFit fit = new LeastSquares().Fit(problem, names.Zip(start).ToDictionary());
        Assert.NotEqual(LeastSquaresStop.MostIterations, fit.Stop);
        Assert.All(solution.Zip(fit.Values), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void A_fit_stays_within_bounds()
    {
        var bounded = WithJacobian with { Bounds = new Dictionary<string, Interval> { ["rate"] = new(0, 0.5) } };
        LeastSquaresFit fit = new LeastSquares().Fit(bounded, Start);
        double[] curve = [.. T.Select(t => Math.Exp(-0.5 * t))];
        Assert.Equal(0.5, fit["rate"]);
        Assert.Equal(["rate"], fit.AtBounds);
        Assert.Equal(curve.Zip(Y, (c, y) => c * y).Sum() / curve.Sum(c => c * c), fit["amplitude"], 1e-8);
    }

    [Fact]
    public void Too_few_iterations_are_told()
    {
        LeastSquaresFit fit = new LeastSquares(new() { MostIterations = 1 }).Fit(Decay, Start);
        Assert.Equal(LeastSquaresStop.MostIterations, fit.Stop);
        Assert.Contains("stopped before it converged", fit.ToString());
    }

    [Fact]
    public void A_parameter_that_no_residual_reads_is_named()
    {
        var idle = new ResidualProblem(["a", "b"], 3, (p, r) => (r[0], r[1], r[2]) = (p[0] - 1, p[0] - 2, p[0] - 6));
        LeastSquaresFit fit = new LeastSquares().Fit(idle, new Dictionary<string, double> { ["a"] = 0, ["b"] = 7 });
        Assert.Equal(["b"], fit.Undetermined);
        Assert.Equal((3, 7), (Math.Round(fit["a"], 9), fit["b"]));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Expect("Residual 4 of 20 is not a finite number at the start", Decay with
        {
            Residuals = (_, r) => r[3] = double.NaN,
        });
        Expect("The derivative of residual 8 of 20 with respect to 'rate' is not a finite number", WithJacobian with
        {
            Jacobian = (_, jacobian) => jacobian[15] = double.NaN,
        });
        Expect("bounds for 'Rate', which is no parameter", Decay with
        {
            Bounds = new Dictionary<string, Interval> { ["Rate"] = new(0, 1) },
        });
        Expect("The bounds of 'rate' must rise", Decay with
        {
            Bounds = new Dictionary<string, Interval> { ["rate"] = new(1, 1) },
        });
        Expect("a name of its own", Decay with { ParameterNames = ["rate", "rate"] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeastSquares().Fit(Decay with { Count = 0 }, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeastSquares(new() { MostIterations = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeastSquares(new() { Tolerance = 0 }));
        ExpectStart("no start for rate", new() { ["amplitude"] = 1 });
        ExpectStart("Did you mean \"rate\"?", new() { ["amplitude"] = 1, ["rat"] = 1, ["rate"] = 1 });
        ExpectStart("must be a finite number", new() { ["amplitude"] = double.NaN, ["rate"] = 1 });
        Assert.Contains(
            "Known are amplitude, rate",
            Assert.Throws<KeyNotFoundException>(() => new LeastSquares().Fit(Decay, Start)["width"]).Message);
    }

    private static void Expect(string message, ResidualProblem problem) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new LeastSquares().Fit(problem, Start)).Message);

    private static void ExpectStart(string message, Dictionary<string, double> start) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new LeastSquares().Fit(Decay, start)).Message);
}
