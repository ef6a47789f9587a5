namespace BayesMeasure.Plotting;

/// <summary>
/// A powder pattern to be drawn by <see cref="Figure.OfPowder"/>: data, fit, the lines of each phase, what the fit leaves, and
/// peaks that nothing explains.
/// </summary>
/// <param name="Title">What stands above.</param>
/// <param name="TwoTheta">The angles in degrees, ascending; at least two.</param>
/// <param name="Data">The data: one value an angle.</param>
/// <param name="Fit">The fit: one value an angle.</param>
/// <param name="Sigma">The standard deviation of each point, above 0: the unit of what the fit leaves.</param>
/// <example>
/// <code>
/// Figure.OfPowder(new PowderPlot("CPD-1E", angles, data, fit, sigma).WithPhase("ZnO, 15 wt%", lines)).SavePng("pattern.png");
/// </code>
/// </example>
public sealed record PowderPlot(
    string Title,
    IReadOnlyList<double> TwoTheta,
    IReadOnlyList<double> Data,
    IReadOnlyList<double> Fit,
    IReadOnlyList<double> Sigma)
{
    /// <summary>The background of the fit, one value an angle; empty where none is drawn.</summary>
    public IReadOnlyList<double> Background { get; init; } = [];

    /// <summary>What stands beside the vertical axis.</summary>
    public string YLabel { get; init; } = "intensity";

    /// <summary>What stands below: the verdict, and what must be known before the picture is trusted.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal IReadOnlyList<(string Label, IReadOnlyList<double> Lines)> Phases { get; private init; } = [];

    internal IReadOnlyList<(double TwoTheta, string Label)> Marks { get; private init; } = [];

    /// <summary>The plot with a row of tick marks more.</summary>
    /// <param name="label">What stands beside the row, such as "ZnO, 15 wt%".</param>
    /// <param name="lines">2 theta of the lines in degrees.</param>
    public PowderPlot WithPhase(string label, IReadOnlyList<double> lines)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(lines);
        return this with { Phases = [.. Phases, (label, lines)] };
    }

    /// <summary>The plot with a peak more that is marked.</summary>
    /// <param name="twoTheta">Where it is, in degrees.</param>
    /// <param name="label">What stands above it, such as its spacing.</param>
    public PowderPlot WithMark(double twoTheta, string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return this with { Marks = [.. Marks, (twoTheta, label)] };
    }

    internal void RequireValid()
    {
        int count = TwoTheta.Count;
        if (count < 2 || Data.Count != count || Fit.Count != count || Sigma.Count != count
            || (Background.Count > 0 && Background.Count != count))
        {
            throw new ArgumentException(
                $"A pattern of {count} angles has {Data.Count} data, {Fit.Count} values of the fit, "
                + $"{Sigma.Count} standard deviations and {Background.Count} values of the background: "
                + "give one each for two angles or more.");
        }

        bool areNumbers = new[] { TwoTheta, Data, Fit, Background, [.. Phases.SelectMany(phase => phase.Lines)] }
            .All(values => values.All(double.IsFinite)) && Marks.All(mark => double.IsFinite(mark.TwoTheta));
        if (!areNumbers || !Sigma.All(sigma => double.IsFinite(sigma) && sigma > 0))
        {
            throw new ArgumentException(
                "A pattern has a number that cannot be drawn: all are finite, and standard deviations above 0.");
        }
    }
}
