using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Priors;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// Exchanges and records: one thread a chain lets neighbours exchange places, as <c>EvenOddExchange</c> on the CPU, and writes
/// down what a sweep has come to.
/// </summary>
internal static class ExchangeKernel<TReal>
    where TReal : unmanaged
{
    /// <summary>The end of one sweep of one chain. The places of the batch are looked up by the rungs 0.</summary>
    /// <param name="index">The number of the thread.</param>
    /// <param name="tables">The tables of the batch.</param>
    /// <param name="chains">The posterior and the chain of every thread.</param>
    /// <param name="call">The sweep.</param>
    public static void Exchange(Index1D index, BatchTables<TReal> tables, ArrayView<GroupPlace> chains, SweepCall call)
    {
        GroupPlace place = chains[index];
        TargetShape target = tables.Targets[place.Target];
        int first = target.FirstReplica + place.Chain * target.Rungs;
        var draws = new KeyedDraws(target.Seed, place.Chain, ExchangeRule.Stream, call.Number);
        int pair = 0;
        for (int rung = ExchangeRule.FirstRung(call.Number); rung + 1 < target.Rungs; rung += 2)
        {
            ExchangePair(tables, target, first + rung, target.Ladder + rung, draws.LogUniform(pair));
            pair++;
        }

        for (int rung = target.PosteriorRung + 1; rung < target.Rungs; rung++)
        {
            Look(tables, target, place.Chain, first + rung);
        }

        if (call.Row >= 0)
        {
            Record(tables, target, place.Chain, first, call);
        }
    }

    private static void ExchangePair(
        in BatchTables<TReal> tables, in TargetShape target, int lower, int ladder, double logUniform)
    {
        int upper = lower + 1;
        double gap = tables.InverseTemperatures[ladder + 1] - tables.InverseTemperatures[ladder];
        double below = tables.LogLikelihoods[lower];
        double above = tables.LogLikelihoods[upper];
        double logRatio = ExchangeRule.LogRatio(gap, below, above);
        tables.Acceptance[lower] += logRatio >= 0 ? 1 : DeviceDouble.Exp(logRatio).Value;
        tables.Attempts[lower]++;
        if (logUniform < logRatio)
        {
            tables.LogLikelihoods[lower] = above;
            tables.LogLikelihoods[upper] = below;
            Swap(tables.Occupants, lower, upper);
            Swap(tables.Walkers, lower, upper);
        }
    }

    private static void Swap(ArrayView<int> numbers, int one, int other)
    {
        int kept = numbers[one];
        numbers[one] = numbers[other];
        numbers[other] = kept;
    }

    /// <summary>Remembers the best point above beta = 1.</summary>
    private static void Look(in BatchTables<TReal> tables, in TargetShape target, int chain, int rung)
    {
        long point = PointOf(tables, target, chain, rung);
        double logLikelihood = tables.LogLikelihoods[rung];
        double logDensity = logLikelihood + LogPrior(tables, target, point);
        long best = target.FirstBest + (long)chain * (target.Unknowns + 2);
        if (logDensity > tables.Best[best])
        {
            tables.Best[best] = logDensity;
            tables.Best[best + 1] = logLikelihood;
            for (int i = 0; i < target.Unknowns; i++)
            {
                tables.Best[best + 2 + i] = tables.Values[point + i];
            }
        }
    }

    private static void Record(in BatchTables<TReal> tables, in TargetShape target, int chain, int first, in SweepCall call)
    {
        long row = (long)chain * call.Rows + call.Row;
        long trace = target.FirstTrace + row * target.Rungs;
        for (int rung = 0; rung < target.Rungs; rung++)
        {
            tables.Traces[trace + rung] = tables.LogLikelihoods[first + rung];
            tables.WalkerTraces[trace + rung] = (ushort)tables.Walkers[first + rung];
        }

        long point = PointOf(tables, target, chain, first + target.Rungs - 1);
        long draw = target.FirstDraw + row * target.Unknowns;
        for (int i = 0; i < target.Unknowns; i++)
        {
            tables.Draws[draw + i] = tables.Values[point + i];
        }

        tables.LogPriors[(long)target.FirstChain * call.Rows + row] = LogPrior(tables, target, point);
    }

    private static long PointOf(in BatchTables<TReal> tables, in TargetShape target, int chain, int rung) =>
        target.FirstPoint + (long)(chain * target.Rungs + tables.Occupants[rung]) * target.Unknowns;

    private static double LogPrior(in BatchTables<TReal> tables, in TargetShape target, long point)
    {
        double sum = 0;
        for (int i = 0; i < target.Unknowns; i++)
        {
            DistributionTable prior = tables.Priors[target.Priors + i];
            sum += prior.LogDensity(new DeviceFunctions(tables.PriorTable), tables.Values[point + i]);
        }

        return sum;
    }
}
