using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>A column of a <see cref="SelectionProblem"/>, and where its guide begins.</summary>
/// <param name="LogOdds">The logarithm of the prior odds that its gate is open: finite.</param>
/// <param name="Scale">tau, the unit of its height, in which the prior of that is half-normal: above 0.</param>
/// <param name="StartSelection">How often q has its gate open at first: above 0 and below 1.</param>
/// <param name="StartHeight">Its height at first, in units of tau: above 0.</param>
public sealed record SelectionColumn(double LogOdds, double Scale, double StartSelection, double StartHeight);

/// <summary>
/// Few columns out of many, each of which may move a little: y = sum_k g_k h_k tau_k (phi_k + sum_i u_ki d_ki + sum_m v_m e_km)
/// + noise. Gates g_k are 0 or 1, heights h_k half-normal with scale 1, the moves u_ki of a column alone standard normal, the
/// moves v_m of all columns together normal with standard deviation 1.
/// </summary>
/// <remarks>
/// <para>
/// A column has a block of rows: phi_k, its derivatives by its own moves, and those by the shared ones. With b, which holds
/// g_k h_k tau_k (1, u_k, v) of one column after the other, the misfit is Q = b'G b - 2 b'p + s. All that is asked of the data
/// are these products, whatever the number of points: those of correlated noise, or beside a background that is integrated out,
/// as well.
/// </para>
/// <para>
/// The level of the noise is unknown, and not below a least one: ln L = -n/2 ln(level) - Q / (2 level) at the best level
/// max(Q / n, least), n the number of independent points.
/// </para>
/// <para>
/// Unknowns stand in the order of <see cref="ToTarget"/>: of each column "present[k]", "height[k]" and its own moves, then the
/// shared ones. The coordinates of a guide are the same without the gates, and with the logarithms of the heights.
/// </para>
/// </remarks>
public sealed record SelectionProblem
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<SelectionColumn> Columns { get; init; }

    /// <summary>What a column's own moves are called: as many for each. Empty, the default, for none.</summary>
    public IReadOnlyList<string> OwnMoves { get; init; } = [];

    /// <summary>What the moves of all columns together are called, with the means of their priors. Empty by default.</summary>
    public IReadOnlyList<(string Name, double Mean)> SharedMoves { get; init; } = [];

    /// <summary>G: as many rows and columns as b has numbers, row by row; symmetric.</summary>
    public required ReadOnlyMemory<double> Gram { get; init; }

    /// <summary>p: one number for each of b.</summary>
    public required ReadOnlyMemory<double> Projections { get; init; }

    /// <summary>s: the misfit without any column, above 0.</summary>
    public required double Square { get; init; }

    /// <summary>n: above 0.</summary>
    public required double Points { get; init; }

    /// <summary>The least level of the noise, in the units of Q: above 0.</summary>
    public required double LeastLevel { get; init; }

    /// <summary>The rows of a column: 1 and all moves.</summary>
    public int Rows => 1 + OwnMoves.Count + SharedMoves.Count;

    /// <summary>The length of b.</summary>
    public int Length => Columns.Count * Rows;

    /// <summary>The number of unknowns of a column alone: gate, height and its own moves.</summary>
    public int OwnUnknowns => 2 + OwnMoves.Count;

    /// <summary>The number of all unknowns but gates: the coordinates of a guide.</summary>
    public int Coordinates => Columns.Count * (1 + OwnMoves.Count) + SharedMoves.Count;

    /// <summary>The problem as a target with derivatives, whose gates can be relaxed.</summary>
    public LogLikelihoodTarget ToTarget() => SelectionLikelihood.TargetOf(this);

    /// <summary>
    /// Where a guide of independent coordinates begins: at the start of each column, moves at 0, with the deviations that the
    /// curvature of the posterior has in each coordinate alone, 0.3 at most.
    /// </summary>
    /// <returns>Means and deviations, one number a coordinate.</returns>
    public (double[] Means, double[] Deviations) Start() => SelectionStart.Of(this);

    /// <summary>Throws when the problem is none.</summary>
    /// <exception cref="ArgumentException">
    /// A number is outside its range, or lengths do not match; the message says which.
    /// </exception>
    public void RequireValid()
    {
        Require(
            Projections.Length == Length && Gram.Length == (long)Length * Length,
            $"{Columns.Count} columns of {Rows} rows need {Length} projections and their square in products, and not "
                + $"{Projections.Length} and {Gram.Length}.");
        Require(Square > 0 && Points > 0 && LeastLevel > 0, $"Misfit, points and least level are above 0, and not {Numbers()}.");
        Require(
            double.IsFinite(Square + Points + LeastLevel),
            $"Misfit, points and least level are finite, and not {Numbers()}.");
        for (int i = 0; i < Length; i++)
        {
            double product = Gram.Span[i * Length + i];
            Require(
                product >= 0 && double.IsFinite(product + Projections.Span[i]),
                FormattableString.Invariant($"Row {i + 1} has the product {product} and the projection {Projections.Span[i]}."));
        }

        foreach ((int k, SelectionColumn column) in Columns.Index())
        {
            Require(
                double.IsFinite(column.LogOdds) && column is { Scale: > 0, StartSelection: > 0 and < 1, StartHeight: > 0 },
                $"Column {k + 1} is out of range: {column}.");
        }
    }

    private string Numbers() => FormattableString.Invariant($"{Square}, {Points}, {LeastLevel}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
