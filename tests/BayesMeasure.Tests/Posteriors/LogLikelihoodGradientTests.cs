using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// The gradient of the log likelihood against differences of that of a replica's state: every noise, and joint ones.
/// </summary>
public class LogLikelihoodGradientTests
{
    private const int Points = 23;

    private static readonly Dictionary<string, (NoiseModel Noise, Prior Prior)> Noises = new()
    {
        ["Gaussian, known"] = (GaussianNoise.Known(0.6), new()),
        ["Gaussian, point by point"] = (GaussianNoise.PerPoint, new()),
        ["Gaussian, unknown"] = (GaussianNoise.Unknown, Level),
        ["Jeffreys"] = (new JeffreysNoise(), new()),
        ["Poisson"] = (PoissonNoise.WithExposure(1.5), new()),
        ["Student, known"] = (StudentNoise.Known(0.5, 3), new()),
        ["Student, point by point"] = (StudentNoise.PerPoint(3), new()),
        ["Student, level"] = (StudentNoise.Unknown(3), Level),
        ["Student, tail"] = (StudentNoise.Known(0.5), Tail),
        ["Student, level and tail"] = (StudentNoise.Unknown(), Level + Tail),
        ["jitter"] = (new JitterNoise(), new() { [JitterNoise.JitterName] = Prior.Gamma(4, 4) }),
        ["correlated, known"] = (CorrelatedNoise.Exponential(GaussianNoise.PerPoint, 0.5), new()),
        ["correlated, unknown"] = (CorrelatedNoise.Exponential(GaussianNoise.Unknown), Level + Length),
        ["correlated, averaged"] = (CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, [1, 2, 1]), Level),
        ["Laplace"] = (new LaplaceNoise(), new() { ["spread"] = Prior.Gamma(4, 4) }),
    };

    public static TheoryData<string> NoiseNames => [.. Noises.Keys];

    private static Prior Level => new() { [GaussianNoise.LevelName] = Prior.Gamma(4, 4) };

    private static Prior Length => new() { [CorrelatedNoise.LengthName] = Prior.Gamma(4, 8) };

    private static Prior Tail => new() { [StudentNoise.DegreesOfFreedomName] = Prior.Gamma(4, 1) };

    [Theory]
    [MemberData(nameof(NoiseNames))]
    public void The_gradient_is_that_of_every_noise(string name)
    {
        Posterior posterior = Create(name);
        double[] values = JointProblem.DrawPoint(posterior, new RandomStream(2, 0, 0));
        foreach (int lanes in new[] { 1, 2, 4, 8 })
        {
            AssertGradient(posterior, values, lanes, 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(NoiseNames))]
    public void Terms_and_sums_of_some_are_parts_of_the_whole(string name)
    {
        Posterior posterior = Create(name);
        double[] values = JointProblem.DrawPoint(posterior, new RandomStream(2, 0, 0));
        LogLikelihoodGradient gradient = LogLikelihoodGradient.Of(posterior);
        bool isSum = name != "Jeffreys" && !name.StartsWith("correlated", StringComparison.Ordinal);
        Assert.Equal(isSum, gradient.IsAdditive(values));
        if (gradient.IsAdditive(values))
        {
            AssertParts(gradient, values, [4, 0, 22, 4]);
        }
    }

    [Fact]
    public void The_gradient_of_a_joint_posterior_is_the_sum_over_its_curves()
    {
        JointPosterior joint = JointProblem.Create();
        double[] values = JointProblem.DrawPoint(joint, new RandomStream(7, 0, 0));
        AssertGradient(joint, values, 4, 1e-6);
        LogLikelihoodGradient gradient = LogLikelihoodGradient.Of(joint);
        Assert.Equal(joint.Parts.Sum(part => part.Measurement.Count), gradient.PointCount);
        Assert.Equal(JointProblem.LogLikelihood(joint, values), gradient.Evaluate(values, new double[values.Length]), 1e-9);
        AssertParts(gradient, values, [30, 2, 12, 11, 0, 24]);
        AssertParts(gradient, values, [25]);
    }

    [Fact]
    public void Ties_from_the_model_to_the_noise_are_followed()
    {
        Posterior posterior = MixedPosterior.Create(17, 3, 6);
        AssertGradient(posterior, JointProblem.DrawPoint(posterior, new RandomStream(6, 0, 0)), 8, 1e-6);
    }

    [Fact]
    public void A_target_without_curves_has_no_gradient() => Assert.Throws<ArgumentException>(
        () => LogLikelihoodGradient.Of(new LogLikelihoodTarget(new() { ["a"] = Prior.Normal(0, 1) }, _ => 0)));

    [Fact]
    public void Nothing_is_allocated_by_an_evaluation()
    {
        Posterior posterior = Create("Student, level and tail");
        double[] values = JointProblem.DrawPoint(posterior, new RandomStream(2, 0, 0));
        double[] slopes = new double[values.Length];
        LogLikelihoodGradient gradient = LogLikelihoodGradient.Of(posterior);
        EvaluateAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        EvaluateAll();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void EvaluateAll()
        {
            gradient.Evaluate(values, slopes);
            gradient.Term(3, slopes);
            gradient.Evaluate(values, [5, 1], slopes);
        }
    }

    private static Posterior Create(string noise)
    {
        var random = new Random(11);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => -2 + 0.2 * i)];
        double[] y = [.. x.Select(_ => (double)random.Next(0, 6))];
        double[] sigma = [.. x.Select(_ => 0.3 + random.NextDouble())];
        var prior = new Prior
        {
            ["amplitude"] = Prior.Gamma(6, 3),
            ["width"] = Prior.LogUniform(0.3, 2),
            ["center"] = Prior.Uniform(-1, 1),
            ["offset"] = Prior.Gamma(4, 4),
        };
        return new(
            new(x, y, sigma), ForwardModel.Of<GaussianPeak>() + ForwardModel.Of<ConstantBackground>(), Noises[noise].Noise,
            prior + Noises[noise].Prior);
    }

    private static void AssertGradient(ITarget target, double[] values, int lanes, double tolerance)
    {
        ITargetState state = target.CreateState();
        double LogLikelihood(double[] point)
        {
            state.Set(point);
            return state.LogLikelihood;
        }

        double[] actual = new double[values.Length];
        double value = LogLikelihoodGradient.Of(target, lanes).Evaluate(values, actual);
        Assert.Equal(LogLikelihood(values), value, 1e-9 * Math.Abs(value));
        AssertNear(DifferencedCurve.Gradient(LogLikelihood, values), actual, tolerance);
    }

    private static void AssertParts(LogLikelihoodGradient gradient, double[] values, int[] some)
    {
        double[] total = new double[values.Length];
        double[] term = new double[values.Length];
        double[] sum = new double[values.Length];
        double value = gradient.Evaluate(values, total);
        double[] terms = [.. Enumerable.Range(0, gradient.PointCount).Select(i => Add(i, sum))];
        Assert.Equal(value, terms.Sum(), 1e-9 * Math.Abs(value));
        AssertNear(total, sum, 1e-10);

        Array.Clear(sum);
        double expected = some.Sum(point => Add(point, sum));
        Assert.Equal(expected, gradient.Evaluate(values, some, total), 1e-9 * Math.Abs(value));
        AssertNear(sum, total, 1e-10);
        for (int i = 0; i < some.Length; i++)
        {
            Assert.Equal(terms[some[i]], gradient.Term(i, term), 1e-9 * Math.Abs(value));
        }

        double Add(int index, double[] to)
        {
            double one = gradient.Term(index, term);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] += term[i];
            }

            return one;
        }
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * scale));
    }
}
