using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>All that a result says, in a form in which every bit counts.</summary>
internal static class ResultNumbers
{
    public static IEnumerable<string> Of(Result result) =>
    [
        .. Enumerable.Range(0, result.Draws.Parameters.Count).SelectMany(
            i => result.Draws.Of(i).SelectMany(chain => chain.Select(Bits))),
        .. Each(result.Draws).Select(draw => Bits(result.Draws.LogLikelihood(draw.Chain, draw.Draw))),
        .. Each(result.Draws).Select(draw => Bits(result.Draws.LogPrior(draw.Chain, draw.Draw))),
        .. result.FreeEnergies.Select(estimate => Bits(estimate.LogEvidence)),
        .. result.FreeEnergies.Select(estimate => Bits(estimate.StandardError)),
        .. LadderRun.Of(result).Ladder.InverseTemperatures.Select(Bits),
        .. LadderRun.Of(result).Ladder.Rejections.Select(Bits),
        $"{LadderRun.Of(result).Ladder.RoundTrips} {result.Seed} {result.IsPartial} {result.Doubt}",
        $"{result.StopReason}",
        .. LadderRun.Of(result).Ladder.Exchanges.Select(count => $"{count}"),
        .. result.Warnings,
    ];

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16");

    private static IEnumerable<(int Chain, int Draw)> Each(Draws draws) =>
        Enumerable.Range(0, draws.Chains).SelectMany(chain => Enumerable.Range(0, draws.Count).Select(draw => (chain, draw)));
}
