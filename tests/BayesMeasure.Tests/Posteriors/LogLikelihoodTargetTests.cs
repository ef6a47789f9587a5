using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

public class LogLikelihoodTargetTests
{
    private static readonly Prior Pair = new() { ["a"] = Prior.Normal(0, 1), ["b"] = Prior.Uniform(0, 1) };

    [Fact]
    public void A_trial_is_evaluated_and_kept_only_when_accepted()
    {
        ITargetState state = new LogLikelihoodTarget(Pair, values => 10 * values[0] + values[1]).CreateState();
        state.Set([1, 0.5]);
        Assert.Equal(10.5, state.LogLikelihood);
        Assert.Equal(30.5, state.Propose([0], [3]));
        Assert.Equal([3, 0.5], state.TrialValues.ToArray());
        Assert.Equal([1, 0.5], state.Values.ToArray());
        Assert.Equal(10.25, state.Propose([1], [0.25]));
        Assert.Equal([1, 0.25], state.TrialValues.ToArray());
        state.Accept();
        Assert.Equal([1, 0.25], state.Values.ToArray());
        Assert.Equal(10.25, state.LogLikelihood);
        Assert.Equal(70.75, state.Propose([1, 0], [0.75, 7]));
    }

    [Fact]
    public void States_share_nothing()
    {
        var target = new LogLikelihoodTarget(Pair, values => values[0]);
        ITargetState first = target.CreateState();
        ITargetState second = target.CreateState();
        first.Set([1, 0]);
        second.Set([2, 0]);
        Assert.Equal((1, 2), (first.LogLikelihood, second.LogLikelihood));
    }

    [Fact]
    public void All_parameters_are_free_and_move_together()
    {
        var target = new LogLikelihoodTarget(Pair.WithUnit("a", "m"), _ => 0);
        Assert.Equal(["a", "b"], target.Parameters.Select(parameter => parameter.Name));
        Assert.Equal("m", target.Parameters[0].Unit);
        Assert.Equal([[0, 1]], target.Blocks);
    }

    [Fact]
    public void Constants_and_ties_are_refused_by_name()
    {
        Prior constant = new() { ["a"] = Prior.Normal(0, 1), ["c"] = Prior.Fixed(3) };
        Prior tied = new() { ["a"] = Prior.Normal(0, 1), ["t"] = Prior.TiedTo("a") };
        Assert.Contains("'c'", Assert.Throws<ArgumentException>(() => new LogLikelihoodTarget(constant, _ => 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains("'t'", Assert.Throws<ArgumentException>(() => new LogLikelihoodTarget(tied, _ => 0)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new LogLikelihoodTarget(null!, _ => 0));
        Assert.Throws<ArgumentNullException>(() => new LogLikelihoodTarget(Pair, null!));
    }
}
