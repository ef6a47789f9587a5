using System.Globalization;
using BayesMeasure.Comparison;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>Draws the probability of every model as a bar with its error.</summary>
internal static class ProbabilityPanel
{
    public static Plot Draw(ModelComparison comparison, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        Bar[] bars = [.. comparison.Models.Select((model, i) => ToBar(model, i, model == comparison.Selected))];
        plot.Add.Bars(bars);
        plot.Add.Plottable(ErrorsOf(comparison.Models));
        plot.Axes.SetLimits(-0.6, bars.Length - 0.4, 0, 1.05);
        plot.Axes.Left.TickGenerator = new NumericManual([0, 0.5, 1], ["0", "0.5", "1"]);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. bars.Select(bar => bar.Position)],
            [.. comparison.Models.Select(LabelOf)]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        bool isNumbered = comparison.Models.All(model => model.Components is not null);
        if (!isNumbered)
        {
            WriteUpwards(plot.Axes.Bottom.TickLabelStyle);
        }

        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Title((isNumbered ? "p(K | D)" : "p(model | D)") + (comparison.IsDecided ? "" : ": undecided"), 16);
        if (isNumbered)
        {
            plot.XLabel("K");
        }

        return plot;
    }

    /// <summary>Names of models take more room than numbers.</summary>
    private static void WriteUpwards(LabelStyle style)
    {
        style.Rotation = -90;
        style.Alignment = Alignment.MiddleRight;
        style.FontSize = 13;
    }

    private static string LabelOf(ComparedModel model) =>
        model.Components?.ToString(CultureInfo.InvariantCulture) ?? model.Name;

    /// <summary>The central 68 % intervals, which unlike standard errors end where probabilities do.</summary>
    private static ErrorBar ErrorsOf(IReadOnlyList<WeighedModel> models) => new(
        [.. models.Select((_, i) => (double)i)],
        [.. models.Select(model => double.IsNaN(model.Probability) ? 0 : model.Probability)],
        null,
        null,
        [.. models.Select(model => Distance(model.ProbabilityInterval.Maximum - model.Probability))],
        [.. models.Select(model => Distance(model.Probability - model.ProbabilityInterval.Minimum))])
    {
        Color = FigureStyle.Ink,
        CapSize = 6,
    };

    private static double Distance(double length) => double.IsFinite(length) ? Math.Max(0, length) : 0;

    private static Bar ToBar(WeighedModel model, int position, bool isSelected) => new()
    {
        Position = position,
        Value = double.IsNaN(model.Probability) ? 0 : model.Probability,
        Size = .7,
        FillColor = isSelected ? FigureStyle.Highlight : FigureStyle.Faint,
        LineColor = FigureStyle.Ink,
        LineWidth = 1.2f,
    };
}
