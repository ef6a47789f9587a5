using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>A way from a start to a mode: one row of the table of peak fits.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Climb">
/// Takes a posterior, a start, one value an unknown, and the number of the start, of which random numbers may depend; gives the
/// log likelihood where it ended, -infinity where it failed.
/// </param>
internal sealed record FitMethod(string Name, Func<Posterior, IReadOnlyDictionary<string, double>, int, double> Climb)
{
    /// <summary>Whether it depends on the start.</summary>
    public bool ReadsStart { get; init; } = true;

    /// <summary>Levenberg and Marquardt's method from the start, inside the bounds of the priors.</summary>
    public static FitMethod LeastSquaresFromPrior { get; } = new("LM from the prior, bounded", (target, start, _) =>
    {
        try
        {
            return new LeastSquares().Fit(target, start).LogLikelihood ?? double.NegativeInfinity;
        }
        catch (ArgumentException)
        {
            return double.NegativeInfinity;
        }
    });

    /// <summary>Insertion of all peaks, with a refit after each; it needs no start.</summary>
    public static FitMethod Insertion { get; } = new("insertion, then LM", (target, _, _) =>
        ModeSearch.Run(target, new() { Restarts = 0, Threads = 1 }).LogLikelihood)
    { ReadsStart = false };

    /// <summary>Insertion, and a few restarts.</summary>
    public static FitMethod Search { get; } = new("insertion and 12 restarts", (target, _, number) =>
        ModeSearch.Run(target, new() { Seed = (ulong)number + 1, Restarts = 12, Threads = 1 }).LogLikelihood)
    {
        ReadsStart = false,
    };

    /// <summary>All methods of the table, in its order.</summary>
    public static IReadOnlyList<FitMethod> All { get; } = [LeastSquaresFromPrior, Insertion, Search];

    /// <summary>What all threads took, in seconds: proofs come one by one.</summary>
    public static double ProcessorTime() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
