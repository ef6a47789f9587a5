using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Work;
using BayesMeasure.Comparison;

namespace BayesMeasure.Batch;

/// <summary>
/// Compares the models of a family for each of many measurements, in a folder that any number of processes on any number of
/// machines may share: each takes what others have not, nothing is counted twice, and nothing is lost by a kill.
/// </summary>
/// <remarks>docs/batch.md tells how it is used, docs/batch-format.md what is in the folder.</remarks>
/// <example>
/// <code>
/// IMeasurementSource map = MeasurementSource.Open("map.h5::/entry/data");
/// BatchState state = Batch.Run(map, family, new() { Sampling = new() { Seed = 7 } }, "map.batch");
/// </code>
/// </example>
public static class Batch
{
    /// <summary>
    /// Plans the batch, where the folder has no plan yet, and works on it until all measurements have an answer, by whomever.
    /// Called by several processes at once they share the work; called again after whatever ended it, it goes on.
    /// </summary>
    /// <param name="source">What is measured.</param>
    /// <param name="family">The models.</param>
    /// <param name="options">The settings; those that are part of the plan must be the ones that it was made with.</param>
    /// <param name="folder">The folder of the batch; it is created where need be.</param>
    /// <param name="cancellation">
    /// Ends it early: what runs is written down where it has checkpoints, claims are given back, and it returns.
    /// </param>
    /// <returns>How far the batch has come, by all processes.</returns>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    /// <exception cref="BatchException">
    /// The folder has a plan for other data, models or settings, or cannot be written to; or the data changed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it planned.</exception>
    public static BatchState Run(
        IMeasurementSource source,
        ModelFamily family,
        BatchOptions options,
        string folder,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options.RequireValid();
        DiskFolder disk = new DiskFolder(folder).Create();
        var planner = new BatchPlanner(source, family, options);
        BatchPlan plan = BatchPlan.Read(disk) ?? planner.Plan(cancellation).WriteOrRead(disk);
        planner.RequireSame(plan, folder);
        if (!BatchState.Of(disk, plan).IsComplete)
        {
            bool isLong = plan.SecondsEach > options.CheckpointFrom.TotalSeconds;
            var run = new MeasurementRun(family, planner.Sampling, plan, isLong ? new(disk) : null);
            new Worker(disk, plan, source, run, options.CoresOrAll, TimeProvider.System).Run(cancellation);
        }

        return BatchState.Of(disk, plan);
    }
}
