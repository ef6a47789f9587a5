using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Posteriors;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Posteriors as objectives: their terms, their coordinates, their derivatives.</summary>
public class PosteriorObjectiveTests
{
    public static TheoryData<string> Kinds => ["known", "per point", "unknown", "student", "counts", "scales", "mixed", "joint"];

    /// <summary>All terms together are minus the log posterior density in the explored coordinates, a data point.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_mean_of_the_terms_is_the_log_posterior(string kind)
    {
        ITarget target = Create(kind);
        StochasticObjective objective = StochasticObjective.OfPosterior(target);
        ITargetState state = target.CreateState();
        foreach (double[] values in Points(target, 5))
        {
            double[] point = objective.PointOf(values);
            Assert.Equal(values, objective.ValuesAt(point), Near);
            state.Set(values);
            double logPrior = target.Parameters.Zip(values)
                .Sum(pair => pair.First.Prior.LogCoordinateDensity(pair.Second, pair.First.Prior.ToCoordinate(pair.Second)));
            double expected = -(state.LogLikelihood + logPrior) / objective.Terms!.Value;
            Assert.Equal(expected, objective.Evaluate(point, new double[point.Length]), 1e-9 * (1 + Math.Abs(expected)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gradients_of_terms_are_right(string kind)
    {
        ITarget target = Create(kind);
        StochasticObjective objective = StochasticObjective.OfPosterior(target);
        Assert.All(Points(target, 3), values => GradientCheck.Require(objective, objective.PointOf(values), 3e-5));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_batch_is_the_mean_of_its_terms(string kind)
    {
        StochasticObjective objective = StochasticObjective.OfPosterior(Create(kind));
        var state = new ObjectiveState(objective);
        double[] x = objective.PointOf(Points(Create(kind), 1)[0]);
        foreach (bool replaces in new[] { false, true })
        {
            var batch = new Minibatch(objective.Terms, replaces, 1, 0);
            var one = new Minibatch(objective.Terms, false, 1, 0);
            batch.BeginStage(0, objective.Terms!.Value);
            one.BeginStage(0, 1);
            batch.Draw(0, objective.Terms.Value - 1);
            double[] whole = new double[x.Length];
            double[] part = new double[x.Length];
            double value = state.Evaluate(batch, x, whole);
            (double sum, double[] gradient) = (0, new double[x.Length]);
            foreach (int term in batch.Terms.ToArray())
            {
                one.Take(term);
                sum += state.Evaluate(one, x, part);
                gradient = [.. gradient.Zip(part, (total, slope) => total + slope)];
            }

            Assert.Equal(sum / batch.Count, value, 1e-10 * (1 + Math.Abs(value)));
            Assert.All(gradient.Zip(whole), pair =>
                Assert.Equal(pair.First / batch.Count, pair.Second, 1e-9 * (1 + whole.Max(Math.Abs))));
        }
    }

    /// <summary>Products by duals of duals against differences of exact gradients.</summary>
    [Theory]
    [InlineData("known")]
    [InlineData("per point")]
    [InlineData("unknown")]
    [InlineData("student")]
    [InlineData("counts")]
    [InlineData("scales")]
    public void Products_with_the_Hessian_are_exact(string kind)
    {
        StochasticObjective objective = StochasticObjective.OfPosterior(Create(kind));
        TermState terms = objective.Source.CreateState();
        var random = new RandomStream(8, 0, 0);
        foreach (double[] values in Points(Create(kind), 3))
        {
            double[] x = objective.PointOf(values);
            double[] vector = [.. x.Select(_ => random.NextNormal())];
            double[] product = new double[x.Length];
            Assert.True(terms.TryHessianProduct(x, vector, product));
            double[] above = new double[x.Length];
            double[] below = new double[x.Length];
            const double Step = 1e-5;
            objective.Evaluate([.. x.Zip(vector, (at, way) => at + Step * way)], above);
            objective.Evaluate([.. x.Zip(vector, (at, way) => at - Step * way)], below);
            double scale = 1 + product.Max(Math.Abs);
            Assert.All(Enumerable.Range(0, x.Length), i =>
                Assert.Equal((above[i] - below[i]) / (2 * Step), product[i], 1e-6 * scale));
        }
    }

    [Fact]
    public void What_is_differenced_has_no_exact_Hessian() => Assert.False(
        StochasticObjective.OfPosterior(Create("mixed")).Source.CreateState().TryHessianProduct(
            new double[Create("mixed").Parameters.Count],
            new double[Create("mixed").Parameters.Count],
            new double[Create("mixed").Parameters.Count]));

    /// <summary>The unit is the standard deviation of the prior in its coordinate, and 0 its mean.</summary>
    [Fact]
    public void Coordinates_are_in_units_of_the_prior()
    {
        StochasticObjective objective = StochasticObjective.OfPosterior(Create("scales"));
        string[] names = [.. objective.ParameterNames];
        double[] values = objective.ValuesAt([.. names.Select(_ => 1.0)]);
        Assert.Equal(0.5 + 2, values[Array.IndexOf(names, "center")], 12);
        double middle = 0.5 * Math.Log(0.1 * 4);
        double deviation = Math.Log(4 / 0.1) / Math.Sqrt(12);
        Assert.Equal(middle + deviation, Math.Log(values[Array.IndexOf(names, "width")]), 0.03 * deviation);
    }

    /// <summary>A step that would leave the support ends on its edge, where the density is finite.</summary>
    [Fact]
    public void A_step_out_of_the_support_ends_on_its_edge()
    {
        Posterior posterior = new(
            new([0.0, 1, 2, 3], [9, 9.5, 10, 10.5]), ForwardModel.Function((double x, double a) => a + 0 * x),
            GaussianNoise.Known(1), new Prior { ["a"] = Prior.Uniform(-1, 2) });
        StochasticObjective objective = StochasticObjective.OfPosterior(posterior);
        GraduatedRun run = new ImplicitGraduation(Schedule.Constant(new(0.3, 4, 50))).Run(objective, [0.0]);
        Assert.Null(run.Divergence);
        Assert.Equal(2, objective.ValuesAt([.. run.Point])[0], 1e-6);
        Assert.True(double.IsFinite(run.Value));
    }

    [Fact]
    public void What_cannot_be_differentiated_is_refused_by_name()
    {
        ForwardModel model = ForwardModel.Function((double x, double a) => a + 0 * x);
        Posterior With(ParameterRule rule, NoiseModel noise) =>
            new(new([0.0, 1, 2], [1.0, 2, 3]), model, noise, new Prior { ["a"] = rule });
        string Refusal(ITarget target) => Assert.Throws<ArgumentException>(() => StochasticObjective.OfPosterior(target)).Message;
        Assert.Contains("'a' is an indicator", Refusal(With(Prior.Bernoulli(0.5), GaussianNoise.Known(1))));
        Assert.Contains("prior of 'a'", Refusal(With(new Improper(), GaussianNoise.Known(1))));
        Assert.Contains("integrated out", Refusal(With(Prior.Normal(0, 1), new JeffreysNoise())));
        Assert.Contains("no measured curve", Refusal(new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, _ => 0)));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        StochasticObjective objective = StochasticObjective.OfPosterior(Create("unknown"));
        long Allocated(int steps)
        {
            var run = new ImplicitGraduation(Schedule.Constant(new(1e-4, 5, steps)));
            double[] start = new double[objective.ParameterNames.Count];
            run.Run(objective, start);
            long before = GC.GetAllocatedBytesForCurrentThread();
            run.Run(objective, start);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(Allocated(10), Allocated(510));
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-9 * (1 + Math.Abs(left));

    private static double[][] Points(ITarget target, int count)
    {
        var random = new RandomStream(2, 0, 0);
        return [.. Enumerable.Range(0, count).Select(_ => JointProblem.DrawPoint(target, random))];
    }

    private static ITarget Create(string kind) => kind switch
    {
        "known" => Peak(GaussianNoise.Known(0.4), new()),
        "per point" => Peak(GaussianNoise.PerPoint, new()),
        "unknown" => Peak(GaussianNoise.Unknown, new() { ["noise"] = Prior.LogUniform(0.1, 2) }),
        "student" => Peak(StudentNoise.Unknown(), new()
        {
            ["noise"] = Prior.HalfNormal(1),
            ["degrees of freedom"] = Prior.Gamma(4, 1),
        }),
        "counts" => new Posterior(
            new([0.0, 1, 2, 3, 4], [3.0, 5, 8, 4, 2]), ForwardModel.Of<GaussianPeak>(), PoissonNoise.Counts, new()
            {
                ["amplitude"] = Prior.Gamma(9, 1),
                ["width"] = Prior.LogNormal(1, 0.3),
                ["center"] = Prior.Normal(2, 0.5),
            }),
        "scales" => new Posterior(
            new([0.0, 1, 2, 3, 4, 5], [0.1, 0.6, 1, 0.5, 0.2, 0]), ForwardModel.Of<PseudoVoigtPeak>(), GaussianNoise.Known(0.2),
            new()
            {
                ["amplitude"] = Prior.TruncatedNormal(1, 1, 0.2, 4),
                ["width"] = Prior.LogUniform(0.1, 4),
                ["mixing"] = Prior.Beta(2, 3),
                ["center"] = Prior.Normal(0.5, 2),
            }),
        "mixed" => MixedPosterior.Create(14, 2, seed: 5),
        _ => JointProblem.Create(),
    };

    private static Posterior Peak(NoiseModel noise, Prior prior) => new(
        new([0.0, 1, 2, 3, 4, 5, 6], [0.1, 0.4, 1.3, 0.9, 0.3, 0.1, 0.4], [0.2, 0.3, 0.2, 0.5, 0.2, 0.3, 0.2]),
        ForwardModel.Of<LorentzianPeak>().Repeat(2), noise,
        new Prior
        {
            ["amplitude"] = Prior.Exponential(1),
            ["width"] = Prior.Gamma(3, 2),
            ["center"] = Prior.Uniform(0, 6),
        }.Repeat(2) + prior);

    /// <summary>A flat line without an end.</summary>
    private sealed record Improper : Distribution
    {
        public override Coordinate Coordinate => Coordinate.Linear;

        public override double Minimum => double.NegativeInfinity;

        public override double Maximum => double.PositiveInfinity;

        public override double Mean => double.NaN;

        public override double StandardDeviation => double.NaN;

        public override double LogDensity(double value) => 0;

        public override double CumulativeProbability(double value) => double.NaN;

        public override double Draw(RandomStream random) => 1 / random.NextUniform() - 1 / random.NextUniform() / 0.0;
    }
}
