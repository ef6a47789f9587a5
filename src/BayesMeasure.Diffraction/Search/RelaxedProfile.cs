using System.Collections.Immutable;
using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Patterns;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// The misfit of all candidates with relaxed gates as a quadratic form: each candidate has its column at its place, and the
/// derivatives of that by strain, size, and what all share, so that with b = (g h tau) (1, strain, size, shared...) of all of
/// them Q = b'G b - 2 b'p + s. Background, errors of lines, B and the overflow of the beam are integrated out of G and p.
/// </summary>
/// <remarks>A draw then costs as many products as G has entries of open gates, whatever the number of points.</remarks>
internal sealed class RelaxedProfile
{
    /// <summary>The numbers of a candidate in b.</summary>
    public const int Rows = 8;

    private static readonly PatternParameter[] Shared =
    [
        PatternParameter.Zero, PatternParameter.Displacement, PatternParameter.Width, PatternParameter.WidthSlope,
        PatternParameter.Mixing,
    ];

    private readonly double[] gram;

    /// <param name="context">What all steps share.</param>
    /// <param name="fit">It makes columns.</param>
    /// <param name="best">The fit about which profiles are linear.</param>
    /// <param name="columns">The candidates.</param>
    public RelaxedProfile(SearchContext context, PatternFit fit, Linearised best, IReadOnlyList<RelaxedColumn> columns)
    {
        Columns = [.. columns];
        int first = best.State.Background.Length;
        SharedPriors = [.. best.Prior.Skip(first).Take(Shared.Length)];
        HashSet<int> moved = [.. Enumerable.Range(first, Shared.Length)];
        for (int place = 0; place < best.State.Phases.Length; place++)
        {
            moved.UnionWith(Enumerable.Range(best.State.FirstOf(place), 3));
        }

        (Nuisance nuisance, _) = FitNuisance.Of(context, best, i => !moved.Contains(i));
        double[] data = GateStage.Data(best);
        (Matrix<double> products, double[] found) = nuisance.Beside(
            [.. columns.SelectMany(column => Tangents(column, fit, best.State.Instrument)), data], data);
        Count = found.Length - 1;
        gram = new double[Count * Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                gram[i * Count + j] = products[i, j];
            }
        }

        Projections = found[..Count];
        Square = 2 * found[Count] - products[Count, Count];
        Independent = best.Independent;
        LeastLevel = best.Correlation / nuisance.Scale;
    }

    /// <summary>The candidates.</summary>
    public ImmutableArray<RelaxedColumn> Columns { get; }

    /// <summary>Of what all share: the distance from the mean of the prior, and one over its variance.</summary>
    public (double Offset, double Precision)[] SharedPriors { get; }

    /// <summary>The length of b.</summary>
    public int Count { get; }

    /// <summary>p.</summary>
    public double[] Projections { get; }

    /// <summary>s.</summary>
    public double Square { get; }

    /// <summary>The number of independent points.</summary>
    public double Independent { get; }

    /// <summary>The level of the noise of counts alone, in units of the one that Q has.</summary>
    public double LeastLevel { get; }

    /// <summary>The number of unknowns that all share.</summary>
    public static int SharedCount => Shared.Length;

    /// <summary>A row of G.</summary>
    public ReadOnlySpan<double> Row(int i) => gram.AsSpan(i * Count, Count);

    /// <summary>The instrument after a move of what all share, each in standard deviations of its prior.</summary>
    public InstrumentProfile Moved(InstrumentProfile at, ReadOnlySpan<double> shared, FitPrior prior) => at with
    {
        Zero = at.Zero + shared[0] * Deviation(0),
        Displacement = at.Displacement + shared[1] * Deviation(1),
        Width = Math.Clamp(at.Width + shared[2] * Deviation(2), prior.LeastWidth, FitPrior.MostWidth),
        WidthSlope = Math.Clamp(at.WidthSlope + shared[3] * Deviation(3), 0, FitPrior.MostWidth),
        Mixing = Math.Clamp(at.Mixing + shared[4] * Deviation(4), 0, 1),
    };

    private double Deviation(int i) => 1 / Math.Sqrt(SharedPriors[i].Precision);

    private double[][] Tangents(RelaxedColumn column, PatternFit fit, InstrumentProfile instrument)
    {
        (double[] own, double[][] derivatives) = fit.Tangents(column.Term, instrument);
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
