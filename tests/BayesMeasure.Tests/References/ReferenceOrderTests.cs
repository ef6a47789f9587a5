using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>One labelling of all: by a parameter, through links too, or by what components look like.</summary>
public class ReferenceOrderTests
{
    private static readonly LogLikelihoodTarget Three = new(
        new Prior { ["height"] = Prior.LogNormal(0, 1), ["center"] = Prior.Normal(0, 3) }.Repeat(3), _ => 0);

    /// <summary>
    /// Two components at -1 and 1, and a third of no height that may be anywhere; any of them may be any label.
    /// </summary>
    private static double[] Draw(RandomStream random)
    {
        double[][] components =
        [
            [0.02 * random.NextNormal(), -1 + 0.02 * random.NextNormal()],
            [0.5 + 0.02 * random.NextNormal(), 1 + 0.02 * random.NextNormal()],
            [-4 + random.NextNormal(), 3 * random.NextNormal()],
        ];
        for (int last = 2; last > 0; last--)
        {
            int other = random.NextInteger(last + 1);
            (components[last], components[other]) = (components[other], components[last]);
        }

        return [.. components.SelectMany(component => component)];
    }

    private static double[] Sorted(ReferenceOrder order, double[] point)
    {
        double[] sorted = [.. point];
        order.Sort(sorted);
        return sorted;
    }

    [Fact]
    public void Templates_find_components_that_no_parameter_orders_and_every_labelling_ends_in_one()
    {
        var random = new RandomStream(seed: 1, chain: 0, replica: 0);
        double[][] draws = [.. Enumerable.Range(0, 200).Select(_ => Draw(random))];
        ReferenceOrder order = ReferenceOrder.Of(Three, [draws[0]]).ByTemplates(draws);
        Assert.Equal(Math.Log(6), order.LogPermutations, 1e-12);
        int low = Array.FindIndex(Sorted(order, draws[0]), value => Math.Abs(value + 1) < 0.1);
        Assert.All(draws, draw =>
        {
            double[] sorted = Sorted(order, draw);
            Assert.True(order.IsOrdered(sorted));
            Assert.InRange(sorted[low], -1.1, -0.9);
            double[] exchanged = [draw[2], draw[3], draw[4], draw[5], draw[0], draw[1]];
            Assert.Equal(sorted, Sorted(order, exchanged));
        });

        var copy = ReferenceOrder.Of(new Queue<double>(order.Numbers));
        Assert.All(draws, draw => Assert.Equal(Sorted(order, draw), Sorted(copy.Copy(), draw)));
    }

    [Fact]
    public void A_parameter_that_a_rate_is_linked_to_puts_components_in_order()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i / 5.0)];
        ForwardModel decay = ForwardModel.Function((double x, double amplitude, double rate) => amplitude * Math.Exp(-rate * x));
        Prior component = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["lifetime"] = Prior.LogUniform(0.1, 10),
            ["rate"] = Prior.LinkedTo(["lifetime"], p => 1 / p[0]),
        };
        var posterior = new Posterior(
            new(x, Array.ConvertAll(x, value => Math.Exp(-value))),
            decay.Repeat(2),
            GaussianNoise.Known(0.1),
            component.Repeat(2));
        var order = ReferenceOrder.Of(posterior, []);
        Assert.Equal(Math.Log(2), order.LogPermutations, 1e-12);
        Assert.Equal([1.0, 0.2, 2.0, 0.7], Sorted(order, [2.0, 0.7, 1.0, 0.2]));
        Assert.Equal(["amplitude[1]", "lifetime[1]", "amplitude[2]", "lifetime[2]"], posterior.Parameters.Select(p => p.Name));
    }
}
