using System.Runtime.ExceptionServices;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>Runs from many starts in parallel; each depends on its start and its number alone.</summary>
internal static class ManyStarts
{
    public static GraduatedRun[] Run(
        IReadOnlyList<double[]> starts, int threads, Func<double[], int, GraduatedRun> one, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(starts);
        var runs = new GraduatedRun[starts.Count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.For(0, runs.Length, options, run => runs[run] = one(starts[run], run));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return runs;
    }
}
