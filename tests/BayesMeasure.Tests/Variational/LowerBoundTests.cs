using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.Variational;

/// <summary>The bound of a guide and its gradient.</summary>
public class LowerBoundTests
{
    private const double Step = 1e-6;

    private static readonly Posterior Gates = new GatedPeaks(1, 1).Posterior;

    [Theory]
    [InlineData(GuideFamily.MeanField)]
    [InlineData(GuideFamily.FullRank)]
    public void The_gradient_is_that_of_the_bound_with_the_same_random_numbers(GuideFamily family)
    {
        (LowerBound bound, Guide guide) = Start(Gates, family);
        for (int i = 0; i < guide.Parameters.Length; i++)
        {
            guide.Parameters[i] += 0.05 * Math.Sin(i);
        }

        double[] gradient = new double[guide.Parameters.Length];
        double[] unused = new double[gradient.Length];
        bound.Evaluate(guide, step: 3, draws: 4, temperature: 0.7, gradient);
        for (int i = 0; i < gradient.Length; i += 7)
        {
            double before = guide.Parameters[i];
            guide.Parameters[i] = before + Step;
            double above = bound.Evaluate(guide, 3, 4, 0.7, unused);
            guide.Parameters[i] = before - Step;
            double below = bound.Evaluate(guide, 3, 4, 0.7, unused);
            guide.Parameters[i] = before;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-4 * (1 + Math.Abs(gradient[i])));
        }
    }

    [Fact]
    public void An_evaluation_allocates_nothing()
    {
        (LowerBound bound, Guide guide) = Start(Gates, GuideFamily.FullRank);
        double[] gradient = new double[guide.Parameters.Length];
        bound.Evaluate(guide, 0, 8, 1, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bound.Evaluate(guide, 1, 8, 1, gradient);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The point of normal numbers has the density of these, less ln |F L|, also after the guide is restarted.</summary>
    [Theory]
    [InlineData(GuideFamily.MeanField)]
    [InlineData(GuideFamily.FullRank)]
    public void A_point_has_the_density_that_it_was_drawn_with(GuideFamily family)
    {
        var guide = new Guide(new([0.3, -1, 2], [0.5, 0.2, 1.5, -0.3, 0.1, 0.7], []), family);
        for (int i = 0; i < guide.Parameters.Length; i++)
        {
            guide.Parameters[i] = 0.1 * (i + 1);
        }

        double[] normals = [0.5, -1.2, 0.8];
        double[] point = new double[3];
        guide.Place(normals, point);
        double expected = 1.5 - guide.Entropy - 0.5 * normals.Sum(normal => normal * normal);
        Assert.Equal(expected, guide.LogDensities(point).Normal, 1e-12);
        guide.Restart();
        Assert.Equal(expected, guide.LogDensities(point).Normal, 1e-12);
        Assert.Equal(1.5 - 0.5 * normals.Sum(normal => normal * normal) - expected, guide.Entropy, 1e-12);
    }

    [Fact]
    public void The_wide_density_is_normalised()
    {
        var guide = new Guide(new([0.3], [0.5], []), GuideFamily.FullRank);
        double mass = GaussLegendreRule.Integrate(
            s => Math.Exp(guide.LogDensities([s]).Student), -40, 40, 2000);
        Assert.Equal(1, mass, 1e-6);
    }

    [Fact]
    public void Parameters_of_a_guide_belong_to_coordinates()
    {
        var guide = new Guide(new(new double[3], [1, 0, 1, 0, 0, 1], [0.5]), GuideFamily.FullRank);
        Assert.Equal([0, 1, 2, 0, 1, 2, 1, 2, 2, -1], Enumerable.Range(0, guide.Parameters.Length).Select(guide.CoordinateOf));
    }

    private static (LowerBound Bound, Guide Guide) Start(ITarget target, GuideFamily family)
    {
        var unknowns = new GuideUnknowns(target);
        GuideStart start = new GuideStarts(unknowns, family).OfPriors(1, seed: 1).Single();
        return (new(unknowns, target.CreateGradient()!, seed: 5, chain: 0), new(start, family));
    }
}
