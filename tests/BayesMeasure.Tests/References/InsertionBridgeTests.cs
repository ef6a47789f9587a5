using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.References;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>The bridge between K components and K + 1, against quadrature, and its broken twins.</summary>
public class InsertionBridgeTests(ITestOutputHelper output)
{
    private const int Sweeps = 2000;
    private const double MostErrors = 4;

    public static TheoryData<string> Problems => [.. InsertionProblem.All.Keys];

    [Theory]
    [MemberData(nameof(Problems))]
    public void Neighbours_have_the_difference_of_quadrature(string name)
    {
        InsertionProblem problem = InsertionProblem.All[name];
        (double first, double second) = problem.Quadrature();
        AssertIs(first, problem, 0);
        AssertIs(second, problem, 1);
    }

    private void AssertIs(double truth, InsertionProblem problem, int count)
    {
        Draws fewer = problem.DrawsOf(count, Sweeps, seed: 1), more = problem.DrawsOf(count + 1, Sweeps, seed: 1);
        NestedTargets nested = NestedTargets.Of(problem.Of(count), problem.Of(count + 1), fewer)!;
        
        var bridge = InsertionBridge.Of(InsertionSample.Weights(nested, fewer, more, seed: 1));
        output.WriteLine(
            $"K = {count}: {truth:F4}, {bridge.LogRatio:F4} +- {bridge.StandardError:F4}, {bridge.Fitness}");
        Assert.True(bridge.Fitness.IsUsable, bridge.Fitness.Text);
        Assert.InRange(bridge.StandardError, 0, 0.1);
        Assert.InRange((bridge.LogRatio - truth) / bridge.StandardError, -MostErrors, MostErrors);
    }
}
