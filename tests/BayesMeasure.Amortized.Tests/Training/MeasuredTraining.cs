using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;

namespace BayesMeasure.Amortized.Tests.Training;

/// <summary>
/// Trains for sums of columns by default settings, and tells the gap to exact posteriors beside the time of the processor.
/// </summary>
internal static class MeasuredTraining
{
    private const int Reports = 10;
    private const int Few = 10;

    /// <summary>Trains and prints.</summary>
    /// <param name="columns">10 are the columns of <see cref="ColumnFamily.Of"/>, others alternate.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="seed">The seed of weights and curves.</param>
    public static void Run(int columns, int steps, ulong seed)
    {
        bool areFew = columns <= Few;
        StructureFamily family = areFew ? ColumnFamily.Of(columns) : ColumnFamily.Alternating(columns);
        TrainingOptions options = new()
        {
            Seed = seed,
            Steps = steps,
            JudgedEvery = Math.Max(1, steps / Reports),
            Network = new() { Seed = seed },
        };
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan Spent() => Environment.CpuUsage.TotalTime - start;
        var listener = new Listener(
            progress => Console.WriteLine($"{Spent().TotalSeconds:F0} s of the processor: {progress}"));
        using StructureNetwork network = StructureTraining.Run(family, options, listener);
        Console.WriteLine($"trained in {Spent().TotalSeconds:F0} s of the processor");
        Console.WriteLine(ExactStructures.GapOf(network, areFew ? 256 : columns > 15 ? 24 : 64, seed: 77));
        if (areFew)
        {
            Console.WriteLine(NetworkMeasures.Of(network, curves: 200));
        }
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
