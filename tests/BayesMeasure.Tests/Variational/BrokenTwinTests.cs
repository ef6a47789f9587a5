using BayesMeasure.Inference;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;

namespace BayesMeasure.Tests.Variational;

/// <summary>What a guide must be in closed form, and broken twins of the bound that do not find it.</summary>
public class BrokenTwinTests
{
    private const double PriorLogit = -1;
    private const double Gain = 1.5;

    private static readonly QuadraticLikelihood Quadratic = new(dimension: 4, common: 0.5, seed: 3);

    private static readonly VariationalInference Settings = new()
    {
        Family = GuideFamily.MeanField,
        Schedule = Schedule.GrowingBatch(new(0.05, 16, 200), 4),
        FollowsNoise = false,
        EndsEarly = false,
    };

    [Fact]
    public void The_guide_of_a_Gaussian_has_its_mean_and_the_conditional_deviations() =>
        Assert.InRange(ErrorOf(Quadratic.Target, (unknowns, gradient) => new(unknowns, gradient, 1, 0)), 0, 0.05);

    [Fact]
    public void Without_its_entropy_the_guide_is_a_point() =>
        Assert.True(ErrorOf(Quadratic.Target, (unknowns, gradient) => new WithoutEntropy(unknowns, gradient)) > 0.5);

    [Fact]
    public void With_a_gradient_of_the_wrong_sign_in_one_parameter_it_is_elsewhere()
    {
        LogLikelihoodTarget wrong = Quadratic.TargetWith(flipped: 2);
        Assert.True(ErrorOf(wrong, (unknowns, gradient) => new(unknowns, gradient, 1, 0)) > 0.5);
        InferenceRun run = Settings.RunAll([wrong]).Single();
        Assert.True(run.Failure is not null || !run.Result!.IsDecided);
    }

    /// <summary>A third of the terms, not tripled, tells a third of what is known: deviations are 1.7 times as large.</summary>
    [Fact]
    public void With_a_minibatch_that_is_not_scaled_up_the_guide_is_too_wide()
    {
        double error = ErrorOf(Quadratic.UnscaledMinibatch(1.0 / 3), (unknowns, gradient) => new(unknowns, gradient, 1, 0));
        Assert.True(error > 0.3, $"{error}");
    }

    [Fact]
    public void A_gate_has_its_posterior_odds() =>
        Assert.Equal(PriorLogit + Gain, LogitOf(Settings, gradient => new(Gate, gradient, 1, 0)), 0.05);

    [Fact]
    public void Without_the_prior_of_the_gates_it_has_others() =>
        Assert.True(Math.Abs(LogitOf(Settings, gradient => new WithoutGatePrior(Gate, gradient)) - PriorLogit - Gain) > 0.3);

    [Fact]
    public void At_a_temperature_that_does_not_fall_it_has_others()
    {
        double logit = LogitOf(Settings with { LastTemperature = 1 }, gradient => new(Gate, gradient, 1, 0));
        Assert.True(Math.Abs(logit - PriorLogit - Gain) > 0.3, $"{logit}");
    }

    private static GuideUnknowns Gate => new(OneGate.Target(PriorLogit, Gain));

    private static double LogitOf(VariationalInference settings, Func<ILogLikelihoodGradient, LowerBound> create)
    {
        LowerBound bound = create(Gate.Target.CreateGradient()!);
        FittedGuide fitted = new GuideFit(Gate, bound, settings).Run(new([], [], [0]), CancellationToken.None);
        Assert.Null(fitted.Divergence);
        return fitted.Guide.Logit(0);
    }

    /// <summary>
    /// The largest error of a mean, in deviations, or of the logarithm of a deviation; infinite where the bound diverged.
    /// </summary>
    private static double ErrorOf(ITarget target, Func<GuideUnknowns, ILogLikelihoodGradient, LowerBound> create)
    {
        var unknowns = new GuideUnknowns(target);
        int count = unknowns.Continuous.Length;
        GuideStart start = GuideStart.Of(new double[count], [.. Enumerable.Repeat(0.5, count)], []);
        FittedGuide fitted = new GuideFit(unknowns, create(unknowns, target.CreateGradient()!), Settings).Run(start, default);
        if (fitted.Divergence is not null)
        {
            return double.PositiveInfinity;
        }

        double[] mean = fitted.Guide.Mean;
        double[] unit = new double[count];
        fitted.Guide.Place([.. Enumerable.Repeat(1.0, count)], unit);
        return Enumerable.Range(0, count).Max(i =>
        {
            double deviation = Math.Pow(Quadratic.Precision[i, i], -0.5);
            return Math.Max(
                Math.Abs(mean[i] - Quadratic.Mean[i]) / deviation, Math.Abs(Math.Log((unit[i] - mean[i]) / deviation)));
        });
    }

    private sealed class WithoutEntropy(GuideUnknowns unknowns, ILogLikelihoodGradient likelihood)
        : LowerBound(unknowns, likelihood, seed: 1, chain: 0)
    {
        protected override double AddEntropy(Guide guide, Span<double> gradient) => 0;
    }

    private sealed class WithoutGatePrior(GuideUnknowns unknowns, ILogLikelihoodGradient likelihood)
        : LowerBound(unknowns, likelihood, seed: 1, chain: 0)
    {
        protected override double AddGates(Guide guide, Span<double> gradient)
        {
            double open = guide.Selection(0);
            gradient[guide.LogitAt] -= open * (1 - open) * guide.Logit(0);
            return 0;
        }
    }
}
