using BayesMeasure.Reports;
using BayesMeasure.Summaries;
using ScottPlot;
using ScottPlot.Plottables;

namespace BayesMeasure.Plotting;

/// <summary>
/// A panel of a figure of one's own, for <see cref="Figure.OfCurves"/>: lines, and points with error bars. What has the same name
/// has one colour and one kind of mark, and stands in the legend once.
/// </summary>
/// <param name="Title">What stands above.</param>
/// <param name="XLabel">What stands below the horizontal axis.</param>
/// <param name="YLabel">What stands beside the vertical axis.</param>
/// <example>
/// <code>
/// Figure.OfCurves(new CurvePanel("A decay", "t", "y").WithLine("fit", t, fit).WithPoints("data", t, data)).SavePng("decay.png");
/// </code>
/// </example>
public sealed record CurvePanel(string Title, string XLabel, string YLabel)
{
    /// <summary>The height of a line of the legend, as a part of that of the panel.</summary>
    private const double LineOfLegend = 0.075;

    private const int LegendColumns = 2;

    private static readonly MarkerShape[] Marks =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond];

    /// <summary>Whether the horizontal axis is logarithmic: then all x must be above 0.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether there is nothing to draw.</summary>
    internal bool IsEmpty => All.Count == 0;

    private IReadOnlyList<Series> All { get; init; } = [];

    /// <summary>The panel with a line more.</summary>
    /// <param name="name">What stands in the legend.</param>
    /// <param name="x">Where its points are.</param>
    /// <param name="y">One value a point.</param>
    /// <param name="isDashed">Whether the line is dashed, as a limit is.</param>
    /// <exception cref="ArgumentException">There is no point, the numbers of x and y differ, or an x cannot be drawn.</exception>
    public CurvePanel WithLine(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, bool isDashed = false)
    {
        ArgumentNullException.ThrowIfNull(y);
        return With(new(name, x, [.. y.Select(value => new Bar(value, value, value))], IsLine: true, isDashed));
    }

    /// <summary>The panel with some points more.</summary>
    /// <param name="name">What stands in the legend.</param>
    /// <param name="x">Where the points are.</param>
    /// <param name="y">One value with its standard error a point; no bar is drawn where that is 0.</param>
    /// <exception cref="ArgumentException">There is no point, the numbers of x and y differ, or an x cannot be drawn.</exception>
    public CurvePanel WithPoints(string name, IReadOnlyList<double> x, IReadOnlyList<ValueWithError> y)
    {
        ArgumentNullException.ThrowIfNull(y);
        return With(new(name, x, [.. y.Select(Bar.Of)], IsLine: false, IsDashed: false));
    }

    /// <summary>The panel with some shares more, joined by a line; their error bars end where shares do, at 0 and 1.</summary>
    /// <param name="name">What stands in the legend.</param>
    /// <param name="x">Where the shares were counted.</param>
    /// <param name="shares">One share a point.</param>
    /// <exception cref="ArgumentException">
    /// There is no point, the numbers of x and shares differ, or an x cannot be drawn.
    /// </exception>
    public CurvePanel WithShares(string name, IReadOnlyList<double> x, IReadOnlyList<SimulatedProbability> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return WithLine(name, x, [.. shares.Select(share => share.Value)])
            .With(new(name, x, [.. shares.Select(Bar.Of)], IsLine: false, IsDashed: false));
    }

    /// <summary>The panel with room for its labels.</summary>
    internal Plot Draw(PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        string[] names = [.. All.Select(series => series.Name).Distinct()];
        foreach (Series series in All)
        {
            int position = Array.IndexOf(names, series.Name);
            Add(plot, series, position, isNamed: All.First(other => other.Name == series.Name) == series);
        }

        SetLimits(plot, names.Length);
        plot.Title(Title);
        plot.XLabel(XLabel);
        plot.YLabel(YLabel);
        Legend legend = plot.ShowLegend(Alignment.UpperRight);
        FigureStyle.StyleLegend(legend);
        legend.Orientation = Orientation.Horizontal;
        legend.TightHorizontalWrapping = false;
        return plot;
    }

    /// <summary>Where colours begin anew, marks are other ones, and lines are thin.</summary>
    private void Add(Plot plot, Series series, int position, bool isNamed)
    {
        (int round, int index) = Math.DivRem(position, FigureStyle.Components);
        Color color = FigureStyle.Component(index);
        double[] x = [.. series.X.Select(Position)];
        double[] y = [.. series.Y.Select(bar => bar.Middle)];
        Scatter drawn = series.IsLine ? plot.Add.ScatterLine(x, y, color) : plot.Add.ScatterPoints(x, y, color);
        drawn.LineWidth = !series.IsLine ? 0 : round > 0 ? 1 : 2;
        drawn.LinePattern = series.IsDashed ? LinePattern.Dashed : LinePattern.Solid;
        drawn.MarkerSize = series.IsLine ? 0 : FigureStyle.MarkerSize(x.Length);
        drawn.MarkerShape = Marks[round % Marks.Length];
        drawn.LegendText = isNamed ? series.Name : "";
        if (series.Y.Any(bar => bar.Most > bar.Least))
        {
            ErrorBar bars = plot.Add.ErrorBar(x, y, [.. series.Y.Select(bar => bar.Most - bar.Middle)]);
            bars.YErrorNegative = [.. series.Y.Select(bar => bar.Middle - bar.Least)];
            bars.Color = color;
            bars.CapSize = 3;
        }
    }

    /// <summary>The legend stands above everything that is drawn.</summary>
    private void SetLimits(Plot plot, int names)
    {
        double[] x = [.. All.SelectMany(series => series.X).Select(Position)];
        double bottom = All.Min(series => series.Y.Min(bar => bar.Least));
        double top = All.Max(series => series.Y.Max(bar => bar.Most));
        double margin = 0.02 * Math.Max(x.Max() - x.Min(), double.Epsilon);
        double height = Math.Max(top - bottom, 1e-9 * Math.Max(1, Math.Abs(top)));
        double legend = LineOfLegend * ((names + LegendColumns - 1) / LegendColumns + 0.5);
        plot.Axes.SetLimits(x.Min() - margin, x.Max() + margin, bottom - 0.03 * height, bottom + height / (1 - legend));
        plot.Axes.Left.TickGenerator = FigureStyle.CreateTicks(() => height, most: top + 0.03 * height);
        if (IsLogarithmic)
        {
            plot.Axes.Bottom.TickGenerator = DecadeTicks.Between(x.Min(), x.Max());
        }
    }

    private double Position(double x) => IsLogarithmic ? Math.Log10(x) : x;

    private CurvePanel With(Series series)
    {
        ArgumentNullException.ThrowIfNull(series.X);
        if (series.X.Count == 0 || series.X.Count != series.Y.Count)
        {
            throw new ArgumentException(
                $"'{series.Name}' has {series.X.Count} x and {series.Y.Count} y: give one y for each x, at least one.");
        }
        if (series.X.Any(x => !double.IsFinite(Position(x))) || series.Y.Any(y => !double.IsFinite(y.Most - y.Least)))
        {
            throw new ArgumentException(
                $"'{series.Name}' has a number that cannot be drawn: all must be finite"
                + (IsLogarithmic ? ", and each x above 0." : "."));
        }

        return this with { All = [.. All, series] };
    }

    /// <summary>A line, or some points.</summary>
    private sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<Bar> Y, bool IsLine, bool IsDashed);

    /// <summary>A value, and the ends of its error bar.</summary>
    private readonly record struct Bar(double Least, double Middle, double Most)
    {
        public static Bar Of(ValueWithError y) => new(y.Value - y.StandardError, y.Value, y.Value + y.StandardError);

        public static Bar Of(SimulatedProbability y) =>
            new(Math.Max(0, y.Value - y.StandardError), y.Value, Math.Min(1, y.Value + y.StandardError));
    }
}
