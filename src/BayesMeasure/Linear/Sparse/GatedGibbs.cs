using BayesMeasure.Diagnostics;

namespace BayesMeasure.Linear.Sparse;

/// <summary>
/// Samples the gates of a <see cref="GatedProblem"/> exactly: each gate is redrawn with its amplitude integrated out, and
/// correlated columns are exchanged. Chains run side by side, with the same bits for any number of threads.
/// </summary>
public static class GatedGibbs
{
    /// <summary>Samples.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">How; null for four chains of 4,000 sweeps.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static GateProbabilities Sample(GatedProblem problem, GatedGibbsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        GatedGibbsOptions choice = options ?? new();
        choice.RequireValid();
        (int First, int Second)[] pairs = Pairs(problem, choice.ExchangedCorrelation);
        double[][] conditionals = new double[choice.Chains][];
        double[][] draws = new double[choice.Chains][];
        Parallel.For(0, choice.Chains, chain =>
        {
            (conditionals[chain], draws[chain]) = Run(problem, new(problem, pairs, choice.Seed, chain), choice);
        });
        double[][][] series = [.. Enumerable.Range(0, problem.Count).Select(k => Series(conditionals, problem.Count, k))];
        return new(
            [.. series.Select(chains => chains.Average(Mean))],
            [.. series.Select(StandardError)],
            [.. draws.SelectMany(chain => chain)]);
    }

    private static (double[] Conditionals, double[] Draws) Run(GatedProblem problem, GateChain chain, GatedGibbsOptions options)
    {
        int count = problem.Count;
        double[] conditionals = new double[options.Sweeps * count];
        double[] draws = new double[options.Sweeps * count];
        for (int sweep = -options.BurnIn; sweep < options.Sweeps; sweep++)
        {
            int row = Math.Max(sweep, 0) * count;
            chain.Sweep(1 + sweep + options.BurnIn, conditionals.AsSpan(row, count));
            chain.Amplitudes.CopyTo(draws.AsSpan(row, count));
        }

        return (conditionals, draws);
    }

    /// <summary>The larger of two errors: by the scatter within chains, and by that of the chains, which began apart.</summary>
    private static double StandardError(double[][] chains)
    {
        double mean = chains.Average(Mean);
        double squares = chains.Sum(chain => Math.Pow(Mean(chain) - mean, 2));
        double between = Math.Sqrt(squares / (chains.Length * (chains.Length - 1.0)));
        return Math.Max(between, BatchMeans.StandardErrorOfMean(chains, (int)Math.Sqrt(chains[0].Length)));
    }

    private static double[][] Series(double[][] chains, int count, int k) =>
        [.. chains.Select(chain => chain.Where((_, i) => i % count == k).ToArray())];

    private static double Mean(double[] values) => values.Average();

    private static (int First, int Second)[] Pairs(GatedProblem problem, double least) =>
    [
        .. from first in Enumerable.Range(0, problem.Count)
           from second in Enumerable.Range(first + 1, problem.Count - first - 1)
           where problem.Correlation(first, second) >= least
           select (first, second),
    ];
}
