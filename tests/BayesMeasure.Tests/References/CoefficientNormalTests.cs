using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>
/// Coefficients that are cut off at the bounds of their priors: drawn inside of these, with a density of mass 1.
/// </summary>
public class CoefficientNormalTests
{
    private static CoefficientNormal NearTheBounds(double pull = -1)
    {
        var normal = new CoefficientNormal([new(0, -1), new(1, -1)], [Prior.Uniform(0, 3), Prior.Uniform(0, 2)]);
        normal.Products[0] = 4;
        normal.Products[2] = 3;
        normal.Products[3] = 5;
        normal.Projections[0] = pull;
        normal.Projections[1] = 4;
        Assert.True(normal.Arrange(1));
        return normal;
    }

    [Fact]
    public void The_density_is_normalised_within_the_bounds()
    {
        CoefficientNormal normal = NearTheBounds();
        const double step = 0.01;
        double sum = 0;
        for (double a = step / 2; a < 3; a += step)
        {
            for (double b = step / 2; b < 2; b += step)
            {
                sum += Math.Exp(normal.LogDensity([a, b])) * step * step;
            }
        }

        Assert.Equal(1, sum, 1e-3);
        Assert.Equal(double.NegativeInfinity, normal.LogDensity([-0.01, 1]));
    }

    [Fact]
    public void Draws_fall_where_the_density_is()
    {
        CoefficientNormal normal = NearTheBounds();
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        double[] draw = new double[2];
        const int count = 4000;

        // The mean of 1 / q over draws that fall into a box is its area.
        double sum = 0, squares = 0;
        for (int i = 0; i < count; i++)
        {
            normal.Draw(random, draw);
            Assert.InRange(draw[0], 0, 3);
            Assert.InRange(draw[1], 0, 2);
            double term = draw[0] < 0.3 && draw[1] is > 0.4 and < 1 ? Math.Exp(-normal.LogDensity(draw)) : 0;
            sum += term;
            squares += term * term;
        }

        double mean = sum / count;
        double error = Math.Sqrt((squares / count - mean * mean) / count);
        Assert.InRange(mean, 0.18 - 4 * error, 0.18 + 4 * error);
    }

    /// <summary>
    /// The first weight has its normal distribution far below 0, and the second leans on it: it has to follow from 0, where it is
    /// near 4 / 5, and not from where no bounds were.
    /// </summary>
    [Fact]
    public void What_is_free_follows_what_is_at_its_bound()
    {
        CoefficientNormal normal = NearTheBounds(pull: -40);
        Assert.Equal(0, normal.Likely[0]);
        Assert.Equal(1, normal.CountAtBounds);
        Assert.Equal(4.0 / 5, normal.Likely[1], 1e-5);
        var random = new RandomStream(seed: 6, chain: 0, replica: 0);
        double[] draw = new double[2];
        double sum = 0;
        const int count = 4000;
        for (int i = 0; i < count; i++)
        {
            normal.Draw(random, draw);
            sum += draw[1];
        }

        // A normal distribution of width 1 / sqrt 5 about .8 - .6 * (the first weight, about 1 / 42), cut off at 0 and 2.
        Assert.InRange(sum / count, 0.79, 0.86);
    }

    [Fact]
    public void The_prior_of_what_is_shared_out_is_that_of_the_sum()
    {
        var normal = new CoefficientNormal([new(0, 1)], [Prior.HalfNormal(1), Prior.Uniform(0, 1)]);
        Assert.True(normal.Arrange(1));

        // Without data the sum has the mean of its prior, and either weight half of it.
        Assert.Equal(Prior.HalfNormal(1).Mean, normal.Likely[0] + normal.Likely[1], 1e-6);
        Assert.Equal(normal.Likely[0], normal.Likely[1], 1e-6);
    }

    [Fact]
    public void Far_from_the_bounds_it_is_the_normal_distribution()
    {
        var normal = new CoefficientNormal([new(0, -1)], [Prior.Normal(1, 2)]);
        normal.Products[0] = 3;
        normal.Projections[0] = 6;
        Assert.True(normal.Arrange(2));

        // A = 2 * 3 + 1 / 4, mean (2 * 6 + 1 / 4) / A.
        Assert.Equal(12.25 / 6.25, normal.Likely[0], 1e-12);
        Assert.Equal(0.5 * Math.Log(6.25 / (2 * Math.PI)), normal.LogDensity([12.25 / 6.25]), 1e-12);
    }
}
