using BayesMeasure.Priors;
using BayesMeasure.Variational;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.Variational;

/// <summary>Coordinates with no, one and two ends, made unbounded.</summary>
public class UnboundedCoordinateTests
{
    private const double Step = 1e-5;

    private static readonly Distribution[] Priors =
    [
        Prior.Normal(1, 2), Prior.Uniform(-1, 3), Prior.LogUniform(0.01, 10), Prior.HalfNormal(2), Prior.Gamma(2, 3),
        Prior.Beta(2, 3), Prior.TruncatedNormal(0, 1, -0.5, 2), Prior.TruncatedNormal(0, 1, 0.5, double.PositiveInfinity),
        Prior.TruncatedNormal(0, 1, double.NegativeInfinity, 0.5), Prior.Exponential(2), Prior.LogNormal(0, 1),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Priors.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void The_prior_of_the_coordinate_is_normalised(int prior)
    {
        var coordinate = new UnboundedCoordinate(Priors[prior]);
        double mass = GaussLegendreRule.Integrate(s => Math.Exp(coordinate.At(s).LogPrior), -15, 15, 600);
        Assert.Equal(1, mass, 1e-6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Slopes_are_derivatives_and_the_way_back_is_the_way(int prior)
    {
        var coordinate = new UnboundedCoordinate(Priors[prior]);
        foreach (double s in new[] { -1.5, -0.2, 0.7, 1.3 })
        {
            PlacedCoordinate here = coordinate.At(s);
            PlacedCoordinate below = coordinate.At(s - Step);
            PlacedCoordinate above = coordinate.At(s + Step);
            Assert.Equal((above.Value - below.Value) / (2 * Step), here.Slope, 1e-6 * (1 + Math.Abs(here.Slope)));
            Assert.Equal((above.LogPrior - below.LogPrior) / (2 * Step), here.LogPriorSlope, 1e-6);
            Assert.Equal(here.LogPrior, coordinate.LogPriorAt(s, here.Value), 1e-9);
            Assert.Equal(here.Value, coordinate.ValueAt(s));
            Assert.Equal(s, coordinate.Of(Priors[prior].ToCoordinate(here.Value)), 1e-9);
        }
    }

    [Fact]
    public void A_uniform_prior_becomes_a_standard_normal_one()
    {
        var coordinate = new UnboundedCoordinate(Prior.Uniform(2, 7));
        Assert.Equal(-0.5 * 1.1 * 1.1 - 0.5 * Math.Log(2 * Math.PI), coordinate.At(1.1).LogPrior, 1e-12);
        Assert.Equal(4.5, coordinate.At(0).Value, 1e-12);
    }

    [Fact]
    public void Far_out_it_stays_inside_the_bounds()
    {
        var coordinate = new UnboundedCoordinate(Prior.LogUniform(0.01, 10));
        Assert.InRange(coordinate.At(-40).Value, 0.01, 10);
        Assert.InRange(coordinate.At(40).Value, 0.01, 10);
        Assert.True(double.IsFinite(coordinate.At(40).LogPrior));
    }
}
