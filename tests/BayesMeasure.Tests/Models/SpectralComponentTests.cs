using BayesMeasure.Models;

namespace BayesMeasure.Tests.Models;

/// <summary>
/// Peaks, edges and backgrounds against their formulas, with every width of lanes, with derivatives, and as they measure
/// themselves.
/// </summary>
public class SpectralComponentTests
{
    private const int Cases = 20;
    private static readonly int[] MoreLanes = [2, 4, 8];
    private static readonly double[] X = [.. Enumerable.Range(0, 13).Select(i => -3 + 0.47 * i)];

    public static TheoryData<string> All => [.. SpectralComponents.All.Keys];

    public static TheoryData<string> Peaks => [.. SpectralComponents.Peaks.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_component_is_its_formula(string name)
    {
        ComponentCase one = SpectralComponents.All[name];
        Property.ForAll(
            one.Parameters,
            p =>
            {
                double[] values = one.Over(X, p, 1);
                for (int i = 0; i < X.Length; i++)
                {
                    Near(one.Formula(X[i], p), values[i], 2e-13);
                }
                Assert.All(MoreLanes, lanes => Assert.Equal(values, one.Over(X, p, lanes)));
            },
            Cases);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Derivatives_are_those_of_the_formula(string name)
    {
        const double step = 1e-4;
        ComponentCase one = SpectralComponents.All[name];
        Property.ForAll(
            one.Parameters,
            p =>
            {
                double[] point = [.. p, X[4]];
                double[] gradient = one.Gradient(X[4], p);
                for (int variable = 0; variable < point.Length; variable++)
                {
                    double Shifted(double by)
                    {
                        double[] moved = [.. point];
                        moved[variable] += by;
                        return one.Formula(moved[^1], moved[..^1]);
                    }

                    double slope = (8 * (Shifted(step) - Shifted(-step)) - Shifted(2 * step) + Shifted(-2 * step)) / (12 * step);
                    Near(slope, gradient[variable], 2e-8);
                }
            },
            Cases);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_amplitude_is_exactly_proportional(string name)
    {
        ComponentCase one = SpectralComponents.All[name];
        int amplitude = one.ParameterNames.ToList().IndexOf(one.Amplitude!);
        Property.ForAll(
            one.Parameters,
            p =>
            {
                double[] twice = [.. p];
                twice[amplitude] *= -2;
                Assert.All(one.Over(X, p, 4).Zip(one.Over(X, twice, 4)), pair =>
                    Assert.Equal(-2 * pair.First, pair.Second, 4e-16 * Math.Abs(pair.Second) + double.Epsilon * 1e16));
            },
            Cases);
    }

    [Theory]
    [MemberData(nameof(Peaks))]
    public void A_peak_knows_its_height_and_where_it_is(string name) => CheckMeasures(name, (one, p, measured) =>
    {
        Near(measured.Height, one.At(measured.Position, p), 1e-14);
        double[] around = [.. Enumerable.Range(-400, 801).Select(i => measured.Position + 0.01 * i * measured.Width)];
        Assert.All(one.Over(around, p, 1), value => Assert.True(value <= measured.Height * (1 + 1e-13)));
    });

    [Theory]
    [MemberData(nameof(Peaks))]
    public void A_peak_knows_its_full_width_at_half_maximum(string name) => CheckMeasures(name, (one, p, measured) =>
    {
        double HalfMaximum(double outside)
        {
            double inside = measured.Position;
            while (one.At(outside, p) > measured.Height / 2)
            {
                outside += outside - inside;
            }
            for (int i = 0; i < 80; i++)
            {
                double middle = 0.5 * (inside + outside);
                (inside, outside) = one.At(middle, p) > measured.Height / 2 ? (middle, outside) : (inside, middle);
            }

            return outside;
        }

        Near(HalfMaximum(measured.Position + 1) - HalfMaximum(measured.Position - 1), measured.Width, 1e-12);
    });

    [Theory]
    [MemberData(nameof(Peaks))]
    public void A_peak_knows_its_area(string name) => CheckMeasures(name, (one, p, measured) =>
    {
        if (name.StartsWith("Doniach", StringComparison.Ordinal))
        {
            Assert.Equal(double.PositiveInfinity, measured.Area);
        }
        else
        {
            Near(Integral(x => one.At(x, p), measured.Position, measured.Width), measured.Area, 1e-7);
        }
        Assert.Equal(measured.Area, measured.TotalArea);
    });

    [Fact]
    public void A_doublet_knows_the_area_of_its_main_line_and_in_total()
    {
        ComponentCase doublet = SpectralComponents.Others["doublet"];
        Property.ForAll(
            doublet.Parameters,
            p =>
            {
                PeakMeasures measured = doublet.Measure(p)!.Value;
                // At the companion the nodes of the rule lie farther apart.
                Near(Integral(x => doublet.At(x, p), measured.Position, measured.Width, 0.004), measured.TotalArea, 1e-7);
                Near(measured.TotalArea / (1 + p[1]), measured.Area, 1e-14);
                Assert.Equal(p[^1], measured.Position);
            },
            Cases);
    }

    [Fact]
    public void A_dip_has_a_negative_height_and_a_positive_width()
    {
        foreach (ComponentCase one in SpectralComponents.Peaks.Values)
        {
            int amplitude = one.ParameterNames.ToList().IndexOf(one.Amplitude!);
            Property.ForAll(
                one.Parameters,
                p =>
                {
                    double[] dip = [.. p];
                    dip[amplitude] *= -1;
                    PeakMeasures up = one.Measure(p)!.Value;
                    Assert.Equal(up with { Height = -up.Height, Area = -up.Area, TotalArea = -up.TotalArea }, one.Measure(dip));
                },
                cases: 3);
        }
    }

    [Fact]
    public void Edges_and_backgrounds_are_no_peaks() => Assert.All(
        SpectralComponents.All.Where(one => one.Key.Contains("edge") || one.Key.Contains("background")),
        one => Assert.Null(one.Value.Measure([1, 1, 1])));

    private static void CheckMeasures(string name, Action<ComponentCase, double[], PeakMeasures> check)
    {
        ComponentCase one = SpectralComponents.Peaks[name];
        Property.ForAll(one.Parameters, p => check(one, p, Assert.NotNull(one.Measure(p))), Cases);
    }

    /// <summary>
    /// The integral over all x by the trapezoidal rule in t, x = center + width sinh(t): tails of any power become exponential.
    /// </summary>
    private static double Integral(Func<double, double> curve, double center, double width, double step = 0.02)
    {
        int reach = (int)(60 / step);
        return step * width * Enumerable.Range(-reach, 2 * reach + 1).Sum(
            i => Math.Cosh(i * step) * curve(center + width * Math.Sinh(i * step)));
    }

    private static void Near(double expected, double actual, double tolerance) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, but was {actual:R}");
}
