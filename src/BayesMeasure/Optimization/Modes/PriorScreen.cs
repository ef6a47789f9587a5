using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using MathNet.Numerics;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Where narrow modes may be, for a target of which nothing but its likelihood is known: among many draws from the prior those
/// that are more likely than all others around them (Rinnooy Kan and Timmer 1987, Math. Prog. 39, 57). A climb from a draw of
/// the prior ends in a mode as wide as the prior; a mode that takes up a hundred-thousandth of the prior is met by a few draws of
/// some hundred thousand, and these stand out from their neighbours.
/// </summary>
/// <remarks>
/// Distances are those of prior probabilities, in a cube of side 1. Draws are gone through from the most likely one down, and
/// each is put into a cell of a grid: one that finds none before it within the radius is more likely than all around it.
/// </remarks>
internal sealed class PriorScreen
{
    /// <summary>In more dimensions neighbours are far away.</summary>
    private const int MostDimensions = 6;
    private const int Draws = 1 << 18;

    /// <summary>The expected number of draws within the radius.</summary>
    private const double Neighbours = 32;

    /// <summary>The less likely ones of so many are not asked: where the likelihood is low, its modes seldom matter.</summary>
    private const int DrawsPerAsked = 2;
    private const int MostStarts = 32;
    private const int MostCells = 4096;

    /// <summary>The random numbers of the draws.</summary>
    private const int Chain = 2;

    private readonly int dimension;
    private readonly double squaredRadius;
    private readonly int cellsPerAxis;
    private readonly float[] places;
    private readonly int[] first;
    private readonly int[] next;

    private PriorScreen(int dimension, float[] places)
    {
        this.dimension = dimension;
        this.places = places;
        double unitBall = Math.Pow(Math.PI, 0.5 * dimension) / SpecialFunctions.Gamma(0.5 * dimension + 1);
        double radius = Math.Pow(Neighbours / (Draws * unitBall), 1.0 / dimension);
        squaredRadius = radius * radius;
        cellsPerAxis = Math.Min((int)(1 / radius), MostCells);
        first = new int[(int)Math.Pow(cellsPerAxis, dimension)];
        next = new int[Draws];
        Array.Fill(first, -1);
    }

    /// <summary>Points to climb from, the most likely first; none in more dimensions than can be filled with draws.</summary>
    /// <param name="target">The target.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="cancellation">Ends the screen early, with an exception.</param>
    public static IEnumerable<ModeStart> StartsOf(ITarget target, ulong seed, CancellationToken cancellation)
    {
        int dimension = target.Parameters.Count;
        if (dimension > MostDimensions)
        {
            yield break;
        }

        double[] values = new double[Draws * dimension];
        double[] logLikelihoods = Draw(target, seed, values, cancellation);
        int[] order = [.. Enumerable.Range(0, Draws)];
        Array.Sort(Array.ConvertAll(logLikelihoods, number => -number), order);
        var screen = new PriorScreen(dimension, Places(target, values));
        foreach (int draw in order.Take(Draws / DrawsPerAsked).Where(screen.StandsOut).Take(MostStarts))
        {
            if (double.IsFinite(logLikelihoods[draw]))
            {
                yield return new(values[(draw * dimension)..((draw + 1) * dimension)], []);
            }
        }
    }

    private static double[] Draw(ITarget target, ulong seed, double[] values, CancellationToken cancellation)
    {
        var density = new BareDensity(target, new(target.Parameters));
        var random = new RandomStream(seed, Chain, replica: 0);
        double[] logLikelihoods = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<double> point = values.AsSpan(draw * target.Parameters.Count, target.Parameters.Count);
            for (int i = 0; i < point.Length; i++)
            {
                point[i] = target.Parameters[i].Prior.Draw(random);
            }

            logLikelihoods[draw] = LogLikelihood(density, point);
        }

        return logLikelihoods;
    }

    private static double LogLikelihood(BareDensity density, ReadOnlySpan<double> point)
    {
        try
        {
            return density.LogLikelihood(point);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Where the model fails there is nothing to climb to; a replica that comes there says so.
            return double.NegativeInfinity;
        }
    }

    /// <summary>The probability of the prior below each value.</summary>
    private static float[] Places(ITarget target, double[] values)
    {
        int dimension = target.Parameters.Count;
        float[] places = new float[values.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = (float)target.Parameters[i % dimension].Prior.CumulativeProbability(values[i]);
        }

        return places;
    }

    /// <summary>Whether no draw that was asked before lies within the radius. It is one of these from now on.</summary>
    private bool StandsOut(int draw)
    {
        int own = CellOf(draw);
        bool standsOut = !HasNeighbourIn(own, draw) && !HasNeighbour(draw, axis: 0, cell: 0);
        next[draw] = first[own];
        first[own] = draw;
        return standsOut;
    }

    /// <summary>Looks through the cells around a draw, one axis after the other.</summary>
    private bool HasNeighbour(int draw, int axis, int cell)
    {
        if (axis == dimension)
        {
            return HasNeighbourIn(cell, draw);
        }

        int middle = CellOf(draw, axis);
        for (int along = Math.Max(middle - 1, 0); along <= Math.Min(middle + 1, cellsPerAxis - 1); along++)
        {
            if (HasNeighbour(draw, axis + 1, cell * cellsPerAxis + along))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasNeighbourIn(int cell, int draw)
    {
        for (int other = first[cell]; other >= 0; other = next[other])
        {
            double squaredDistance = 0;
            for (int i = 0; i < dimension; i++)
            {
                double step = places[other * dimension + i] - places[draw * dimension + i];
                squaredDistance += step * step;
            }

            if (squaredDistance < squaredRadius)
            {
                return true;
            }
        }

        return false;
    }

    private int CellOf(int draw)
    {
        int cell = 0;
        for (int axis = 0; axis < dimension; axis++)
        {
            cell = cell * cellsPerAxis + CellOf(draw, axis);
        }

        return cell;
    }

    private int CellOf(int draw, int axis) => Math.Min((int)(places[draw * dimension + axis] * cellsPerAxis), cellsPerAxis - 1);
}
