using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Diagnostics;
using BayesMeasure.Sensitivity;
using BayesMeasure.Summaries;

namespace BayesMeasure.CommandLine;

/// <summary>What a comparison prints: the question before sampling, the answer after it.</summary>
/// <param name="problem">What is asked.</param>
/// <param name="settings">What the user asked for.</param>
/// <param name="output">Where to print.</param>
internal sealed class ComparisonReport(ComparisonProblem problem, ComparisonSettings settings, TextWriter output)
{
    private const int MostDecimals = 12;
    private const int MostDigits = 16;
    private const double LongestNumber = 1e12;

    /// <summary>Prints the data, the models, the priors and the seed.</summary>
    public void WriteQuestion()
    {
        output.WriteLine($"{problem.Measured.Curve}");
        foreach (string remark in problem.Measured.Remarks)
        {
            output.WriteLine(remark);
        }
        output.WriteLine($"Models: {problem.Models}. Noise: {problem.Measured.Noise}.");
        output.WriteLine(problem.Inference is null ? $"{settings.Sampling}" : $"Seed {settings.Sampling.Seed}; solved exactly.");
        output.WriteLine();
        foreach (PriorSection section in problem.Priors.Where(section => section.Prior.Entries.Count > 0))
        {
            output.WriteLine($"{section.Title} ({settings.Priors.OriginOf(section.Prior, section.Rule)}):");
            output.WriteLine(section.Prior.Describe());
        }
    }

    /// <summary>Prints from which checkpoints the models go on, if there are any.</summary>
    public void WriteResumption()
    {
        int models = problem.Family.Candidates.Count;
        string[] begun =
        [
            .. Enumerable.Range(1, models)
                .Select(number => settings.Sampling.Checkpoint?.ForRun(number).Path)
                .OfType<string>()
                .Where(Path.Exists),
        ];
        if (begun.Length > 0)
        {
            output.WriteLine($"Resuming: {begun.Length} of {models} models had been begun ({string.Join(", ", begun)}).\n");
        }
    }

    /// <summary>Prints the models, the verdict with its warnings, and the posterior of the best model.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="folder">Hears of a part that fails.</param>
    public void WriteAnswer(ModelComparison comparison, OutputFolder folder)
    {
        if (settings.Output.IsWhole)
        {
            WriteVerdict(comparison);
        }
        if (comparison.NoiseLevels is { } levels)
        {
            output.WriteLine("The level of the noise at which the free energy along the ladder is lowest:");
            output.WriteLine(levels);
            output.WriteLine("The models, each sampled anew at its level:");
        }

        WriteModels(comparison);
        if (settings.Sampling.HasLimit)
        {
            foreach (ComparedModel model in comparison.Models)
            {
                output.WriteLine($"{model.Name}: {model.Result.StopReason}");
            }
        }

        if (!settings.Output.IsWhole)
        {
            WriteVerdict(comparison);
        }
        folder.Try("The table of the posterior", () => WritePosterior(comparison.Best));
        folder.Try("The table of the peaks", () => WritePeaks(comparison.Best));
        folder.Try("The table of the widths of priors", () => WriteSensitivity(comparison));
    }

    /// <summary>Prints which files were written, and how long it took.</summary>
    public void WriteEnd(ModelComparison comparison, OutputFolder folder, TimeSpan processorTime, TimeSpan wallTime)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Sampled in {wallTime.TotalSeconds:F1} s ({processorTime.TotalSeconds:F1} s of processor time)."));
        string files = folder.Written();
        if (comparison.Failed.Count > 0)
        {
            output.WriteLine($"Models that failed are left out of what was written: {files}.");
        }
        else if (comparison.IsPartial)
        {
            string kept = string.Join(", ", comparison.Models.Select(model => model.Name));
            string part = comparison.Models[^1].Result.IsPartial ? ", the last one in part" : "";
            output.WriteLine($"Stopped early. Kept, and written to {files}: {kept}{part}.");
            if (settings.Sampling.Checkpoint is not null)
            {
                output.WriteLine("Run the same command again to go on.");
            }
        }
        else
        {
            output.WriteLine($"Written: {files}.");
        }
    }

    private void WriteVerdict(ModelComparison comparison)
    {
        if (settings.ModelPrior != ModelPriorSetting.Uniform)
        {
            output.WriteLine($"Prior over models: {comparison.Prior}.");
        }
        output.WriteLine(comparison.Verdict);
        foreach (string warning in comparison.FurtherWarnings)
        {
            output.WriteLine($"Warning, {warning}");
        }

        output.WriteLine();
    }

    private void WriteModels(ModelComparison comparison)
    {
        double? constant = problem.NoiseConstant;
        string probability = comparison.Models.All(model => model.Components is not null) ? "p(K | D)" : "p(model | D)";
        probability += comparison.Reserve is { } reserve ? $", {reserve}" : "";
        string[] header = ["model", "F = -ln Z", "+-", probability, "+-", "68 %", .. constant is null ? (string[])[] : ["F - C"]];
        TextTable.Write(output, header, comparison.Models.Select(model => (string[])
        [
            model.Name,
            Fixed(model.Result.FreeEnergy.FreeEnergy, 3),
            Fixed(model.Result.FreeEnergy.StandardError, 3),
            Fixed(model.Probability, 3),
            Fixed(model.ProbabilityStandardError, 3),
            $"{Fixed(model.ProbabilityInterval.Minimum, 3)}..{Fixed(model.ProbabilityInterval.Maximum, 3)}",
            .. constant is { } omitted ? (string[])[Fixed(model.Result.FreeEnergy.FreeEnergy - omitted, 3)] : [],
        ]));
        if (constant is { } value)
        {
            output.WriteLine(
                $"C = (n/2) ln 2 pi sigma^2 = {Fixed(value, 3)}: a constant that is part of F, and that many papers leave out.");
        }
    }

    private void WritePosterior(ComparedModel best)
    {
        var summary = best.Result.Summary;
        if (summary.Parameters.Count == 0)
        {
            return;
        }

        double?[] truths =
        [
            .. from item in summary.Parameters
               let parameter = best.Result.Draws.Parameters.Single(known => known.Name == item.Name)
               select problem.Truth?.Invoke(best, parameter),
        ];
        bool hasTruth = truths.Any(value => value is not null);
        output.WriteLine($"Posterior of {best.Name}:");
        string[] truth = hasTruth ? ["truth"] : [];
        string[] header = ["parameter", "unit", .. truth, "mean", "sd", "5 %", "50 %", "95 %", "MAP", "ESS", "R-hat"];
        TextTable.Write(output, header, summary.Parameters.Zip(truths, (parameter, value) => (string[])
        [
            parameter.Name,
            parameter.Unit ?? "-",
            .. hasTruth ? (string[])[Truth(value)] : [],
            .. Numbers(parameter.Mean, parameter.StandardDeviation, parameter.Quantile05, parameter.Median, parameter.Quantile95,
                parameter.MaximumAPosteriori, parameter.Convergence),
        ]));
        if (summary.OrderedBy is { } name)
        {
            output.WriteLine(
                $"Equal {problem.Components} are interchangeable: in every draw they are numbered in ascending order of {name}.");
        }
        else
        {
            foreach (string note in summary.Notes)
            {
                output.WriteLine(note);
            }
        }

        output.WriteLine();
    }

    private void WritePeaks(ComparedModel best)
    {
        PeakReport peaks = best.Result.Peaks;
        if (peaks.Count == 0)
        {
            return;
        }

        output.WriteLine($"The peaks of {best.Name}, where the width is the full width at half maximum:");
        string[] header = ["peak", "measure", "unit", "mean", "sd", "5 %", "50 %", "95 %", "MAP", "ESS", "R-hat"];
        TextTable.Write(output, header,
            from peak in peaks
            from quantity in peak.Quantities
            select (string[])
            [
                peak.Name,
                quantity.Name,
                quantity.Unit ?? "-",
                .. Numbers(quantity.Mean, quantity.StandardDeviation, quantity.Quantile05, quantity.Median, quantity.Quantile95,
                    quantity.MaximumAPosteriori, quantity.Convergence),
            ]);
        output.WriteLine();
    }

    private void WriteSensitivity(ModelComparison comparison)
    {
        IReadOnlyList<ScaledComparison> rows = ComparisonSensitivity.Of(comparison).Comparisons;
        if (comparison.Models.Count < 2 || rows.Count == 0)
        {
            return;
        }
        output.WriteLine(
            "Change of ln Z when the width of a prior is halved or doubled "
            + "(certificate.txt has errors, p(K | D), and why a dash):");
        string[] header = ["prior", "width", .. comparison.Models.Select(model => model.Name)];
        TextTable.Write(output, header, rows.Select(row => (string[])
        [
            row.Name,
            row.Factor < 1 ? "half" : "double",
            .. row.Evidences.Select(evidence => double.IsNaN(evidence.Change) ? "-" : Fixed(evidence.Change, 2)),
        ]));
        output.WriteLine();
    }

    private static string[] Numbers(
        double mean, double deviation, double low, double median, double high, double best, ConvergenceDiagnostics convergence)
    {
        double[] values = [mean, deviation, low, median, high, best];
        return
        [
            .. values.Select(value => double.IsFinite(value) ? Significant(value, deviation) : "-"),
            Fixed(convergence.BulkEffectiveSamples, 0),
            Fixed(convergence.RHat, 3),
        ];
    }

    /// <summary>
    /// As many decimals as three digits of the standard deviation need; with an exponent where these are too many to read, or
    /// the number is too long.
    /// </summary>
    private static string Significant(double value, double deviation)
    {
        int decimals = deviation > 0 ? 2 - (int)Math.Floor(Math.Log10(deviation)) : MostDecimals / 2;
        if (decimals <= MostDecimals && Math.Abs(value) < LongestNumber)
        {
            return Fixed(value, Math.Max(0, decimals));
        }

        int top = value == 0 ? -decimals : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        int digits = Math.Clamp(top + decimals, 2, MostDigits);
        return value.ToString($"0.{new string('0', digits)}E+0", CultureInfo.InvariantCulture);
    }

    private static string Truth(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Fixed(double value, int decimals) =>
        double.IsNaN(value) ? "-" : value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
