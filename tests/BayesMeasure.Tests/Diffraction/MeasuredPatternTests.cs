using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Diffraction;

public class MeasuredPatternTests
{
    private static readonly double[] Angles = [.. Enumerable.Range(0, 200).Select(i => 20 + 0.1 * i)];
    private static readonly double[] Counts = [.. Angles.Select((_, i) => 100.0 + 6 * (i * 7 % 5 - 2))];

    public static TheoryData<string, double[], double[]> Refused => new()
    {
        { "measurement has 10 points; a pattern has 50 at least.", Angles[..10], Counts[..10] },
        { "measurement: points 2 and 3 are at 20.1 and 20.1.", [20, 20.1, .. Angles[1..^1]], Counts },
        {
            "measurement: its points from 1.536 to 4.35 are uneven as 2 theta, and even as spacings d.",
            [.. Angles.Select(angle => 0.5 * 1.5406 / Math.Sin(0.5 * (40.4 + 2 * (angle - 20) - 20) * Math.PI / 180))],
            Counts
        },
        {
            "measurement: its points from 0.2847 to 7.182 are uneven as 2 theta, and even as q.",
            [.. Angles.Select(angle => 4 * Math.PI / 1.5406 * Math.Sin(0.5 * (4 + 6 * (angle - 20)) * Math.PI / 180))],
            Counts
        },
        {
            "measurement: point 3 is at 200.2. Angles are 2 theta",
            [.. Angles.Select(angle => angle + (angle > 20.15 ? 180 : 0))],
            Counts
        },
        { "measurement reaches from 2 to 3.99: 5 degrees", [.. Angles.Select(angle => 0.1 * angle)], Counts },
        { "measurement: point 1 has the intensity -1.", Angles, [-1, .. Counts[1..]] },
        { "measurement: all intensities are 0.", Angles, new double[200] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_pattern_is_refused_with_its_remedy(string start, double[] angles, double[] counts)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            MeasuredPattern.Of(new Measurement(angles, counts), Radiation.CopperKAlpha));
        Assert.StartsWith(start, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Points_from_the_largest_angle_on_are_turned_round()
    {
        MeasuredPattern pattern = MeasuredPattern.Of(
            new Measurement(Angles.Reverse(), Counts.Reverse()), Radiation.CopperKAlpha);
        Assert.Equal(Angles, pattern.Measurement.X);
        Assert.Equal(Counts, pattern.Measurement.Y);
        Assert.Equal(["The points came from the largest angle on, and were turned round."], pattern.Remarks);
    }

    /// <summary>Whole numbers that scatter by a tenth of their roots are no counts.</summary>
    [Fact]
    public void Multiplied_counts_are_none()
    {
        double[] multiplied = [.. Counts.Select((count, i) => 100 * (count + 10 * (i % 3 - 1)))];
        Assert.Single(MeasuredPattern.Of(new Measurement(Angles, multiplied), Radiation.CopperKAlpha).Remarks);
    }

    [Fact]
    public void Counts_need_no_remark() =>
        Assert.Empty(MeasuredPattern.Of(new Measurement(Angles, Counts), Radiation.CopperKAlpha).Remarks);

    /// <summary>Counts a second over twenty seconds: a unit is twenty counts, within the error of a median of 200.</summary>
    [Fact]
    public void Rates_are_scaled_to_counts_by_their_scatter()
    {
        BayesMeasure.Numerics.Random.RandomStream random = new(1, chain: 0, replica: 0);
        random.BeginSweep(1);
        double[] rates = [.. Angles.Select(_ => Math.Round(2000 + Math.Sqrt(2000) * random.NextNormal()) / 20)];
        MeasuredPattern pattern = MeasuredPattern.Of(new Measurement(Angles, rates), Radiation.CopperKAlpha);
        Assert.Equal(20, pattern.CountsPerUnit, 7.0);
        Assert.Single(pattern.Remarks);
    }
}
