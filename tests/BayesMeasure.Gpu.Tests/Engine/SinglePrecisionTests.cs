using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>Single precision of a model is guarded.</summary>
public class SinglePrecisionTests
{
    private static readonly GpuOptions Single = new() { Accelerator = AcceleratorKind.Cpu, SinglePrecision = true };

    [Fact]
    public void It_gives_the_free_energy_of_double_precision()
    {
        using var engine = GpuEngine.Create(Single);
        Result single = Questions.On(engine).Run(Questions.Peaks(1));
        Result exact = new ReplicaExchange(Questions.Options).Run(Questions.Peaks(1));
        double error = Math.Sqrt(Math.Pow(single.FreeEnergy.StandardError, 2) + Math.Pow(exact.FreeEnergy.StandardError, 2));
        Assert.InRange(single.FreeEnergy.FreeEnergy - exact.FreeEnergy.FreeEnergy, -4 * error, 4 * error);
        SinglePrecisionReport report = LadderRun.Of(single).SinglePrecision!;
        Assert.Equal(10, report.States);
        Assert.InRange(report.LargestDeviation, 1e-9, 1e-3);
        Assert.InRange(Math.Abs(report.LogZShift), 0, 1e-3);
        Assert.Equal(0, report.FlippedDecisions);
        Assert.DoesNotContain(single.Warnings, warning => warning.Contains("single precision"));
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void A_shift_beyond_the_bound_is_said()
    {
        using var engine = GpuEngine.Create(Single with { LargestLogZShift = 1e-12 });
        Result result = Questions.On(engine, Questions.Options with { BurnInSweeps = 20, Sweeps = 40 }).Run(Questions.Peaks(1));
        Assert.Contains(result.Warnings,
            warning => warning.StartsWith("The single precision of the model shifts log Z by", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void Double_precision_has_nothing_to_report()
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        Result result = Questions.On(engine, Questions.Options with { BurnInSweeps = 20, Sweeps = 40 }).Run(Questions.Peaks(1));
        Assert.Null(LadderRun.Of(result).SinglePrecision);
    }
}
