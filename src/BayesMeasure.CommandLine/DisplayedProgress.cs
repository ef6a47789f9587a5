using System.Diagnostics;
using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.CommandLine;

/// <summary>
/// Shows how far an inference has come: a bar for each model, and a line when it is done or nothing was said for long.
/// </summary>
/// <param name="display">Where it is shown.</param>
public sealed class DisplayedProgress(ProgressDisplay display) : IProgress<InferenceProgress>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly Stopwatch sinceLine = Stopwatch.StartNew();

    /// <inheritdoc/>
    public void Report(InferenceProgress value)
    {
        string name = value.Name ?? $"{value.Index + 1}";
        display.Show(name, value);
        if (sinceLine.Elapsed > Silence && value.Step < value.Steps)
        {
            sinceLine.Restart();
            display.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} ({value.Index + 1} of {value.Count}): {value.Fraction:P0}{ProgressDisplay.Known(value)}"));
        }

        if (value.Step == value.Steps)
        {
            display.Say($"{name} sampled ({value.Index + 1} of {value.Count})");
        }
    }
}
