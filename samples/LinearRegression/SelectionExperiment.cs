namespace LineThroughOrigin;

/// <summary>
/// How often y = a x + b is selected when it is true: N points at x from -1 to 1, a = 1, noise 1. Every curve is a formula, every
/// point a simulation.
/// </summary>
/// <param name="halfWidth">The half-width of the box of a and of b.</param>
/// <param name="repetitions">The simulated data sets of every point.</param>
/// <param name="seed">The seed of the simulations.</param>
internal sealed class SelectionExperiment(double halfWidth, int repetitions, ulong seed)
{
    private const double Sigma = 1;
    private const double Slope = 1;
    private const int FewestPoints = 4;
    private const int MostPoints = 1000;
    private const int CurvePoints = 121;
    private const double LargestOffset = 1.5;

    private static readonly int[] SimulatedPoints = [4, 7, 12, 25, 50, 100, 250, 700];
    private static readonly double[] SimulatedOffsets = [0, 0.2, 0.4, 0.6, 0.8, 1, 1.3];

    /// <summary>The three panels of the figure.</summary>
    public IReadOnlyList<SelectionPanel> Panels(CancellationToken cancellation) =>
    [
        new("known noise", "number of points N", [.. Each([0, 0.1, 0.3, 1], cancellation)
            .Select(offset => OverPoints($"b = {offset} σ", "known noise", offset))]) { IsLogarithmic = true },
        new("b = σ", "number of points N", [.. Each(LineDesigns.Treatments, cancellation)
            .Select(treatment => OverPoints(treatment, treatment, 1))]) { IsLogarithmic = true },
        new("empirical Bayes", "true offset b / σ", [.. Each([5, 20, 100], cancellation)
            .Select(points => OverOffsets($"N = {points}", "empirical Bayes", points))]),
    ];

    private static IEnumerable<T> Each<T>(IEnumerable<T> values, CancellationToken cancellation) => values.Select(value =>
    {
        cancellation.ThrowIfCancellationRequested();
        return value;
    });

    private SelectionCurve OverPoints(string name, string treatment, double offset)
    {
        double ratio = Math.Log(MostPoints / (double)FewestPoints) / (CurvePoints - 1);
        IEnumerable<int> counts = Enumerable.Range(0, CurvePoints)
            .Select(i => (int)Math.Round(FewestPoints * Math.Exp(ratio * i)))
            .Distinct();
        return new(
            name,
            [.. counts.Select(points => new SelectionPoint(points, Formula(treatment, points, offset)))],
            [.. SimulatedPoints.Select(points => Simulate(points, treatment, points, offset))]);
    }

    private SelectionCurve OverOffsets(string name, string treatment, int points)
    {
        IEnumerable<double> offsets = Enumerable.Range(0, CurvePoints).Select(i => LargestOffset * i / (CurvePoints - 1));
        return new(
            name,
            [.. offsets.Select(offset => new SelectionPoint(offset, Formula(treatment, points, offset)))],
            [.. SimulatedOffsets.Select(offset => Simulate(offset, treatment, points, offset))]);
    }

    private double Formula(string treatment, int points, double offset) =>
        LineDesigns.Probability(treatment, NestedSelection.OffsetOfLine(points, offset, halfWidth), Sigma);

    private SelectionPoint Simulate(double place, string treatment, int points, double offset)
    {
        double[] x = [.. Enumerable.Range(0, points).Select(i => -1 + 2.0 * i / (points - 1))];
        SelectionFrequency found = DesignComparison.Simulate(
            new LineDesigns(x, halfWidth).Candidates(treatment, Sigma),
            [.. x.Select(at => Slope * at + offset)],
            Sigma,
            repetitions,
            seed)[1];
        return new(place, found.Probability, found.StandardError);
    }
}
