using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>Two estimates as one: the textbook's weights, and an error that holds whatever both share.</summary>
public class PairedEstimateTests
{
    private const int Chains = 4;
    private const int Sweeps = 400;

    [Fact]
    public void Independent_estimates_are_weighted_by_their_variances()
    {
        FreeEnergyEstimate first = Estimate(1, shared: 0, seed: 1), second = Estimate(1.5, shared: 0, seed: 2);
        FreeEnergyEstimate pair = PairedEstimate.Of(first, second)!;
        double a = Math.Pow(first.StandardError, -2), b = Math.Pow(second.StandardError, -2);
        Assert.InRange(pair.StandardError * Math.Sqrt(a + b), 0.999, 1.12);
        Assert.Equal((a * first.LogEvidence + b * second.LogEvidence) / (a + b), pair.LogEvidence, 0.2 * pair.StandardError);
        Assert.Equal("first 1 and first 1.5", pair.Method);
    }

    [Fact]
    public void What_says_the_same_or_is_much_rougher_adds_nothing()
    {
        FreeEnergyEstimate first = Estimate(1, shared: 0, seed: 1);
        Assert.Null(PairedEstimate.Of(first, first with { Method = "again" }));
        Assert.Null(PairedEstimate.Of(first, Estimate(5, shared: 0, seed: 2)));
        Assert.Null(PairedEstimate.Of(first, FreeEnergyEstimate.Exact("without influences", 0) with { StandardError = 0.05 }));
    }

    /// <summary>Deviations of 400 pairs in units of the error that is quoted have a root mean square of 1.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void Errors_hold_whatever_both_share(double shared)
    {
        double[] pulls = [.. Enumerable.Range(0, 400).Select(seed => Pull(shared, 10 + 3 * (ulong)seed))];
        Assert.InRange(Math.Sqrt(pulls.Average(pull => pull * pull)), 0.85, 1.1);
    }

    private static double Pull(double shared, ulong seed)
    {
        FreeEnergyEstimate first = Estimate(1, shared, seed), second = Estimate(1.2, shared, seed + 1, seed);
        FreeEnergyEstimate quoted = PairedEstimate.Of(first, second) ?? first;
        return quoted.LogEvidence / quoted.StandardError;
    }

    /// <summary>An estimate of 0, whose fluctuations are in part those of the stream that is shared.</summary>
    private static FreeEnergyEstimate Estimate(double scale, double shared, ulong seed, ulong? other = null)
    {
        var own = new RandomStream(seed, 0, 0);
        var common = new RandomStream(other ?? seed, 1, 0);
        own.BeginSweep(1);
        common.BeginSweep(1);
        double[][] influences = [.. Enumerable.Range(0, Chains).Select(_ => Enumerable.Range(0, Sweeps).Select(_ =>
            scale * (Math.Sqrt(1 - shared) * own.NextNormal() + Math.Sqrt(shared) * common.NextNormal())).ToArray())];
        double mean = influences.Average(chain => chain.Average());
        double[][] centred = [.. influences.Select(chain => Array.ConvertAll(chain, value => value - mean))];
        return FreeEnergyEstimate.FromInfluences(FormattableString.Invariant($"first {scale}"), mean, centred);
    }
}
