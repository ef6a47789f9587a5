namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The influences on log Z added up by tours. A walker that was drawn anew from the prior has forgotten all it knew: what it adds
/// to log Z from there to its next visit of the prior, its tour, is independent of what came before (Mykland, Tierney and Yu
/// 1995, JASA 90, 233). The scatter of the tours gives an error that no correlation in time can hide from, and their number says
/// how much that error is worth.
/// </summary>
/// <remarks>
/// Walkers exchange rungs, so the tours of one chain are not quite independent; each sample counts by its deviation from the mean
/// of its rung, which takes most of it away. Behind a first-order transition few walkers stay for long: a handful of tours makes
/// the error then, however many round trips others make.
/// </remarks>
/// <param name="StandardError">The standard error of log Z by MBAR: the root of the sum of Y^2 over all tours.</param>
/// <param name="EffectiveTours">
/// (sum Y^2)^2 / sum Y^4: how many equal tours would make that error as uncertain; its degrees of freedom. Infinite where nothing
/// varies, NaN where the rungs do not overlap.
/// </param>
internal sealed record RegenerationTours(double StandardError, double EffectiveTours)
{
    /// <summary>Sums over sweeps round: what is below this is no influence.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Adds up the tours of all walkers.</summary>
    /// <param name="traces">The log likelihoods of the run.</param>
    /// <param name="solution">log Z at every rung, and how it answers to the samples.</param>
    /// <param name="walkers">Which walker was where.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RegenerationTours Of(
        LogLikelihoodTraces traces, MultistateSolution solution, IndexProcess walkers, CancellationToken cancellation = default)
    {
        var tile = new MultistateTile(traces.InverseTemperatures, cancellation);
        double[] means = MeansByRung(traces, solution, tile);
        double squares = 0;
        double fourths = 0;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            foreach (double sum in SumsOfTours(traces, solution, tile, walkers, chain, means))
            {
                squares += sum * sum;
                fourths += sum * sum * sum * sum;
            }
        }

        double error = Math.Sqrt(squares) / (traces.Chains * (double)traces.Sweeps);
        return new(error, error < Rounding ? double.PositiveInfinity : squares * squares / fourths);
    }

    /// <summary>The mean influence of the samples of each rung.</summary>
    private static double[] MeansByRung(LogLikelihoodTraces traces, MultistateSolution solution, MultistateTile tile)
    {
        double[] means = new double[traces.Rungs];
        foreach ((double[][] influences, int count) in Enumerable.Range(0, traces.Chains).SelectMany(
            chain => Blocks(traces, solution, tile, chain)))
        {
            for (int rung = 0; rung < means.Length; rung++)
            {
                means[rung] += influences[rung].Take(count).Sum() / (traces.Chains * (double)traces.Sweeps);
            }
        }

        return means;
    }

    /// <summary>
    /// What each tour of one chain adds up to. The walker at rung 0 after a sweep is drawn anew in the next: there its tour ends.
    /// </summary>
    private static IEnumerable<double> SumsOfTours(
        LogLikelihoodTraces traces,
        MultistateSolution solution,
        MultistateTile tile,
        IndexProcess walkers,
        int chain,
        double[] means)
    {
        double[] sums = new double[traces.Rungs];
        int sweep = 0;
        foreach ((double[][] influences, int count) in Blocks(traces, solution, tile, chain))
        {
            for (int n = 0; n < count; n++, sweep++)
            {
                int ending = Add(influences, n, walkers[chain, sweep], means, sums);
                yield return sums[ending];
                sums[ending] = 0;
            }
        }

        foreach (double sum in sums)
        {
            yield return sum;
        }
    }

    /// <summary>Adds one sweep to the sums of all walkers, and returns the walker at rung 0.</summary>
    private static int Add(double[][] influences, int n, ReadOnlySpan<ushort> walkersByRung, double[] means, double[] sums)
    {
        for (int rung = 0; rung < means.Length; rung++)
        {
            sums[walkersByRung[rung]] += influences[rung][n] - means[rung];
        }

        return walkersByRung[0];
    }

    /// <summary>The influences of the samples of a chain by rung, as many sweeps at a time as a tile holds.</summary>
    private static IEnumerable<(double[][] Influences, int Count)> Blocks(
        LogLikelihoodTraces traces, MultistateSolution solution, MultistateTile tile, int chain)
    {
        double[][] influences = [.. Enumerable.Range(0, traces.Rungs).Select(_ => new double[MultistateTile.Length])];
        for (int start = 0; start < traces.Sweeps; start += MultistateTile.Length)
        {
            int count = Math.Min(MultistateTile.Length, traces.Sweeps - start);
            for (int rung = 0; rung < traces.Rungs; rung++)
            {
                Array.Clear(influences[rung]);
                solution.AddInfluences(traces[chain, rung].Slice(start, count), tile, influences[rung]);
            }

            yield return (influences, count);
        }
    }
}
