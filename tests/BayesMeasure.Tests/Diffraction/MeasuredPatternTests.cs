using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Diffraction;

public class MeasuredPatternTests
{
    private static readonly double[] Angles = [.. Enumerable.Range(0, 200).Select(i => 20 + 0.1 * i)];
    private static readonly double[] Counts = [.. Angles.Select((_, i) => 100.0 + 13 * (i * 7 % 5 - 2))];

    public static TheoryData<string, double[], double[]> Refused => new()
    {
        { "measurement has 10 points; a pattern has 50 at least.", Angles[..10], Counts[..10] },
        { "measurement: point 2 at 39.8 follows 39.9.", [.. Angles.Reverse()], Counts },
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
