using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.References;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>The bridge between K components and K + 1, against quadrature, and its broken twins.</summary>
public class InsertionBridgeTests(ITestOutputHelper output)
{
    private const int Sweeps = 1500;
    private const double MostErrors = 4;

    public static TheoryData<string> Problems => [.. InsertionProblem.All.Keys];

    public static TheoryData<InsertionFault> Faults =>
        [.. Enum.GetValues<InsertionFault>().Where(fault => fault != InsertionFault.None)];

    [Theory]
    [MemberData(nameof(Problems))]
    public void Neighbours_have_the_difference_of_quadrature(string name)
    {
        InsertionProblem problem = InsertionProblem.All[name];
        (double first, double second) = problem.Quadrature();
        AssertIs(first, Bridge(problem, 0, seed: 1));
        AssertIs(second, Bridge(problem, 1, seed: 1));
    }

    /// <summary>Errors of 20 seeds, in units of what is quoted: their mean and their root mean square.</summary>
    [Theory]
    [MemberData(nameof(Problems))]
    [Trait("suite", "proofs")]
    public void Errors_are_as_large_as_they_are_said_to_be(string name)
    {
        InsertionProblem problem = InsertionProblem.All[name];
        double second = problem.Quadrature().Second;
        double[] pulls = [.. Enumerable.Range(0, 20).Select(seed => Bridge(problem, 1, 10 * (ulong)seed))
            .Select(bridge => (bridge.LogRatio - second) / bridge.StandardError)];
        double square = Math.Sqrt(pulls.Average(pull => pull * pull));
        output.WriteLine($"{name}: mean pull {pulls.Average():F2}, rms {square:F2}");
        Assert.InRange(pulls.Average(), -0.9, 0.9);
        Assert.InRange(square, 0.4, 1.6);
    }

    [Fact]
    public void The_twin_without_a_fault_has_the_difference_of_quadrature() =>
        Assert.InRange(ErrorOf(InsertionFault.None), -0.1, 0.1);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_broken_twin_is_rejected(InsertionFault fault) => Assert.True(Math.Abs(ErrorOf(fault)) > 0.25);

    [Fact]
    public void Models_that_differ_in_more_than_a_component_are_no_neighbours()
    {
        InsertionProblem problem = InsertionProblem.All["known level"];
        Posterior one = problem.Of(1), two = problem.Of(2);
        Draws draws = problem.DrawsOf(1, sweeps: 8, seed: 1);
        Assert.NotNull(NestedTargets.Of(one, two, draws));
        Assert.Null(NestedTargets.Of(one, problem.Of(3), draws));
        Assert.Null(NestedTargets.Of(two, one, problem.DrawsOf(2, sweeps: 8, seed: 1)));
        Assert.Null(NestedTargets.Of(one, InsertionProblem.All["Student"].Of(2), draws));
        Assert.Null(NestedTargets.Of(one, (problem with { Noise = GaussianNoise.Known(2) }).Of(2), draws));
    }

    [Fact]
    public void A_mode_that_one_side_has_not_been_to_is_told()
    {
        double[][] inserted = [[.. Enumerable.Repeat(-1.0, 95), .. Enumerable.Repeat(40.0, 5)]];
        double[][] deleted = [[.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? -1.0 : 30)]];
        double[][] logLikelihoods = [[.. Enumerable.Range(0, 100).Select(i => Math.Sin(i * i))]];
        var bridge = InsertionBridge.Of(new(inserted, deleted, logLikelihoods, logLikelihoods, components: 2));
        Assert.False(bridge.Fitness.IsUsable);
        Assert.Contains("a place that the chains with one more have not been to", bridge.Fitness.Text);
    }

    private static double ErrorOf(InsertionFault fault)
    {
        InsertionProblem problem = InsertionProblem.All["known level"];
        return FaultyInsertion.LogRatio(
            problem.Of(2), problem.DrawsOf(1, Sweeps, seed: 3), problem.DrawsOf(2, Sweeps, seed: 3), fault)
            - problem.Quadrature().Second;
    }

    private static InsertionBridge Bridge(InsertionProblem problem, int count, ulong seed)
    {
        Draws fewer = problem.DrawsOf(count, Sweeps, seed), more = problem.DrawsOf(count + 1, Sweeps, seed);
        NestedTargets nested = NestedTargets.Of(problem.Of(count), problem.Of(count + 1), fewer)!;
        return InsertionBridge.Of(new InsertionSample(nested, fewer, seed).Weights(more));
    }

    private void AssertIs(double truth, InsertionBridge bridge)
    {
        output.WriteLine($"{truth:F4}, {bridge.LogRatio:F4} +- {bridge.StandardError:F4}, {bridge.Fitness}");
        Assert.True(bridge.Fitness.IsUsable, bridge.Fitness.Text);
        Assert.InRange(bridge.StandardError, 0, 0.1);
        Assert.InRange((bridge.LogRatio - truth) / bridge.StandardError, -MostErrors, MostErrors);
    }
}
