using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Explorers.Broken;

namespace BayesMeasure.Tests.Explorers;

/// <summary>What explorers learn: in burn-in only, all of it in view, and without allocating.</summary>
public class LearningTests
{
    private const int Sweeps = 60;

    public static TheoryData<string> Names => ShippedExplorers.Names;

    public static IEnumerable<object[]> NamesAndGains =>
        ShippedExplorers.All.Keys.SelectMany(name => new[] { 0, 0.1 }.Select(gain => new object[] { name, gain }));

    private static Posterior Problem { get; } = new(
        new Measurement([-1.2, -0.6, -0.1, 0.3, 0.8, 1.3], [0.1, 1.3, 0.4, 0.6, 0.9, -0.2]),
        ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2),
        GaussianNoise.Unknown,
        new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.LogUniform(0.5, 8),
            ["center"] = Prior.Uniform(-1, 1),
        }.Repeat(2)
            + new Prior { ["noise"] = Prior.LogUniform(0.1, 2) });

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_moves_after_burn_in(string name)
    {
        var replica = new Replica(Problem);
        replica.DrawFromPrior(new RandomStream(3, 0, 0));
        double[] start = [.. replica.Values];
        Explore(Training.Train(ShippedExplorers.All[name], Problem), replica, gain: 0);
        Assert.NotEqual(start, replica.Values.ToArray());
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    public void A_slice_learns_how_wide_its_parameter_is(double error)
    {
        var target = new LogLikelihoodTarget(
            new Prior { ["a"] = Prior.Normal(0, 1) }, values => -0.5 * values[0] * values[0] / (error * error));
        Assert.InRange(Training.Train(new SliceWalk(), target).Learnt[0][0], error / 2, 8 * error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_learnt_after_burn_in(string name) => Assert.False(LearnsAfterBurnIn(ShippedExplorers.All[name]));

    [Fact]
    public void An_adaptation_that_never_stops_is_rejected() =>
        Assert.All(
            ShippedExplorers.All.Values.Where(explorer => explorer.CreateRung(Problem).Learnt.Count > 0),
            explorer => Assert.True(LearnsAfterBurnIn(new NeverFrozen(explorer))));

    [Fact]
    public void A_history_that_never_freezes_is_rejected() => Assert.True(LearnsAfterBurnIn(new PresentDifference()));

    [Theory]
    [MemberData(nameof(NamesAndGains))]
    public void What_was_learnt_decides_all_later_moves(string name, double gain)
    {
        RungExplorer trained = Training.Train(ShippedExplorers.All[name], Problem);
        RungExplorer resumed = ShippedExplorers.All[name].CreateRung(Problem);
        Training.Teach(resumed, trained);
        Assert.Equal(Path(trained, gain), Path(resumed, gain));
        Assert.Equal(Numbers(trained), Numbers(resumed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Chains_share_what_they_learnt_by_a_copy(string name)
    {
        RungExplorer first = Training.Train(ShippedExplorers.All[name], Problem);
        RungExplorer other = ShippedExplorers.All[name].CreateRung(Problem);
        other.BlendFrom(first, first, 0);
        Assert.Equal(Path(first, gain: 0), Path(other, gain: 0));
    }

    [Theory]
    [MemberData(nameof(NamesAndGains))]
    public void A_sweep_allocates_nothing(string name, double gain)
    {
        RungExplorer rung = Training.Train(ShippedExplorers.All[name], Problem);
        var replica = new Replica(Problem);
        replica.DrawFromPrior(new RandomStream(3, 0, 0));
        Explore(rung, replica, gain);
        var random = new RandomStream(3, 0, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int sweep = 1; sweep <= Sweeps; sweep++)
        {
            random.BeginSweep(sweep);
            rung.Explore(replica, new(sweep, 1, random, gain));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool LearnsAfterBurnIn(Explorer explorer)
    {
        RungExplorer rung = Training.Train(explorer, Problem);
        double[] before = Numbers(rung);
        var replica = new Replica(Problem);
        replica.DrawFromPrior(new RandomStream(3, 0, 0));
        Explore(rung, replica, gain: 0);
        return !before.SequenceEqual(Numbers(rung));
    }

    /// <summary>Where a replica is after each sweep.</summary>
    private static double[] Path(RungExplorer rung, double gain)
    {
        var replica = new Replica(Problem);
        replica.DrawFromPrior(new RandomStream(3, 0, 0));
        return Explore(rung, replica, gain);
    }

    private static double[] Explore(RungExplorer rung, Replica replica, double gain)
    {
        var random = new RandomStream(3, 0, 0);
        var path = new List<double>();
        for (int sweep = 1; sweep <= Sweeps; sweep++)
        {
            random.BeginSweep(sweep);
            rung.Explore(replica, new(sweep, 0.5, random, gain));
            path.AddRange(replica.Values);
        }

        return [.. path];
    }

    private static double[] Numbers(RungExplorer rung) => [.. rung.Learnt.SelectMany(numbers => numbers)];
}
