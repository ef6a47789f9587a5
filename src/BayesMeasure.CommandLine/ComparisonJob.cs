using System.Diagnostics;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Plotting;
using BayesMeasure.Sampling;

namespace BayesMeasure.CommandLine;

/// <summary>A whole comparison of models: ask, sample, report, write.</summary>
/// <param name="problem">What is asked.</param>
/// <param name="settings">What the user asks for.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="error">Where progress goes.</param>
public sealed class ComparisonJob(ComparisonProblem problem, ComparisonSettings settings, TextWriter output, TextWriter error)
{
    /// <summary>Runs the job.</summary>
    /// <param name="cancellation">Ends it early; what was found by then is reported and written.</param>
    /// <returns>Whether it ran to its end.</returns>
    /// <exception cref="UserErrorException">The folder for the results cannot be written to.</exception>
    public bool Run(CancellationToken cancellation)
    {
        settings.ModelPrior.RequireNumbersOfComponents(problem.Family);
        var folder = new OutputFolder(settings.Output.Folder, ComparisonFiles.Names) { Figures = settings.Output.Figures };
        var report = new ComparisonReport(problem, settings, output);
        report.WriteQuestion();
        report.WriteResumption();

        TimeSpan processorTime = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        if (Compare(cancellation) is not { } comparison)
        {
            return false;
        }
        clock.Stop();
        processorTime = Environment.CpuUsage.TotalTime - processorTime;

        report.WriteAnswer(comparison, folder);
        ComparisonFiles.Write(
            folder, comparison, () => problem.Figure(comparison), settings.Output, processorTime, clock.Elapsed);
        report.WriteEnd(comparison, folder, processorTime, clock.Elapsed);
        if (!Figure.HasText)
        {
            output.WriteLine("The figures have no text: this machine has no font. Install one, such as fonts-dejavu-core.");
        }
        folder.RequireAll();
        RequireAll(comparison);
        return !comparison.IsPartial;
    }

    /// <summary>Says that models failed, once all that was found is printed and written.</summary>
    /// <exception cref="InferenceException">A model failed.</exception>
    private static void RequireAll(ModelComparison comparison)
    {
        if (comparison.Failed is [var first, ..])
        {
            throw new InferenceException($"{first.Name} failed, the others were compared. {first.Reason}", first.Failure);
        }
    }

    /// <summary>The comparison; null when it was cancelled before there was anything to compare.</summary>
    private ModelComparison? Compare(CancellationToken cancellation)
    {
        ReplicaExchangeOptions options = settings.Sampling.Options with { Explorer = problem.Explorer };
        try
        {
            if (!settings.Quiet && LongData.ForecastFor(problem, options, cancellation) is { } forecast)
            {
                error.WriteLine(forecast);
            }

            ModelComparison comparison = ProgressDisplay.Use(settings.Quiet, error, display =>
                Sample(options, new DisplayedProgress(display), cancellation))
                .Under(settings.ModelPrior.Prior);
            return settings.IsLimited ? comparison.Limited() : comparison;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine(settings.Sampling.Checkpoint is null
                ? problem.Measured.Noise.IsLadder
                    ? "Stopped before a model was sampled at its level of the noise: nothing was written."
                    : "Stopped in burn-in of the first model: there was nothing to keep, and nothing was written."
                : "Stopped in burn-in of the first model: there is nothing to report yet. Run the same command again to go on.");
            return null;
        }
    }

    private ModelComparison Sample(
        ReplicaExchangeOptions options, IProgress<InferenceProgress> progress, CancellationToken cancellation) =>
        problem.Measured.Noise.IsLadder
            ? new LevelSearch(problem, options).Run(progress, cancellation)
            : problem.Inference is { } inference
                ? problem.Family.Compare(problem.Measured.Curve, inference, progress, cancellation)
                : problem.Family.Compare(problem.Measured.Curve, options, progress, cancellation);
}
