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
/// <para>
/// Distances are those of prior probabilities, in a cube of side 1. Draws are gone through from the most likely one down, and
/// each is put into a cell of a grid: one that finds none before it within the radius is more likely than all around it.
/// </para>
/// <para>
/// Independent draws leave holes: of a mode that expects n of them, exp(-n) of the runs have none. So places are those of
/// Kronecker's sequence u_n = u_0 + n alpha modulo 1 with a random u_0, where alpha_i = phi^-i and phi^(d + 1) = phi + 1, the
/// golden ratio in one dimension: each is a draw from the prior, and together they keep a distance from each other.
/// </para>
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

    /// <summary>Each brings the ratio nearer to its limit by a factor of at least two.</summary>
    private const int RatioSteps = 60;

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

        var random = new RandomStream(seed, Chain, replica: 0);
        float[] places = PlacesIn(dimension, random);
        double[] values = ValuesAt(places, target, random);
        double[] logLikelihoods = LogLikelihoods(target, values, cancellation);
        int[] order = [.. Enumerable.Range(0, Draws)];
        Array.Sort(Array.ConvertAll(logLikelihoods, number => -number), order);
        var screen = new PriorScreen(dimension, places);
        foreach (int draw in order.Take(Draws / DrawsPerAsked).Where(screen.StandsOut).Take(MostStarts))
        {
            if (double.IsFinite(logLikelihoods[draw]))
            {
                yield return new(values[(draw * dimension)..((draw + 1) * dimension)], []);
            }
        }
    }

    private static float[] PlacesIn(int dimension, RandomStream random)
    {
        double ratio = 2;
        for (int step = 0; step < RatioSteps; step++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (dimension + 1));
        }

        float[] places = new float[Draws * dimension];
        for (int i = 0; i < dimension; i++)
        {
            double step = Math.Pow(ratio, -(i + 1));
            double place = random.NextUniform();
            for (int draw = 0; draw < Draws; draw++, place += step)
            {
                places[draw * dimension + i] = Math.Min((float)(place - Math.Floor(place)), MathF.BitDecrement(1));
            }
        }

        return places;
    }

    /// <summary>
    /// The values below which the prior has such a probability: quantiles of as many draws from it, which every prior can give.
    /// </summary>
    private static double[] ValuesAt(float[] places, ITarget target, RandomStream random)
    {
        int dimension = target.Parameters.Count;
        double[] values = new double[places.Length];
        double[] sorted = new double[Draws];
        for (int i = 0; i < dimension; i++)
        {
            for (int draw = 0; draw < Draws; draw++)
            {
                sorted[draw] = target.Parameters[i].Prior.Draw(random);
            }

            Array.Sort(sorted);
            for (int place = i; place < places.Length; place += dimension)
            {
                values[place] = sorted[(int)(places[place] * Draws)];
            }
        }

        return values;
    }

    private static double[] LogLikelihoods(ITarget target, double[] values, CancellationToken cancellation)
    {
        int dimension = target.Parameters.Count;
        var density = new BareDensity(target, new(target.Parameters));
        double[] logLikelihoods = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            logLikelihoods[draw] = density.LogLikelihoodOrNothing(values.AsSpan(draw * dimension, dimension));
        }

        return logLikelihoods;
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
