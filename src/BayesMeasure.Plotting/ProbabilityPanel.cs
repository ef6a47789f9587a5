using System.Globalization;
using BayesMeasure.Comparison;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>
/// Draws the probability of every model as a bar with its error; where no probability may be quoted, the title says so and no bar
/// is filled.
/// </summary>
internal static class ProbabilityPanel
{
    private const float RoomOfNumbers = 62;
    private const float WidthOfCharacter = 7;
    private const int LongestName = 22;

    public static Plot Draw(ModelComparison comparison, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        bool isNumbered = IsNumbered(comparison);
        Bar[] bars = [.. comparison.Models.Select((model, i) => ToBar(model, i, comparison))];
        plot.Add.Bars(bars);
        plot.Add.Plottable(ErrorsOf(comparison.Models));
        plot.Axes.SetLimits(-0.6, bars.Length - 0.4, 0, 1.05);
        plot.Axes.Left.TickGenerator = new NumericManual([0, 0.5, 1], ["0", "0.5", "1"]);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. bars.Select(bar => bar.Position)],
            [.. comparison.Models.Select(model => LabelOf(model, isNumbered))]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        if (!isNumbered)
        {
            WriteUpwards(plot.Axes.Bottom.TickLabelStyle);
        }

        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Title((isNumbered ? "p(K | D)" : "p(model | D)") + (comparison.Reserve is { } reserve ? $": {reserve}" : ""), 16);
        if (isNumbered)
        {
            plot.XLabel("K");
        }

        return plot;
    }

    /// <summary>The room that the labels of the models take.</summary>
    public static float RoomBelow(ModelComparison comparison) => IsNumbered(comparison)
        ? RoomOfNumbers
        : 12 + WidthOfCharacter * comparison.Models.Max(model => LabelOf(model, isNumbered: false).Length);

    /// <summary>Whether a number tells every model from the others.</summary>
    private static bool IsNumbered(ModelComparison comparison) =>
        comparison.Models.All(model => model.Components is not null)
        && comparison.Models.DistinctBy(model => model.Components).Count() == comparison.Models.Count;

    /// <summary>Names of models take more room than numbers.</summary>
    private static void WriteUpwards(LabelStyle style)
    {
        style.Rotation = -90;
        style.Alignment = Alignment.MiddleRight;
        style.FontSize = 13;
    }

    /// <summary>The number or the name of a model; a dash behind it where it has no probability, which is not one of 0.</summary>
    private static string LabelOf(WeighedModel model, bool isNumbered) =>
        NameOf(model, isNumbered) + (double.IsNaN(model.Probability) ? " –" : "");

    private static string NameOf(ComparedModel model, bool isNumbered) =>
        isNumbered ? model.Components!.Value.ToString(CultureInfo.InvariantCulture)
        : model.Name.Length <= LongestName ? model.Name
        : $"{model.Name[..(LongestName - 1)]}…";

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

    /// <summary>Full for what is selected, pale for what is beaten, hollow where nothing is decided.</summary>
    private static Bar ToBar(WeighedModel model, int position, ModelComparison comparison) => new()
    {
        Position = position,
        Value = double.IsNaN(model.Probability) ? 0 : model.Probability,
        Size = .7,
        FillColor = comparison.Reserve is not null ? Colors.Transparent
            : model == comparison.Selected ? FigureStyle.Highlight
            : FigureStyle.Faint,
        LineColor = comparison.Reserve is not null ? FigureStyle.Background : FigureStyle.Ink,
        LineWidth = 1.2f,
    };
}
