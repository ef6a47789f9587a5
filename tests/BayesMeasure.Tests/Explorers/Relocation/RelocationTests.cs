using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Explorers.Relocation;

/// <summary>
/// Relocations leave every posterior as it is, go where data ask for a component, and are rejected when broken.
/// </summary>
public class RelocationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Problems => [.. RelocationProblem.All.Keys];

    public static TheoryData<string> TwinProblems =>
        [.. RelocationProblem.All.Keys.Where(name => name.StartsWith("two", StringComparison.Ordinal))];

    public static IEnumerable<object[]> Peaks =>
        LonePeak.All.Keys.SelectMany(name => new[] { 0.2, 1 }.Select(beta => new object[] { name, beta }));

    public static TheoryData<RelocationFault> Faults =>
        [.. Enum.GetValues<RelocationFault>().Where(fault => fault != RelocationFault.None)];

    [Theory]
    [MemberData(nameof(Problems))]
    public void A_relocation_keeps_the_joint_distribution(string name) => AssertKept(name, new() { TwinShare = 0 }, 150);

    [Theory]
    [MemberData(nameof(TwinProblems))]
    public void Splits_and_joins_keep_the_joint_distribution(string name) => AssertKept(name, new() { TwinShare = 1 }, 800);

    [Theory]
    [MemberData(nameof(Peaks))]
    public void A_lone_peak_has_the_means_of_quadrature(string name, double inverseTemperature)
    {
        double pull = LonePeak.All[name].LargestPull(new ComponentRelocation(), inverseTemperature);
        output.WriteLine($"{name}: {pull:F2}");
        Assert.InRange(pull, 0, 4);
    }

    [Fact]
    public void The_twin_without_a_fault_has_the_means_of_quadrature() =>
        Assert.InRange(Pull(RelocationFault.None), 0, 4);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_broken_twin_is_rejected(RelocationFault fault) => Assert.True(Pull(fault) > 7);

    [Fact]
    public void The_twin_without_a_fault_has_the_means_of_quadrature_in_two_curves() =>
        Assert.InRange(PullInTwoCurves(RelocationFault.None), 0, 4);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_broken_twin_in_two_curves_is_rejected(RelocationFault fault) => Assert.True(PullInTwoCurves(fault) > 5);

    /// <summary>
    /// Hardly any likelihood leaves the prior, of which many splits and joins from independent draws must leave each amplitude,
    /// and each place, as it was: a Jacobian that is missing would not.
    /// </summary>
    [Theory]
    [MemberData(nameof(TwinProblems))]
    public void Splits_and_joins_alone_keep_the_prior(string name)
    {
        const int replicates = 2000;
        ITarget posterior = RelocationProblem.All[name].WithoutSignal();
        var random = new RandomStream(41, 0, 0);
        RungExplorer rung = new ComponentRelocation { TwinShare = 1 }.CreateRung(posterior);
        var replica = new Replica(posterior);
        double[][] ends = [.. posterior.Parameters.Select(_ => new double[replicates])];
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            random.BeginSweep(replicate);
            replica.DrawFromPrior(random);
            for (int move = 0; move < 60; move++)
            {
                rung.Explore(replica, new(move, 1e-9, random, 0));
            }

            for (int i = 0; i < ends.Length; i++)
            {
                ends[i][replicate] = replica.Values[i];
            }
        }

        double significance = ends.Select((end, i) =>
            KolmogorovSmirnov.Significance(end, posterior.Parameters[i].Prior.CumulativeProbability)).Min();
        output.WriteLine($"{name}: {significance:G3}");
        Assert.True(significance > 1e-4, $"significance {significance}");
    }

    /// <summary>
    /// A line a thousandth of the range wide, which stands alone and is twenty times as high as the noise: from anywhere in the
    /// prior a relocation finds it at once, at inverse temperature 1, where a walk and a redraw never would.
    /// </summary>
    [Fact]
    public void A_needle_is_found_from_anywhere()
    {
        Posterior needle = Needle();
        Assert.All(CentersFromThePrior(needle, center: 2, replicates: 20), center => Assert.InRange(center, 0.3, 0.302));
    }

    /// <summary>The same line in two spectra, in each as high as it likes, and hardly to be seen in the second.</summary>
    [Fact]
    public void A_needle_in_two_spectra_is_found_from_anywhere()
    {
        Prior ofEach = new() { ["amplitude"] = Prior.Uniform(0, 100), ["noise"] = Prior.LogUniform(0.01, 100) };
        JointPosterior needle = new(
            new Prior { ["width"] = Prior.LogUniform(0.002, 0.5), ["center"] = Prior.Uniform(0, 1) } + ofEach.Labelled("A", "B"),
            new("A", NeedleData(500, 20), ForwardModel.Of<GaussianPeak>(), GaussianNoise.Unknown),
            new("B", NeedleData(400, 2), ForwardModel.Of<GaussianPeak>(), GaussianNoise.Unknown));
        Assert.All(CentersFromThePrior(needle, center: 1, replicates: 10), center => Assert.InRange(center, 0.298, 0.304));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(ComponentRelocation.TwinShare), new ComponentRelocation { TwinShare = share }.RequireValid);

    /// <summary>Where a line is after 200 sweeps at inverse temperature 1, each time from another draw of the prior.</summary>
    private static IEnumerable<double> CentersFromThePrior(ITarget target, int center, int replicates)
    {
        RungExplorer rung = Explorer.Sequence(new CoordinateWalk(), new ComponentRelocation()).CreateRung(target);
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            var random = new RandomStream(5, replicate, 0);
            var replica = new Replica(target);
            replica.DrawFromPrior(random);
            for (int sweep = 1; sweep <= 200; sweep++)
            {
                random.BeginSweep(sweep);
                rung.Explore(replica, new(sweep, 1, random, 0));
            }

            yield return replica.Values[center];
        }
    }

    private static Posterior Needle() => new(
        NeedleData(2000, 20),
        ForwardModel.Of<GaussianPeak>(),
        GaussianNoise.Unknown,
        new()
        {
            ["amplitude"] = Prior.Uniform(0, 100),
            ["width"] = Prior.LogUniform(0.0005, 0.5),
            ["center"] = Prior.Uniform(0, 1),
            ["noise"] = Prior.LogUniform(0.01, 100),
        });

    /// <summary>A line two points wide, at 0.301.</summary>
    private static Measurement NeedleData(int points, double height)
    {
        var random = new RandomStream(8, 0, 0);
        double[] x = [.. Enumerable.Range(0, points).Select(i => (double)i / points)];
        double[] clean = ForwardModel.Of<GaussianPeak>().Evaluate(x, [height, 2.0 / points, 0.301]);
        return new(x, clean.Select(value => value + random.NextNormal()));
    }

    private double Pull(RelocationFault fault)
    {
        double pull = LonePeak.All["noise of unknown level"].LargestPull(new FaultyRelocation(fault), inverseTemperature: 1);
        output.WriteLine($"{fault}: {pull:F1}");
        return pull;
    }

    private double PullInTwoCurves(RelocationFault fault)
    {
        double pull = LonePeak.InTwoCurves.LargestPull(new FaultyRelocation(fault), inverseTemperature: 1);
        output.WriteLine($"{fault}: {pull:F1}");
        return pull;
    }

    private void AssertKept(string name, ComponentRelocation explorer, int replicates)
    {
        (double significance, double moved) = RelocationProblem.All[name].Test(explorer, replicates);
        output.WriteLine($"{name}: {significance:G3}, moved {moved:P1}");
        Assert.True(significance > 1e-4, $"significance {significance}");
        Assert.InRange(moved, 0.01, 1);
    }
}
