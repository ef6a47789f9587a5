using System.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Variational;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Variational;

/// <summary>
/// What a bound is worth where log Z is known: how far below it lies, and when importance sampling makes up for it.
/// </summary>
[Trait("suite", "proofs")]
public class BoundTests(ITestOutputHelper output)
{
    private const double Pulls = 3;
    private const int Repeats = 5;

    private static readonly ProofTable Table = new(
        "Bounds by variational inference, three seeds each; of log Z by importance sampling how many are decided, and their "
            + "largest pull",
        "problem", "q", "log Z", "bound", "gap", "tail", "Kish", "decided", "pull");

    public static TheoryData<GuideFamily> Families => [GuideFamily.FullRank, GuideFamily.MeanField];

    [Theory]
    [MemberData(nameof(Families))]
    public void Conjugate_posteriors(GuideFamily family) => Compare(KnownBounds.Conjugate, family);

    [Theory]
    [MemberData(nameof(Families))]
    public void Spectra(GuideFamily family) => Compare(KnownBounds.Spectra, family);

    /// <summary>After the modes are known: the processor time of a first look, the median of five.</summary>
    [Fact]
    public void A_first_look_at_five_peaks_takes_milliseconds()
    {
        Mode mode = ModeSearch.Run(FiveGaussians.At(300, 5));
        var look = new VariationalInference { Threads = 1 };
        look.Run(mode);
        double[] times = [.. Enumerable.Range(1, Repeats).Select(seed =>
        {
            TimeSpan before = ProcessorTime();
            (look with { Seed = (ulong)seed }).Run(mode);
            return (ProcessorTime() - before).TotalMilliseconds;
        })];
        output.WriteLine($"{string.Join(", ", times.Select(time => ProofTable.Number(time, 0)))} ms of processor time");
        Assert.InRange(times.Median(), 0, 150);
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private void Compare(IEnumerable<KnownBound> problems, GuideFamily family) => Assert.All(problems, problem =>
    {
        Mode mode = ModeSearch.Run(problem.Target);
        Result[] runs = [.. Enumerable.Range(1, ProofScale.Seeds(3)).Select(seed =>
            new VariationalInference { Family = family, Seed = (ulong)seed }.Run(mode))];
        FreeEnergyEstimate[] bounds = [.. runs.Select(run => Report(run).LowerBound)];
        double bound = bounds.Average(one => one.LogEvidence);
        Result[] decided = [.. runs.Where(run => run.IsDecided)];
        double[] pulls = [.. decided.Select(run => (run.FreeEnergy.LogEvidence - problem.LogEvidence)
            / Total(run.FreeEnergy.StandardError, problem.Error))];
        Table.Add(
            output,
            problem.Name,
            family == GuideFamily.FullRank ? "full" : "mean",
            ProofTable.Number(problem.LogEvidence, 3),
            ProofTable.Number(bound, 3),
            ProofTable.Number(problem.LogEvidence - bound, 3),
            ProofTable.Number(runs.Average(run => Report(run).TailIndex), 2),
            ProofTable.Number(runs.Average(run => Report(run).KishShare), 2),
            $"{decided.Length}/{runs.Length}",
            pulls.Length == 0 ? "-" : ProofTable.Number(pulls.MaximumAbsolute(), 1));
        Assert.All(bounds, one => Assert.True(
            one.LogEvidence <= problem.LogEvidence + Pulls * Total(one.StandardError, problem.Error), $"{problem.Name}: {one}"));
        Assert.All(pulls, pull => Assert.InRange(pull, -Pulls, Pulls));
    });

    private static double Total(double error, double other) => Math.Sqrt(error * error + other * other) + 1e-9;

    private static VariationalReport Report(Result run) => (VariationalReport)run.Report;
}
