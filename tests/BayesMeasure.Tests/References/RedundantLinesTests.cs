using System.Diagnostics;
using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.References;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// What a sixth and a seventh line are worth where five explain a spectrum of high contrast, from chains at beta = 1 that begin
/// at the five: the posterior is no Gaussian there, and no ladder knows it.
/// </summary>
[Trait("suite", "proofs")]
public class RedundantLinesTests(ITestOutputHelper output)
{
    private const int Sweeps = 8000;
    private const double MostErrors = 4;

    private static readonly Explorer Moves = Explorer.Sequence(
        new CoordinateWalk(), new ComponentRelocation(), new BlockWalk(), new BlockWalk { WholePoint = true });

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Independent_runs_agree_on_a_line_that_is_not_needed(int lines)
    {
        InsertionBridge first = Bridge(lines, seed: 100), second = Bridge(lines, seed: 200);
        double error = Math.Sqrt(Math.Pow(first.StandardError, 2) + Math.Pow(second.StandardError, 2));
        Assert.InRange((first.LogRatio - second.LogRatio) / error, -MostErrors, MostErrors);
        Assert.InRange(error, 0.05, 0.5);
        Assert.InRange(0.5 * (first.LogRatio + second.LogRatio), -6, -2);
    }

    private InsertionBridge Bridge(int lines, ulong seed)
    {
        Draws fewer = DrawsOf(lines, seed), more = DrawsOf(lines + 1, seed);
        NestedTargets nested = NestedTargets.Of(FiveLines.WithLines(lines), FiveLines.WithLines(lines + 1), fewer)!;
        InsertionWeights weights = new InsertionSample(nested, fewer, seed).Weights(more);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        weights = new InsertionSample(nested, fewer, seed).Weights(more);
        TimeSpan after = Process.GetCurrentProcess().TotalProcessorTime;
        var bridge = InsertionBridge.Of(weights);
        output.WriteLine(
            $"{lines}, {lines + 1}: {bridge.LogRatio:F3} +- {bridge.StandardError:F3}, {bridge.Fitness}; "
            + $"{(after - before).TotalSeconds:F2} s of processor time");
        return bridge;
    }

    /// <summary>Lines beyond the fifth begin without an amplitude to speak of.</summary>
    private static Draws DrawsOf(int lines, ulong seed)
    {
        double[] others = [.. Enumerable.Range(0, lines - 5).SelectMany(k => new[] { 0.001, 0.2, 0.3 + 0.1 * k })];
        double[] start = [.. FiveLines.Truth, .. others, FiveLines.Sigma];
        return ColdChains.From(start, FiveLines.WithLines(lines), Sweeps, seed + (ulong)lines, Moves).Recorded;
    }
}
