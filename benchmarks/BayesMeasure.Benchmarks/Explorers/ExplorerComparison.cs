using System.Globalization;
using BayesMeasure.Posteriors;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>
/// Which explorer mixes best: effective samples per CPU second, beside those of the default at the same seed, as a table in
/// Markdown. Explorers take turns seed by seed, since the machine's speed drifts.
/// </summary>
internal sealed class ExplorerComparison
{
    private const int Sweeps = 4000;
    private const int Seeds = 5;

    private readonly string filter;
    private readonly int sweeps;
    private readonly int seeds;

    /// <param name="arguments">
    /// A filter and two numbers, all optional: a part of the names of the problems, or "problem:explorer" with a part of
    /// both; the recorded sweeps; the seeds.
    /// </param>
    public ExplorerComparison(IReadOnlyList<string> arguments)
    {
        filter = arguments.ElementAtOrDefault(0) ?? "";
        sweeps = Number(arguments.ElementAtOrDefault(1), Sweeps);
        seeds = Number(arguments.ElementAtOrDefault(2), Seeds);
    }

    public void Print()
    {
        string[] parts = [.. filter.Split(':'), "", ""];
        ExplorerCandidate[] candidates =
            [ExplorerCandidate.Default, .. ExplorerCandidate.All.Where(candidate => Has(candidate.Name, parts[1]))];
        Console.WriteLine(
            FormattableString.Invariant($"{sweeps} recorded sweeps, {seeds} seeds; medians, ")
            + "and ratios to the default at the same seed (smallest to largest). \"with q\" makes independence steps, too.");
        Console.WriteLine();
        Console.WriteLine(
            "| problem | explorer | accepted | CPU s | ESS per CPU s | ratio | with q "
            + "| samples of log Z per CPU s | ratio | R-hat | log Z |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (ExplorerProblem problem in ExplorerProblem.All.Where(problem => Has(problem.Name, parts[0])))
        {
            Print(problem, candidates);
        }
    }

    private static int Number(string? text, int otherwise) =>
        text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private void Print(ExplorerProblem problem, ExplorerCandidate[] candidates)
    {
        ITarget target = problem.Create();
        foreach (ExplorerCandidate candidate in candidates)
        {
            // Once to have everything compiled.
            ExplorerRun.Of(target, problem.OrderBy, candidate.Explorer, 1, 200);
        }

        ExplorerRun[][] runs = Runs(problem, target, candidates, isAlone: true);
        ExplorerRun[][] withReference = Runs(problem, target, candidates, isAlone: false);
        for (int i = 0; i < candidates.Length; i++)
        {
            Console.WriteLine(Row(problem.Name, candidates[i], runs[i], runs[0], withReference[i]));
        }
    }

    private ExplorerRun[][] Runs(ExplorerProblem problem, ITarget target, ExplorerCandidate[] candidates, bool isAlone)
    {
        ExplorerRun[][] runs = [.. candidates.Select(_ => new ExplorerRun[seeds])];
        for (int seed = 0; seed < seeds; seed++)
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                runs[i][seed] =
                    ExplorerRun.Of(target, problem.OrderBy, candidates[i].Explorer, (ulong)seed + 1, sweeps, isAlone);
            }
        }

        return runs;
    }

    private static string Row(
        string problem,
        ExplorerCandidate candidate,
        ExplorerRun[] runs,
        ExplorerRun[] references,
        ExplorerRun[] withReference) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {problem} | {candidate.Name} | {Accepted(candidate, runs[0])} | {Median(runs, run => run.Seconds):F2} | ")
        + string.Create(CultureInfo.InvariantCulture, $"{Median(runs, run => run.PosteriorRate):F0} | ")
        + $"{Ratio(runs, references, run => run.PosteriorRate)} | "
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(withReference, run => run.PosteriorRate):F0} | {Median(runs, run => run.EvidenceRate):F0} | ")
        + $"{Ratio(runs, references, run => run.EvidenceRate)} | "
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(runs, run => run.RHat):F3} | {Median(runs, run => run.LogEvidence):F2} |");

    private static string Accepted(ExplorerCandidate candidate, ExplorerRun run) => candidate.Step is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{AcceptedShare.Of(run.Result, candidate.Step):F3}");

    private static double Median(ExplorerRun[] runs, Func<ExplorerRun, double> of) => runs.Select(of).Median();

    private static string Ratio(ExplorerRun[] runs, ExplorerRun[] references, Func<ExplorerRun, double> of)
    {
        double[] ratios = [.. runs.Zip(references, (run, reference) => of(run) / of(reference))];
        return string.Create(CultureInfo.InvariantCulture, $"{ratios.Median():F2} ({ratios.Min():F2} to {ratios.Max():F2})");
    }
}
