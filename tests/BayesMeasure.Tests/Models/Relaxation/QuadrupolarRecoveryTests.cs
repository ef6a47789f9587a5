using BayesMeasure.Models.Relaxation;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Models.Relaxation;

/// <summary>The coefficients of every line against the master equation of its levels, from which they follow.</summary>
public class QuadrupolarRecoveryTests
{
    private const double Tolerance = 1e-11;

    [Fact]
    public void The_central_line_of_spin_three_halves_follows_from_the_master_equation() =>
        Check<SpinThreeHalvesCentralLine>(1.5, 0.5);

    [Fact]
    public void The_satellite_of_spin_three_halves_follows_from_the_master_equation() =>
        Check<SpinThreeHalvesSatelliteLine>(1.5, 1.5);

    [Fact]
    public void The_central_line_of_spin_five_halves_follows_from_the_master_equation() =>
        Check<SpinFiveHalvesCentralLine>(2.5, 0.5);

    [Fact]
    public void The_inner_satellite_of_spin_five_halves_follows_from_the_master_equation() =>
        Check<SpinFiveHalvesInnerSatelliteLine>(2.5, 1.5);

    [Fact]
    public void The_outer_satellite_of_spin_five_halves_follows_from_the_master_equation() =>
        Check<SpinFiveHalvesOuterSatelliteLine>(2.5, 2.5);

    [Fact]
    public void Satellites_above_and_below_the_central_line_relax_alike() =>
        Assert.Equal(new MasterEquation(2.5).Deviation(1.5, 0.1), new MasterEquation(2.5).Deviation(-0.5, 0.1), Tolerance);

    [Fact]
    public void A_spin_one_half_relaxes_with_the_rate_itself() =>
        Assert.Equal(Math.Exp(-0.7), new MasterEquation(0.5).Deviation(0.5, 0.7), Tolerance);

    [Fact]
    public void The_coefficients_of_another_line_are_found_out()
    {
        Assert.ThrowsAny<Exception>(() => Check<SpinFiveHalvesInnerSatelliteLine>(2.5, 2.5));
        Assert.ThrowsAny<Exception>(() => Check<SpinThreeHalvesCentralLine>(1.5, 1.5));
    }

    [Fact]
    public void Inversion_is_a_factor_of_the_deviation()
    {
        double[] saturated = ComponentRun<QuadrupolarRecovery<SpinThreeHalvesCentralLine>>.Over([0, 0.1], [5, 1, 2, 1], 1);
        double[] inverted = ComponentRun<QuadrupolarRecovery<SpinThreeHalvesCentralLine>>.Over([0, 0.1], [5, 2, 2, 1], 1);
        Assert.Equal(0, saturated[0], Tolerance);
        Assert.Equal(-5, inverted[0], Tolerance);
        Assert.Equal(5 - 2 * (5 - saturated[1]), inverted[1], Tolerance);
    }

    /// <summary>
    /// The coefficients add up to 1, and at every time the sum of the modes is the solution of the rate equations.
    /// </summary>
    private static void Check<TLine>(double spin, double upperLevel)
        where TLine : struct, IRelaxingLine
    {
        var levels = new MasterEquation(spin);
        Assert.Equal(1, Deviation<TLine>(0), 1e-15);
        foreach (double time in new[] { 0.003, 0.03, 0.1, 0.3, 1, 3 })
        {
            Assert.Equal(levels.Deviation(upperLevel, time), Deviation<TLine>(time), Tolerance);
        }
    }

    private static double Deviation<TLine>(double time)
        where TLine : struct, IRelaxingLine => TLine.Deviation(new NormalModes<Scalar>(time, 1.0)).Value;
}
