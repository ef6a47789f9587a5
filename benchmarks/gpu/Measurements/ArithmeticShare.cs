using BayesMeasure.Explorers;
using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Sampling;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>
/// Which share of the device's double-precision arithmetic the sweeps reach. NSO-3 with three peaks, one move of each of the
/// nine parameters a sweep, on a given ladder: the moves are known, and so are the operations that they need. The time of a
/// sweep is the difference between a long and a short burn-in over the difference of their sweeps, so that what is done once
/// does not count.
/// </summary>
internal sealed class ArithmeticShare(GpuEngine engine, BenchmarkSettings settings)
{
    private const int Peaks = 3;
    private const int Rungs = 24;
    private const double LowestInverseTemperature = 1e-4;
    private const int ShortBurnIn = 128;
    private const int LongBurnIn = 2176;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 4,
        Ladder = TemperatureLadder.Geometric(Rungs, LowestInverseTemperature),
        SearchTo = 1,
        Sweeps = 8,
        Explorer = new CoordinateWalk(),
    };

    private static PointOperations OfSweep => Peaks * (PointOperations.MoveOfAmplitude + 2 * PointOperations.MoveOfShape);

    /// <summary>Measures; null where the device is not reached through CUDA, since its limit is then not known.</summary>
    public ArithmeticFigures? Measure(CancellationToken cancellation)
    {
        if (engine.Accelerator.Kind != AcceleratorKind.Cuda)
        {
            return null;
        }
        Posterior[] posteriors = [.. Enumerable.Range(0, settings.Spectra).Select(i => Nso3.WithPeaks(Peaks, Nso3.WithNoise(i)))];
        double points = (double)posteriors.Length * Options.Chains * Rungs * Nso3.Points;
        using var device = new FusedMultiplyAddLimit(engine.Accelerator.Name);
        var limits = new List<double>();
        var sweeps = new List<double>();
        SecondsOf(posteriors, ShortBurnIn, cancellation);
        for (int repeat = 0; repeat < settings.Repeats; repeat++)
        {
            Console.WriteLine($"Share of the arithmetic, repeat {repeat + 1} of {settings.Repeats} ...");
            limits.Add(device.Measure());
            double brief = SecondsOf(posteriors, ShortBurnIn, cancellation);
            double lengthy = SecondsOf(posteriors, LongBurnIn, cancellation);
            sweeps.Add((lengthy - brief) / (LongBurnIn - ShortBurnIn));
        }

        return new()
        {
            FusedMultiplyAddsPerSecond = Spread.Of(limits),
            SecondsPerSweep = Spread.Of(sweeps),
            PointsPerSweep = points,
            InstructionsPerPoint = OfSweep.Instructions,
            OperationsPerPoint = OfSweep.Operations,
            ShareOfInstructions = Share(points * OfSweep.Instructions, sweeps, limits),
            ShareOfOperations = Share(points * OfSweep.Operations / 2, sweeps, limits),
        };
    }

    private static Spread Share(double work, List<double> seconds, List<double> limits) =>
        Spread.Of([.. seconds.Zip(limits, (second, limit) => work / second / limit)]);

    private double SecondsOf(Posterior[] posteriors, int burnIn, CancellationToken cancellation) => Clock.Seconds(() =>
    {
        ReplicaExchangeOptions options = Options with { BurnInSweeps = burnIn };
        foreach (InferenceRun run in new ReplicaExchange(options with { Engine = engine })
            .RunAll(posteriors, progress: null, cancellation))
        {
            if (run.Failure is { } failure)
            {
                throw failure;
            }
        }
    });
}
