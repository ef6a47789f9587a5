using System.Diagnostics;
using BayesMeasure.Amortized.Native;
using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Training;

/// <summary>
/// Trains a network on simulated curves, each of which it sees once: the least mean of -ln q(M | curve, lambda) is that of the
/// posterior.
/// </summary>
public static class StructureTraining
{
    /// <summary>Trains a network, or goes on where a checkpoint says.</summary>
    /// <param name="family">What it is about.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Told whenever the network was judged.</param>
    /// <param name="cancellation">Ends it early; the network is as good as it is by then, and the checkpoint is written.</param>
    /// <returns>The network, with the average of its last weights.</returns>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The simulator failed; the message names structure and parameters.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is broken, or of another family or other settings.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written.</exception>
    /// <exception cref="PlatformNotSupportedException">libtorch cannot be loaded; the message says why.</exception>
    public static StructureNetwork Run(
        StructureFamily family,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(family);
        TrainingOptions settings = options ?? new();
        settings.RequireValid();
        TorchLibrary.Require();
        set_num_threads(settings.Threads);
        var clock = Stopwatch.StartNew();
        var network = new StructureNetwork(family, settings.Network);
        try
        {
            using var state = new TrainingState(network, settings);
            if (settings.Checkpoint is { } checkpoint && File.Exists(checkpoint))
            {
                state.Load(checkpoint);
            }

            Train(state, settings, progress, clock, cancellation);
            state.TakeAverage();
            network.Module.LearnTypicalCurves(family, settings.Seed);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Makes steps; whatever ends them, a failing simulator as well, they are kept.</summary>
    private static void Train(
        TrainingState state,
        TrainingOptions settings,
        IProgress<TrainingProgress>? progress,
        Stopwatch clock,
        CancellationToken cancellation)
    {
        try
        {
            MakeSteps(state, settings, progress, clock, cancellation);
        }
        finally
        {
            state.Save();
        }
    }

    private static void MakeSteps(
        TrainingState state,
        TrainingOptions settings,
        IProgress<TrainingProgress>? progress,
        Stopwatch clock,
        CancellationToken cancellation)
    {
        var judge = new TrainingJudge(state.Family, settings.Seed, settings.JudgedCurves);
        int first = state.Step;
        double loss = 0;
        int losses = 0;
        while (state.Step < settings.Steps && !cancellation.IsCancellationRequested && !(clock.Elapsed > settings.Budget))
        {
            // Curves are simulated on all cores, and not beside a step: a garbage collection that another thread brings about may
            // free a number that TorchSharp has just handed to libtorch.
            loss += state.Learn(TrainingBatch.Of(state.Family, settings, state.Step));
            losses++;
            if (state.Step % settings.CheckpointEvery == 0)
            {
                state.Save();
            }

            if (state.Step % settings.JudgedEvery == 0 || state.Step == settings.Steps)
            {
                (double crossEntropy, double? gap) = state.Judge(judge);
                TimeSpan remaining = clock.Elapsed / (state.Step - first) * (settings.Steps - state.Step);
                progress?.Report(new(state.Step, settings.Steps, loss / losses, crossEntropy, gap, clock.Elapsed, remaining));
                (loss, losses) = (0, 0);
                if (gap <= settings.WantedGap)
                {
                    break;
                }
            }
        }
    }
}
