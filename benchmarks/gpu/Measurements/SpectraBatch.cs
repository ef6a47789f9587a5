using BayesMeasure.Gpu;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Sampling;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>
/// Many spectra, NSO-3 with the noise of other seeds, each with K = 1 to 4 peaks, sampled until the standard error of log Z is
/// 0.1; and one core of the CPU at the same work, in turn with the accelerator. The core does the four posteriors of another
/// spectrum in every repeat.
/// </summary>
internal sealed class SpectraBatch
{
    private const int MostPeaks = 4;
    private const double WantedError = 0.1;

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 1,
        Chains = 4,
        BurnInSweeps = 600,
        Sweeps = 20_000,
        Until = new() { StandardError = WantedError },
        Threads = 1,
    };

    private readonly GpuEngine engine;
    private readonly BenchmarkSettings settings;
    private readonly Posterior[] posteriors;

    public SpectraBatch(GpuEngine engine, BenchmarkSettings settings)
    {
        this.engine = engine;
        this.settings = settings;
        posteriors = [.. Enumerable.Range(0, settings.Spectra).SelectMany(OfSpectrum)];
    }

    /// <summary>Measures.</summary>
    public BatchFigures Measure(CancellationToken cancellation)
    {
        var errors = new double[posteriors.Length];
        var batches = new List<double>();
        var ratios = new List<double>();
        double first = Clock.Seconds(() => RunBatch(errors, cancellation));
        RunOnCore(0, cancellation);
        for (int repeat = 0; repeat < settings.Repeats; repeat++)
        {
            Console.WriteLine($"{posteriors.Length} posteriors, repeat {repeat + 1} of {settings.Repeats} ...");
            batches.Add(Clock.Seconds(() => RunBatch(errors, cancellation)));
            double core = Clock.Seconds(() => RunOnCore((repeat + 1) % settings.Spectra, cancellation));
            ratios.Add(core / MostPeaks * posteriors.Length / batches[^1]);
        }

        return new()
        {
            Spectra = settings.Spectra,
            Posteriors = posteriors.Length,
            SecondsOfFirstRun = first,
            Seconds = Spread.Of(batches),
            TimesOneCore = Spread.Of(ratios),
            WantedError = WantedError,
            LargestError = errors.Max(),
            ErrorsAboveWanted = errors.Count(error => !(error <= WantedError)),
        };
    }

    private static IEnumerable<Posterior> OfSpectrum(int spectrum)
    {
        Measurement measurement = Nso3.WithNoise(spectrum);
        return Enumerable.Range(1, MostPeaks).Select(peaks => Nso3.WithPeaks(peaks, measurement));
    }

    /// <summary>Only the errors are kept: the traces of a thousand spectra are larger than many a memory.</summary>
    private void RunBatch(double[] errors, CancellationToken cancellation)
    {
        foreach (InferenceRun run in new ReplicaExchange(Options with { Engine = engine })
            .RunAll(posteriors, progress: null, cancellation))
        {
            errors[run.Index] = run.Failure is null ? run.Result!.FreeEnergy.StandardError : throw run.Failure;
        }
    }

    private void RunOnCore(int spectrum, CancellationToken cancellation)
    {
        for (int i = MostPeaks * spectrum; i < MostPeaks * (spectrum + 1); i++)
        {
            new ReplicaExchange(Options with { Seed = Options.Seed + (ulong)i }).Run(posteriors[i], progress: null, cancellation);
        }
    }
}
