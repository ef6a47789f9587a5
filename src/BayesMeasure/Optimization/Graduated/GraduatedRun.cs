using BayesMeasure.Reports;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>One stage of a descent as it was made.</summary>
/// <param name="LearningRate">The learning rate eta.</param>
/// <param name="Batch">The number of terms or draws a step; of a smoothing in closed form 0.</param>
/// <param name="Steps">The number of steps that were made.</param>
/// <param name="Degree">
/// The degree of smoothing: the standard deviation in every coordinate of an explicit smoothing; eta C / sqrt(b) of minibatches,
/// NaN where C was not measured or no degree is known of the descent.
/// </param>
/// <param name="Point">Where the stage ended.</param>
/// <param name="Noise">What was measured where the stage began; null where nothing was.</param>
public sealed record GraduatedStage(
    double LearningRate, int Batch, int Steps, double Degree, IReadOnlyList<double> Point, GradientNoise? Noise);

/// <summary>A descent through stages of less and less smoothing, and where it ended.</summary>
[TypeFormatterSource]
public sealed record GraduatedRun : INotebookView
{
    /// <summary>Where it began.</summary>
    public required IReadOnlyList<double> Start { get; init; }

    /// <summary>Where it ended; the last point before it diverged, where it did.</summary>
    public required IReadOnlyList<double> Point { get; init; }

    /// <summary>The mean of all terms there.</summary>
    public required double Value { get; init; }

    /// <summary>The stages that were made, in their order.</summary>
    public required IReadOnlyList<GraduatedStage> Stages { get; init; }

    /// <summary>
    /// Why the run ended before its time: the stage in which it diverged, its learning rate and the curvature there; null where
    /// it did not.
    /// </summary>
    public string? Divergence { get; init; }

    /// <summary>What is to be known of the run, such as that nothing was smoothed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// The gradients of terms, or draws, that the steps took; for a smoothing the gradients of the mean, smoothed or not. What
    /// was measured on the way is not counted.
    /// </summary>
    public required long Evaluations { get; init; }

    private ReportPage Page => new()
    {
        Answer = [FormattableString.Invariant($"The run ended at {Value:G6}, after {Evaluations} gradients.")],
        Tables = [new(
            ["stage", "learning rate", "batch", "steps", "degree"],
            [.. Stages.Select((stage, m) => (IReadOnlyList<ReportCell>)
                [m + 1L, stage.LearningRate, (long)stage.Batch, (long)stage.Steps, stage.Degree])])],
        Warnings = Divergence is null ? Warnings : [Divergence, .. Warnings],
    };

    /// <summary>The stages as a table, in plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();
}
