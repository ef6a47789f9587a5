using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.GpuBenchmark.Conformance;
using BayesMeasure.GpuBenchmark.Measurements;
using BayesMeasure.GpuBenchmark.Reports;
using BayesMeasure.Inference;

namespace BayesMeasure.GpuBenchmark;

/// <summary>The run: which accelerator there is, whether the engine conforms on it, and how fast it is.</summary>
internal sealed class Benchmark(BenchmarkSettings settings)
{
    /// <summary>Runs it.</summary>
    /// <param name="cancellation">Ends it early.</param>
    public ExitCode Run(CancellationToken cancellation)
    {
        GpuEngine engine;
        try
        {
            engine = GpuEngine.Create(new() { Accelerator = settings.Accelerator });
        }
        catch (NotSupportedException problem)
        {
            Console.WriteLine(problem.Message);
            return ExitCode.NoGpu;
        }

        using (engine)
        {
            return Try(engine, cancellation);
        }
    }

    private ExitCode Try(GpuEngine engine, CancellationToken cancellation)
    {
        try
        {
            AcceleratorTable.Print(engine.Accelerators);
            return Run(engine, cancellation);
        }
        catch (Exception problem) when (
            problem is NotSupportedException or InferenceException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine(problem.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Cancelled: nothing was written.");
            return ExitCode.Failed;
        }
    }

    private ExitCode Run(GpuEngine engine, CancellationToken cancellation)
    {
        AcceleratorInfo? device = engine.Accelerators.SingleOrDefault(accelerator => accelerator.IsChosen);
        bool isGpu = device is { Kind: AcceleratorKind.Cuda or AcceleratorKind.OpenCL };
        if (!isGpu && settings is { Accelerator: not AcceleratorKind.Cpu, AllowCpu: false })
        {
            Console.WriteLine("There is no GPU here that can be used, so nothing was checked and nothing was measured.");
            Console.WriteLine("Use a machine with a CUDA driver, or give --accelerator cpu to check the emulation.");
            return ExitCode.NoGpu;
        }

        IReadOnlyList<FactOutcome> outcomes = new ConformanceRun(engine).Run(FactTable.Print, cancellation);
        FactTable.PrintSum(outcomes);
        if (outcomes.Any(outcome => outcome.Failure is not null))
        {
            Console.WriteLine("The engine does not conform on this machine, so its times mean nothing: nothing was measured.");
            return ExitCode.Failed;
        }

        if (!isGpu && !settings.AllowCpu)
        {
            Console.WriteLine("This was ILGPU's emulation: figures of a GPU come from a GPU, and nothing was measured.");
            return ExitCode.NoGpu;
        }

        Measure(engine, device!, outcomes.Count, cancellation);
        return ExitCode.Done;
    }

    private void Measure(GpuEngine engine, AcceleratorInfo device, int facts, CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.Out);
        var report = new BenchmarkReport
        {
            Machine = Machine.With(device),
            ConformanceFacts = facts,
            Batch = new SpectraBatch(engine, settings).Measure(cancellation),
            Arithmetic = new ArithmeticShare(engine, settings).Measure(cancellation),
            Powders = new PowderBatch(engine, settings).Measure(cancellation),
            Agreement = new CpuAgreement(engine, settings.DataSets).Measure(cancellation),
        };
        string file = ReportFiles.Write(report, settings.Out);
        Console.WriteLine();
        Console.WriteLine(MarkdownTable.Of(report));
        Console.WriteLine($"Written to {file}.json and {file}.md.");
    }
}
