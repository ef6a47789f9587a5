using BayesMeasure.Optimization.Graduated;

namespace GraduatedOptimization.Tests;

public class CosineTermsTests
{
    private static readonly double[] Points = [-4.3, -1.02, 0, 0.26, 2.5];

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.35)]
    public void Closed_forms_are_those_of_the_terms(double spread)
    {
        var terms = new CosineTerms(spread, seed: 4);
        StochasticObjective closed = terms.Objective;
        StochasticObjective summed = closed with { Mean = null };
        double[] expected = new double[1], actual = new double[1], product = new double[1];
        foreach (double x in Points)
        {
            GradientCheck.Require(closed, [x]);
            Assert.Equal(summed.Evaluate([x], expected), closed.Evaluate([x], actual), 1e-9);
            Assert.Equal(expected[0], actual[0], 1e-9);
            const double Step = 1e-5;
            terms.Smoothed([x + Step], 0.1, expected);
            terms.Smoothed([x - Step], 0.1, actual);
            Assert.Equal((expected[0] - actual[0]) / (2 * Step), terms.Curvature(x, 0.1), 1e-4);
            closed.HessianProduct!([x], [3], product);
            Assert.Equal(3 * terms.Curvature(x, 0), product[0], 1e-9);
        }
    }

    /// <summary>x^2 + d^2 - 10 exp(-2 pi^2 d^2) cos 2 pi x is convex from sqrt(ln(20 pi^2) / (2 pi^2)) = 0.51745 on.</summary>
    [Fact]
    public void Smoothed_Rastrigin_function_is_convex_from_the_needed_degree_on()
    {
        var terms = new CosineTerms(spread: 0, seed: 1);
        Assert.Equal(0.51745, terms.NeededDegree, 5e-6);
        Assert.Equal(0, terms.Curvature(0.5, terms.NeededDegree), 1e-9);
        Assert.True(terms.Curvature(0.5, terms.NeededDegree - 0.001) < 0);
        double[] slope = new double[1];
        double waves = 10 * Math.Exp(-2 * Math.PI * Math.PI * 0.09);
        Assert.Equal(0.49 + 0.09 - waves * Math.Cos(2 * Math.PI * 0.7), terms.Smoothed([0.7], 0.3, slope), 1e-12);
    }

    [Fact]
    public void Terms_that_disagree_more_have_lower_waves()
    {
        double[] needed = [.. ((double[])[0, 0.2, 0.35]).Select(spread => new CosineTerms(spread, seed: 1).NeededDegree)];
        Assert.Equal(needed.OrderDescending(), needed);
    }
}
