using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Variational;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Selections;

/// <summary>Fits the guides of many selections on a device: as many at once as its memory takes.</summary>
/// <param name="accelerator">The device.</param>
/// <param name="memory">The bytes that may be taken.</param>
/// <param name="asked">The threads of a group; null chooses.</param>
internal sealed class DeviceSelection(Accelerator accelerator, long memory, int? asked)
{
    // No launch lasts long: drivers end what keeps a screen waiting.
    private const int MostSteps = 50;
    private const int ThreadsOfDevice = 128;
    private const long LongestArray = 1_000_000_000;

    private readonly Lazy<SelectionKernels> kernels = new(() => new(
        accelerator.LoadKernel<SelectionTables, SelectionCall>(SelectionKernel.Begin),
        accelerator.LoadKernel<SelectionTables, SelectionCall>(SelectionKernel.Walk)));

    /// <summary>The guides, in the order of the problems.</summary>
    /// <exception cref="NotSupportedException">A problem alone does not fit into the memory.</exception>
    public IEnumerable<SelectionGuide> Fit(
        IReadOnlyList<SelectionProblem> problems, VariationalInference settings, CancellationToken cancellation) =>
        Parts(problems).SelectMany(part => FitPart(part, settings, cancellation));

    private SelectionGuide[] FitPart(
        List<SelectionProblem> part, VariationalInference settings, CancellationToken cancellation)
    {
        using SelectionRound round = new(accelerator, kernels.Value, Threads(), part, GuideSteps.Temperatures(settings));
        double[] planned = [];
        for (int m = 0; m < settings.Schedule.Stages.Count; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            ScheduleStage stage = settings.Schedule.Stages[m];
            SelectionCall call = CallOf(settings, m);
            double[] noises = round.Begin(call);
            planned = m == 0 ? noises : planned;
            int stageNumber = m;
            round.SetBatches([.. noises.Select((noise, i) =>
                GuideSteps.Batch(settings, stageNumber, planned[i], noise))]);
            for (int until = MostSteps; until < stage.Steps + MostSteps; until += MostSteps)
            {
                cancellation.ThrowIfCancellationRequested();
                round.Walk(call with { Until = Math.Min(until, stage.Steps) });
            }
        }

        return round.Guides(settings);
    }

    /// <summary>A group of one thread is what the emulation runs hundreds of times faster than more.</summary>
    private int Threads()
    {
        int threads = asked ?? (accelerator.AcceleratorType == AcceleratorType.CPU ? 1 : ThreadsOfDevice);
        return Math.Clamp(threads, 1, accelerator.MaxNumThreadsPerGroup);
    }

    private IEnumerable<List<SelectionProblem>> Parts(IReadOnlyList<SelectionProblem> problems)
    {
        List<SelectionProblem> part = [];
        long taken = 0;
        foreach ((int i, SelectionProblem problem) in problems.Index())
        {
            long numbers = problem.Gram.Length + SelectionLayout.Of(problem).MemoryLength + 2L * problem.Length;
            if (numbers * sizeof(double) > memory)
            {
                throw new NotSupportedException(
                    $"Selection {i + 1} of {problem.Columns.Count} columns needs {Mebibytes(numbers * sizeof(double)):N0} MiB of "
                    + $"the accelerator's memory, which has {Mebibytes(memory):N0}. Offer fewer columns.");
            }

            if (part.Count > 0 && ((taken + numbers) * sizeof(double) > memory || taken + numbers > LongestArray))
            {
                yield return part;
                (part, taken) = ([], 0);
            }

            part.Add(problem);
            taken += numbers;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static double Mebibytes(long bytes) => bytes / 1048576.0;

    private static SelectionCall CallOf(VariationalInference settings, int stage) => new(
        settings.Seed,
        stage,
        settings.Schedule.Stages[stage].Steps,
        Until: 0,
        settings.Schedule.Stages[stage].LearningRate,
        GuideSteps.WindowOf(settings, stage),
        GuideSteps.ShortestStage(settings, stage),
        GuideSteps.EarliestEnd(settings, hasGates: true),
        GuideSteps.ShutAt(settings),
        settings.LeastSelection,
        stage == settings.Schedule.Stages.Count - 1 ? 1 : 0);
}
