using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.References;
using BayesMeasure.Tests.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// A step from an exact draw of the posterior gives an exact draw again, with a reference that is deliberately off and whose
/// components are in order, while the posterior's are not.
/// </summary>
public class IndependenceStepTests(ITestOutputHelper output)
{
    private const int Count = 6000;
    private const double Shift = 0.3;
    private const double MostErrors = 4;

    private static readonly double Variance = Math.Pow(SwitchingProblem.PosteriorWidth, 2);

    // Exact means over the posterior, and standard deviations of one draw measured along with them.
    private static readonly (string Name, Func<double[], double> Of, double Mean)[] Quantities =
    [
        ("sum", point => point[0] + point[1], 0),
        ("square of the sum", point => Math.Pow(point[0] + point[1], 2), 2 * Variance),
        ("square of the difference", point => Math.Pow(point[0] - point[1], 2),
            2 * Variance + 4 * Math.Pow(SwitchingProblem.PosteriorMean, 2)),
        ("first", point => point[0], 0),
        ("order", point => point[0] < point[1] ? 1 : 0, 0.5),
    ];

    private static FittedReference Reference { get; } = ReferenceFit.Of(
        SwitchingProblem.Target,
        SwitchingProblem.Collect(new(seed: 8, chain: 0, replica: 0), chains: 4, count: 200, Shift),
        seed: 8)!;

    private double WorstScore(Action<Replica, int> step)
    {
        var random = new RandomStream(seed: 9, chain: 0, replica: 0);
        var replica = new Replica(SwitchingProblem.Target);
        double[][] after = [.. Enumerable.Range(0, Count).Select(i =>
        {
            double[] start = SwitchingProblem.Draw(random);
            replica.Restore(start, start);
            step(replica, i);
            return replica.Values.ToArray();
        })];
        return Quantities.Max(quantity => Math.Abs(Score(quantity.Name, [.. after.Select(quantity.Of)], quantity.Mean)));
    }

    private double Score(string name, double[] values, double truth)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) / values.Length);
        output.WriteLine(FormattableString.Invariant($"{name}: {mean:F3} for {truth:F3}, {(mean - truth) / error:F1} errors"));
        return (mean - truth) / error;
    }

    [Fact]
    public void A_step_leaves_the_posterior_as_it_is()
    {
        var step = new IndependenceStep(Reference, parameters: 2, new(seed: 10, chain: 0, replica: 0));
        Assert.InRange(WorstScore((replica, sweep) => step.Move(replica, sweep)), 0, MostErrors);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Posterior linear = LinearProblem.Create("component", 3);
        double[] means = [.. linear.Parameters.Select(parameter => parameter.Prior.Mean)];
        AssertAllocatesNothing(SwitchingProblem.Target, Reference, [-1, 1]);
        AssertAllocatesNothing(
            linear,
            new(
                linear,
                ReferenceOrder.None,
                means,
                ReferenceMargins.OfNothing,
                StudentMixture.OfNothing,
                LinearCoefficients.Of(linear)),
            means);
    }

    private static void AssertAllocatesNothing(ITarget target, FittedReference reference, double[] start)
    {
        var replica = new Replica(target);
        replica.Restore(start, start);
        var step = new IndependenceStep(reference, start.Length, new(seed: 10, chain: 0, replica: 0));
        step.Move(replica, sweep: 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int sweep = 2; sweep < 50; sweep++)
        {
            step.Move(replica, sweep);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_twin_without_the_ratio_of_the_proposals_is_rejected()
    {
        ReferenceDensity density = Reference.CreateDensity();
        var random = new RandomStream(seed: 10, chain: 0, replica: 0);
        double[] trial = new double[2];
        Assert.True(WorstScore((replica, _) =>
        {
            if (density.Draw(random, trial, out double _))
            {
                density.Relabel(random, trial);
                replica.Move([0, 1], trial, 1, random.NextLogUniform());
            }
        }) > MostErrors);
    }

    [Fact]
    public void A_twin_that_leaves_the_components_in_order_is_rejected()
    {
        ReferenceDensity density = Reference.CreateDensity();
        var random = new RandomStream(seed: 10, chain: 0, replica: 0);
        double[] trial = new double[2];
        Assert.True(WorstScore((replica, _) =>
        {
            if (density.Draw(random, trial, out double logDensity))
            {
                double ratio = density.LogDensity(replica.Coordinates) - logDensity;
                replica.Move([0, 1], trial, 1, random.NextLogUniform(), ratio);
            }
        }) > MostErrors);
    }
}
