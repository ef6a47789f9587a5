using BayesMeasure.Experiments;
using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>
/// Where the designs of a virtual measurement lie along the axis: logarithmically where all settings are above 0.
/// </summary>
internal sealed class SettingAxis
{
    private readonly string label;
    private readonly bool isLogarithmic;

    public SettingAxis(VirtualMeasurementReport report)
    {
        double[] settings = [.. report.Outcomes.Select(outcome => outcome.Design.Setting)];
        isLogarithmic = settings.All(setting => setting > 0);
        label = AxisLabel.Of(report.Series.Quantity, report.Series.Unit);
        Positions = [.. settings.Select(setting => isLogarithmic ? Math.Log10(setting) : setting)];
    }

    /// <summary>The position of each design.</summary>
    public double[] Positions { get; }

    /// <summary>Sets the limits of both axes, the ticks and the label.</summary>
    public void ApplyTo(Plot plot, double bottom, double top)
    {
        (double least, double most) = (Positions.Min(), Positions.Max());
        double margin = most > least ? 0.06 * (most - least) : 0.5;
        plot.Axes.SetLimits(least - margin, most + margin, bottom, top);
        if (isLogarithmic)
        {
            plot.Axes.Bottom.TickGenerator = DecadeTicks.Between(least - margin, most + margin);
        }

        plot.XLabel(label);
    }
}
