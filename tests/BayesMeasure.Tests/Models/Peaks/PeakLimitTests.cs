using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Models.Peaks;

/// <summary>Where one shape becomes another, and where formulas of textbooks would overflow.</summary>
public class PeakLimitTests
{
    private const double Width = 0.8;
    private const double Center = 0.3;
    private static readonly double[] X = [.. Enumerable.Range(0, 41).Select(i => -4 + 0.2 * i)];

    private static readonly double[] Gaussian = At<GaussianPeak>(1.5, Width, Center);

    private static readonly double[] Lorentzian = At<LorentzianPeak>(1.5, Width, Center);

    [Fact]
    public void A_pseudo_Voigt_peak_lies_between_both()
    {
        AssertNear(Gaussian, At<PseudoVoigtPeak>(1.5, Width, 0, Center), 1e-15);
        AssertNear(Lorentzian, At<PseudoVoigtPeak>(1.5, Width, 1, Center), 1e-15);
    }

    [Fact]
    public void A_Voigt_peak_without_one_of_its_widths_is_the_other()
    {
        AssertNear(Gaussian, At<VoigtPeak>(1.5, Width, 0, Center), 1e-14);
        AssertNear(Lorentzian, At<VoigtPeak>(1.5, 0, Width, Center), 1e-14);
        Assert.Equal(Width, VoigtPeak.Measure([1.5, Width, 0, Center])!.Value.Width, 1e-14);
        Assert.Equal(Width, VoigtPeak.Measure([1.5, 0, Width, Center])!.Value.Width, 1e-14);
        Assert.Equal(1.5 * Width * Math.PI / 2, VoigtPeak.Measure([1.5, 0, Width, Center])!.Value.Area, 1e-14);
    }

    /// <summary>
    /// J. J. Olivero and R. L. Longbothum, J. Quant. Spectrosc. Radiat. Transfer 17, 233 (1977): good to 0.02 %.
    /// </summary>
    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(1, 1)]
    [InlineData(0.3, 1)]
    public void The_width_of_a_Voigt_peak_is_about_that_of_Olivero_and_Longbothum(double gaussian, double lorentzian)
    {
        double width = VoigtPeak.Measure([1, gaussian, lorentzian, 0])!.Value.Width;
        double known = 0.5346 * lorentzian + Math.Sqrt(0.2166 * lorentzian * lorentzian + gaussian * gaussian);
        Assert.Equal(1, width / known, 2.5e-4);
    }

    [Fact]
    public void A_Pearson_peak_goes_from_Lorentzian_to_Gaussian()
    {
        AssertNear(Lorentzian, At<PearsonPeak>(1.5, Width, 1, Center), 1e-14);
        AssertNear(Gaussian, At<PearsonPeak>(1.5, Width, 1e12, Center), 1e-3);
        Assert.Equal(1.5 * Width * Math.PI / 2, PearsonPeak.Measure([1.5, Width, 1, Center])!.Value.Area, 1e-14);
        Assert.Equal(double.PositiveInfinity, PearsonPeak.Measure([1.5, Width, 0.5, Center])!.Value.Area);
    }

    [Fact]
    public void Without_asymmetry_a_skew_peak_is_symmetric()
    {
        AssertNear(Lorentzian, At<DoniachSunjicPeak>(1.5, Width, 0, Center), 1e-14);
        AssertNear(At<PseudoVoigtPeak>(1.5, Width, 0.4, Center), At<SigmoidalPeak>(1.5, Width, 0.4, 0, Center), 1e-15);
        AssertNear(Gaussian, At<SplitPeak<GaussianPeak>>(0, 1.5, Width, Center), 1e-14);
        double area = 1.5 * Width * Math.Sqrt(Math.PI / Math.Log(2)) / 2;
        AssertNear(Gaussian, At<ExponentiallyModifiedGaussianPeak>(area, Width, 1e-9, Center), 1e-7);
        Assert.Equal(1.5 * Width * Math.PI / 2, DoniachSunjicPeak.Measure([1.5, Width, 0, Center])!.Value.Area, 1e-14);
    }

    [Fact]
    public void Positive_asymmetry_is_a_tail_to_larger_x_and_negative_one_its_mirror_image()
    {
        AssertTail<DoniachSunjicPeak>([1, Width, 0.1, 0], 2);
        AssertTail<SigmoidalPeak>([1, Width, 0.5, 0.4, 0], 3);
        AssertTail<ExponentiallyModifiedGaussianPeak>([1, Width, 0.7, 0], 2);
        AssertTail<SplitPeak<PearsonPeak>>([0.3, 1, Width, 2, 0], 0);
    }

    [Fact]
    public void A_step_goes_up_where_the_losses_are()
    {
        double[] peak = [1, Width, 0.5, 0];
        double area = PseudoVoigtPeak.Measure(peak)!.Value.Area;
        double[] binding = Over<WithShirleyStep<PseudoVoigtPeak>>([-1e9, 1e9], [0.2, .. peak]);
        double[] kinetic = Over<WithShirleyStep<PseudoVoigtPeak>>([-1e9, 1e9], [-0.2, .. peak]);
        AssertNear([0, 0.2 * area], binding, 1e-9);
        AssertNear([0.2 * area, 0], kinetic, 1e-9);
    }

    /// <summary>
    /// A/(2 tau) exp(-d^2/2) erfcx(u) with an erfcx of many digits, where exp(...) erfc(...) is infinity times zero.
    /// </summary>
    [Theory]
    [InlineData(0.01, 0.2)]
    [InlineData(0.01, -4)]
    [InlineData(1, -9)]
    [InlineData(1e-4, 3)]
    public void An_exponentially_modified_Gaussian_holds_in_both_tails(double tail, double deviations)
    {
        double sigma = Width / Math.Sqrt(8 * Math.Log(2));
        double u = (sigma / tail - deviations) / Math.Sqrt(2);
        double expected = 1 / (2 * tail) * Math.Exp(-deviations * deviations / 2) * BigVoigt.At(0, u).Real.ToDouble();
        double actual = Over<ExponentiallyModifiedGaussianPeak>([sigma * deviations], [1, Width, tail, 0])[0];
        Assert.Equal(1, actual / expected, 1e-12);
        Assert.Equal(0, Over<ExponentiallyModifiedGaussianPeak>([-1e6], [1, Width, tail, 0])[0]);
        Assert.Equal(0, Over<ExponentiallyModifiedGaussianPeak>([1e6], [1, Width, tail, 0])[0]);
    }

    [Fact]
    public void Far_away_every_peak_is_a_number()
    {
        foreach (ComponentCase one in SpectralComponents.All.Values.Where(one => !one.ParameterNames.Contains("rate")))
        {
            Property.ForAll(
                one.Parameters,
                p =>
                {
                    Assert.All(one.Over([-1e9, -1e4, 1e4, 1e9], p, 4), value => Assert.False(double.IsNaN(value)));
                    Assert.All(one.Gradient(-1e4, p), value => Assert.False(double.IsNaN(value)));
                },
                cases: 5);
        }
    }

    private static void AssertTail<TPeak>(double[] parameters, int asymmetry)
        where TPeak : struct, IPeak
    {
        double[] mirrored = [.. parameters.Select((value, i) => i == asymmetry ? -value : value)];
        double[] values = Over<TPeak>([-3, 3], parameters);
        Assert.True(values[1] > 1.2 * values[0]);
        AssertNear(values, [.. Over<TPeak>([3, -3], mirrored)], 1e-15);
        PeakMeasures measured = TPeak.Measure(parameters)!.Value;
        Assert.Equal(-measured.Position, TPeak.Measure(mirrored)!.Value.Position, 1e-7);
    }

    private static double[] At<TPeak>(params double[] parameters)
        where TPeak : struct, IComponent => Over<TPeak>(X, parameters);

    private static double[] Over<TPeak>(double[] x, double[] parameters)
        where TPeak : struct, IComponent => ComponentRun<TPeak>.Over(x, parameters, 1);

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
