using BayesMeasure.Models.Relaxation;

namespace BayesMeasure.Tests.Models.Relaxation;

/// <summary>
/// Stretched exponentials where a formula that is not careful is NaN: at t = 0, for a rate of 0, for exponents near 0.
/// </summary>
public class StretchedTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(1e-3)]
    [InlineData(1e-300)]
    public void A_decay_begins_at_its_amplitude(double stretching)
    {
        Assert.Equal([3.0, 3.0], Decay([0, 0], [3, 5, stretching]));
        Assert.Equal([3.0, 3.0], Decay([0, 7], [3, 0, stretching]));
        Assert.Equal([0.0, -3.0], [Recovery([3, 1, 5, stretching]), Recovery([3, 2, 5, stretching])]);
    }

    [Fact]
    public void An_exponent_of_0_leaves_1_over_e_and_small_ones_come_near_it()
    {
        Assert.Equal(Math.Exp(-1), Decay([2], [1, 3, 0])[0], 1e-15);
        Assert.Equal(Math.Exp(-1), Decay([2], [1, 3, 1e-9])[0], 1e-8);
        Assert.Equal(1, Decay([0], [1, 3, 0])[0]);
    }

    [Fact]
    public void Before_the_beginning_there_is_no_value() => Assert.True(double.IsNaN(Decay([-1], [3, 5, 0.5])[0]));

    [Fact]
    public void Extreme_rates_and_times_neither_overflow_nor_become_NaN()
    {
        Assert.Equal([0.0, 0.0], Decay([1e300, 1e300], [2, 1e300, 1]));
        Assert.Equal([2.0, 2.0], Decay([1e-300, 0], [2, 1e-300, 0.9]));
    }

    [Fact]
    public void Derivatives_by_the_parameters_are_finite_at_the_beginning()
    {
        Assert.Equal([1.0, 0.0, 0.0], ComponentRun<StretchedDecay>.Gradient(0, [3, 5, 0.7])[..3]);
        Assert.Equal([1.0, 0.0, 0.0], ComponentRun<StretchedDecay>.Gradient(2, [3, 0, 0.7])[..3]);
    }

    [Fact]
    public void A_component_is_proportional_to_its_amplitude_and_has_the_documented_names()
    {
        Assert.Equal(["amplitude", "rate", "stretching"], StretchedDecay.ParameterNames);
        Assert.Equal(["equilibrium", "inversion", "rate", "stretching"], StretchedRecovery.ParameterNames);
        Assert.Equal(StretchedRecovery.ParameterNames, QuadrupolarRecovery<SpinThreeHalvesCentralLine>.ParameterNames);
        Assert.Equal(("amplitude", "equilibrium"), (StretchedDecay.Amplitude, StretchedRecovery.Amplitude));
    }

    private static double[] Decay(double[] x, double[] parameters) => ComponentRun<StretchedDecay>.Over(x, parameters, 2);

    private static double Recovery(double[] parameters) => ComponentRun<StretchedRecovery>.Over([0], parameters, 2)[0];
}
