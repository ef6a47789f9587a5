using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Proofs.Optimization;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// A row of the table of high contrast: runs by default settings, one after the other, each with its processor time. What a bar
/// says of time is printed beside it, and not asserted: a machine that is busy takes longer.
/// </summary>
/// <param name="name">What the table calls it.</param>
/// <param name="bar">What it is to take, in words.</param>
/// <param name="output">Where runs are told at once.</param>
internal sealed class JudgedRow(string name, string bar, ITestOutputHelper output)
{
    /// <summary>More than a family has models, whose seeds count up from that of the family.</summary>
    private const int SeedsOfFamily = 100;

    private static readonly ProofTable Details = new(
        "High contrast: every run by default settings",
        "row", "model", "seed", "log Z", "+-", "truth", "off by", "pull", "verdict", "R-hat", "CPU s");

    private static readonly ProofTable Table = new(
        "High contrast: by default settings; silently wrong is decided and off by more than .3 nats and four errors",
        "row", "runs", "decided", "silently wrong", "false alarms", "largest off, decided", "largest off", "largest error",
        "CPU s a question", "to take");

    /// <summary>
    /// The defaults, which threads do not change; several of them spin while they wait, and what is counted is processor time.
    /// </summary>
    private static readonly ReplicaExchangeOptions Defaults = new() { Threads = 1 };

    private readonly List<JudgedRun> runs = [];
    private readonly List<double> seconds = [];

    /// <summary>All runs so far.</summary>
    public IReadOnlyList<JudgedRun> Runs => runs;

    /// <summary>Those that claim something.</summary>
    public IEnumerable<JudgedRun> Decided => runs.Where(run => run.Result.IsDecided);

    /// <summary>The numbers of components of a family: a telling one in the short form, all in the long.</summary>
    public static IEnumerable<int> Counts(int telling, int fewest, int most) =>
        ProofScale.Choose<IEnumerable<int>>([telling], Enumerable.Range(fewest, most - fewest + 1));

    /// <summary>A family whose models are posteriors of one measurement, told apart by their numbers of components.</summary>
    public static ModelFamily FamilyOf(IEnumerable<int> counts, Func<int, Posterior> question) => new(
        [.. from count in counts
            let posterior = question(count)
            select new Candidate($"K = {count}", count, posterior.Model, posterior.Noise, posterior.Prior)]);

    /// <summary>Asks a target with seeds 1, 2, ...</summary>
    public void Ask(string model, ITarget target, int seeds, KnownEvidence? truth)
    {
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            double before = FitMethod.ProcessorTime();
            Result result = new ReplicaExchange(Defaults with { Seed = seed }).Run(target);
            seconds.Add(FitMethod.ProcessorTime() - before);
            Add(new(model, result, truth), seconds[^1]);
        }
    }

    /// <summary>Compares the models of a family with several seeds; the time of all is told with the first.</summary>
    /// <param name="measurement">What was measured.</param>
    /// <param name="family">The models, told apart by a number of components.</param>
    /// <param name="seeds">The number of seeds.</param>
    /// <param name="truth">What is known of the model of so many components.</param>
    public IReadOnlyList<ModelComparison> Compare(
        Measurement measurement, ModelFamily family, int seeds, Func<int, KnownEvidence?> truth)
    {
        var comparisons = new List<ModelComparison>();
        for (int seed = 1; seed <= seeds; seed++)
        {
            double before = FitMethod.ProcessorTime();
            ModelComparison comparison = family.Compare(measurement, Defaults with { Seed = (ulong)(SeedsOfFamily * seed) });
            seconds.Add(FitMethod.ProcessorTime() - before);
            comparisons.Add(comparison);
            foreach ((int i, WeighedModel model) in comparison.Models.Index())
            {
                Add(new(model.Name, model.Result, truth(model.Components!.Value)), i == 0 ? seconds[^1] : null);
            }
        }

        return comparisons;
    }

    /// <summary>Adds the row to the table and asserts that no run is silently wrong.</summary>
    public void Conclude()
    {
        Table.Add(
            output,
            name,
            $"{runs.Count}",
            $"{Decided.Count()}",
            $"{runs.Count(run => run.IsSilentlyWrong)}",
            $"{runs.Count(run => run.IsFalseAlarm)}",
            Largest(Decided, run => Math.Abs(run.Deviation)),
            Largest(runs, run => Math.Abs(run.Deviation)),
            Largest(runs, run => run.QuotedError),
            ProofTable.Number(seconds.Average(), 2),
            bar);
        Assert.DoesNotContain(runs, run => run.IsSilentlyWrong);
    }

    /// <summary>Concludes, and asserts that all runs are right within a bar, or three errors where these are larger.</summary>
    /// <param name="within">The bar, in nats.</param>
    /// <param name="largestError">The largest error that a run may quote.</param>
    public void Conclude(double within, double largestError) => Assert.Multiple(
        Conclude,
        () => Assert.DoesNotContain(runs, run => !run.IsRightWithin(within)),
        () => Assert.InRange(runs.Max(run => run.QuotedError), 0, largestError));

    private static string Largest(IEnumerable<JudgedRun> some, Func<JudgedRun, double> size) =>
        Cell(some.Select(size).DefaultIfEmpty(double.NaN).Max(), 3);

    private static string Cell(double value, int decimals) => double.IsNaN(value) ? "-" : ProofTable.Number(value, decimals);

    private void Add(JudgedRun run, double? taken)
    {
        runs.Add(run);
        Details.Add(
            output,
            name,
            run.Model,
            ProofTable.Number(run.Result.Seed, 0),
            ProofTable.Number(run.Result.FreeEnergy.LogEvidence, 3),
            ProofTable.Number(run.QuotedError, 3),
            Cell(run.Truth?.LogEvidence ?? double.NaN, 3),
            Cell(run.Deviation, 3),
            Cell(run.Pull, 1),
            run.Verdict,
            ProofTable.Number(run.Result.Summary.Parameters.Max(parameter => parameter.Convergence.RHat), 3),
            taken is double time ? ProofTable.Number(time, 2) : "");
    }
}
