using System.Collections.Immutable;
using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Variational;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// All candidates with relaxed gates as a <see cref="SelectionProblem"/>: each candidate has its column at its place, and the
/// derivatives of that by strain, size, and what all share. Background, errors of lines, B and the overflow of the beam are
/// integrated out.
/// </summary>
/// <remarks>A draw then costs as many products as G has entries of open gates, whatever the number of points.</remarks>
internal sealed class RelaxedProfile
{
    // A phase of the fit is there at first as often as not.
    private const double SelectionOfMember = 0.5;
    private const double LeastHeight = 1e-3;

    private static readonly PatternParameter[] Shared =
    [
        PatternParameter.Zero, PatternParameter.Displacement, PatternParameter.Width, PatternParameter.WidthSlope,
        PatternParameter.Mixing,
    ];

    private static readonly string[] SharedNames = ["zero", "displacement", "width", "slope", "mixing"];

    private readonly (double Offset, double Precision)[] sharedPriors;

    /// <param name="context">What all steps share.</param>
    /// <param name="fit">It makes columns.</param>
    /// <param name="best">The fit about which profiles are linear.</param>
    /// <param name="columns">The candidates.</param>
    public RelaxedProfile(SearchContext context, PatternFit fit, Linearised best, IReadOnlyList<RelaxedColumn> columns)
    {
        Columns = [.. columns];
        int first = best.State.Background.Length;
        sharedPriors = [.. best.Prior.Skip(first).Take(Shared.Length)];
        HashSet<int> moved = [.. Enumerable.Range(first, Shared.Length)];
        for (int place = 0; place < best.State.Phases.Length; place++)
        {
            moved.UnionWith(Enumerable.Range(best.State.FirstOf(place), 3));
        }

        (Nuisance nuisance, _) = FitNuisance.Of(context, best, i => !moved.Contains(i));
        double[] data = GateStage.Data(best);
        (Matrix<double> products, double[] found) = nuisance.Beside(
            [.. columns.SelectMany(column => Tangents(column, fit)), data], data);
        int length = found.Length - 1;
        Problem = new()
        {
            Columns = [.. columns.Select(Started)],
            OwnMoves = ["strain", "size"],
            SharedMoves = [.. SharedNames.Select((name, i) => (name, -sharedPriors[i].Offset / Deviation(i)))],
            Gram = products.SubMatrix(0, length, 0, length).ToRowMajorArray(),
            Projections = found.AsMemory(0, length),
            Square = 2 * found[length] - products[length, length],
            Points = best.Independent,
            LeastLevel = best.Correlation / nuisance.Scale,
        };
    }

    /// <summary>The candidates.</summary>
    public ImmutableArray<RelaxedColumn> Columns { get; }

    /// <summary>
    /// What is asked: strains and sizes in units of their reach, what all share in standard deviations of its prior.
    /// </summary>
    public SelectionProblem Problem { get; }

    /// <summary>The number of unknowns that all share.</summary>
    public static int SharedCount => Shared.Length;

    /// <summary>The instrument after a move of what all share, each in standard deviations of its prior.</summary>
    public InstrumentProfile Moved(InstrumentProfile at, ReadOnlySpan<double> shared, FitPrior prior) => at with
    {
        Zero = at.Zero + shared[0] * Deviation(0),
        Displacement = at.Displacement + shared[1] * Deviation(1),
        Width = Math.Clamp(at.Width + shared[2] * Deviation(2), prior.LeastWidth, FitPrior.MostWidth),
        WidthSlope = Math.Clamp(at.WidthSlope + shared[3] * Deviation(3), 0, FitPrior.MostWidth),
        Mixing = Math.Clamp(at.Mixing + shared[4] * Deviation(4), 0, 1),
    };

    private double Deviation(int i) => 1 / Math.Sqrt(sharedPriors[i].Precision);

    private static SelectionColumn Started(RelaxedColumn column) => new(
        column.LogOdds,
        column.Scale,
        column.IsMember ? SelectionOfMember : 1 / (1 + Math.Exp(-column.LogOdds)),
        Math.Max(column.Term.Height / column.Scale, LeastHeight));

    private double[][] Tangents(RelaxedColumn column, PatternFit fit)
    {
        (double[] own, double[][] derivatives) = fit.Tangents(column.Term, column.Instrument);
        return
        [
            own,
            Scaled(derivatives[(int)PatternParameter.Strain], column.StrainReach),
            Scaled(derivatives[(int)PatternParameter.SizeBroadening], column.SizeReach),
            .. Shared.Select((parameter, i) => Scaled(derivatives[(int)parameter], Deviation(i))),
        ];
    }

    private static double[] Scaled(double[] row, double factor)
    {
        TensorPrimitives.Multiply(row, factor, row);
        return row;
    }
}
