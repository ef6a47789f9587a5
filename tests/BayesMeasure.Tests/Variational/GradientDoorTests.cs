using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Problems.Variational;

namespace BayesMeasure.Tests.Variational;

/// <summary>Derivatives of a log likelihood, as a target gives them.</summary>
public class GradientDoorTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Targets => ["peaks", "gates", "bare"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_gradient_is_that_of_the_log_likelihood(string name)
    {
        ITarget target = TargetOf(name);
        ILogLikelihoodGradient gradient = target.CreateGradient()!;
        double[] values = [.. target.Parameters.Select((parameter, i) => parameter.Prior.IsDiscrete ? 0.3 : 0.4 + 0.1 * i)];
        double[] slopes = new double[values.Length];
        double[] unused = new double[values.Length];
        gradient.Evaluate(values, slopes);
        for (int i = 0; i < values.Length; i++)
        {
            double difference = (Shifted(i, Step) - Shifted(i, -Step)) / (2 * Step);
            Assert.Equal(difference, slopes[i], 1e-4 * (1 + Math.Abs(difference)));
        }

        double Shifted(int i, double by)
        {
            double[] other = [.. values];
            other[i] += by;
            return gradient.Evaluate(other, unused);
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_value_is_that_of_the_state(string name)
    {
        ITarget target = TargetOf(name);
        double[] values = [.. target.Parameters.Select((parameter, i) => parameter.Prior.IsDiscrete ? 1 : 0.4 + 0.1 * i)];
        ITargetState state = target.CreateState();
        state.Set(values);
        double value = target.CreateGradient()!.Evaluate(values, new double[values.Length]);
        Assert.Equal(state.LogLikelihood, value, 1e-9 * (1 + Math.Abs(value)));
    }

    [Fact]
    public void A_bare_likelihood_without_a_gradient_has_none() =>
        Assert.Null(new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1) }, values => -values[0]).CreateGradient());

    [Fact]
    public void Components_relax_indicators_and_a_gradient_of_ones_own_does_where_it_says_so()
    {
        Assert.True(new GatedPeaks(1, 1).Posterior.CreateGradient()!.Relaxes(0));
        Assert.True(OneGate.Target(0, 0).CreateGradient()!.Relaxes(0));
        var plain = new LogLikelihoodTarget(new Prior { ["g"] = Prior.Bernoulli(0.5) }, _ => 0, (_, slopes) => slopes[0] = 0);
        Assert.False(plain.CreateGradient()!.Relaxes(0));
    }

    private static ITarget TargetOf(string name) => name switch
    {
        "peaks" => Nso3.WithPeaks(2),
        "gates" => new GatedPeaks(1, 1).Posterior,
        _ => new QuadraticLikelihood(3, 0.5, 1).Target,
    };
}
