using System.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Where narrow modes may be, for a target of which nothing but its likelihood is known: among many draws from the prior those
/// that are more likely than all others around them (Rinnooy Kan and Timmer 1987, Math. Prog. 39, 57). A climb from a draw of
/// the prior ends in a mode as wide as the prior; a mode that takes up a hundred-thousandth of the prior is met by a few draws of
/// some hundred thousand, and these stand out from their neighbours.
/// </summary>
/// <remarks>
/// Distances are those of prior probabilities, in a cube of side 1. Draws are gone through from the most likely one down: one
/// that finds none before it within the radius is more likely than all around it.
/// </remarks>
internal sealed class PriorScreen
{
    /// <summary>In more dimensions neighbours are far away.</summary>
    private const int MostDimensions = 6;
    private const int Draws = 1 << 18;

    /// <summary>The draws of all triples of unknowns together, and the fewest of which there is anything to choose.</summary>
    private const int DrawsOfTriples = 1 << 19;

    /// <summary>The less likely ones of so many are not asked: where the likelihood is low, its modes seldom matter.</summary>
    private const int DrawsPerAsked = 2;
    private const int MostStarts = 32;
    private const int MostStartsOfTriple = 4;

    /// <summary>The random numbers of the draws.</summary>
    private const int Chain = 2;

    private readonly ITarget target;
    private readonly ulong seed;
    private readonly CancellationToken cancellation;
    private readonly RandomStream random;
    private readonly double[]?[] quantiles;

    /// <param name="target">The target.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="cancellation">Ends the screen early, with an exception.</param>
    public PriorScreen(ITarget target, ulong seed, CancellationToken cancellation)
    {
        this.target = target;
        this.seed = seed;
        this.cancellation = cancellation;
        random = new(seed, Chain, replica: 0);
        quantiles = new double[target.Parameters.Count][];
    }

    private int Dimension => target.Parameters.Count;

    /// <summary>Points to climb from, the most likely first; none in more dimensions than can be filled with draws.</summary>
    public IEnumerable<ModeStart> Starts() => Dimension > MostDimensions
        ? []
        : Starts([.. Enumerable.Range(0, Dimension)], new double[Dimension], new(Dimension, Draws, random), MostStarts);

    /// <summary>
    /// The same of all triples of unknowns, where the others are those of a mode. A needle that differs from it in three of six
    /// unknowns takes up some part in 10^4 of three dimensions, and a part in 10^7 of six.
    /// </summary>
    /// <param name="mode">The mode.</param>
    public IEnumerable<ModeStart> StartsBeside(Mode mode)
    {
        if (Dimension is <= 3 or > MostDimensions)
        {
            return [];
        }

        int[][] triples =
        [
            .. from third in Enumerable.Range(0, Dimension)
               from second in Enumerable.Range(0, third)
               from first in Enumerable.Range(0, second)
               select (int[])[first, second, third],
        ];
        int draws = 1 << BitOperations.Log2((uint)(DrawsOfTriples / triples.Length));
        return triples.SelectMany((triple, number) =>
        {
            ScatteredPlaces places = new(triple.Length, draws, new(seed, Chain, replica: 1 + number));
            return Starts(triple, [.. mode.Values], places, MostStartsOfTriple);
        });
    }

    /// <summary>Of draws of some unknowns, the others as they are given, those that stand out.</summary>
    private IEnumerable<ModeStart> Starts(int[] moved, double[] others, ScatteredPlaces places, int most)
    {
        var density = new BareDensity(target, new(target.Parameters));
        double[][] tables = [.. moved.Select(Quantiles)];
        double[] point = [.. others];
        double[] logLikelihoods = new double[places.Count];
        for (int draw = 0; draw < places.Count; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            MoveTo(draw);
            logLikelihoods[draw] = density.LogLikelihoodOrNothing(point);
        }

        int[] order = [.. Enumerable.Range(0, places.Count)];
        Array.Sort(Array.ConvertAll(logLikelihoods, number => -number), order);
        foreach (int draw in order.Take(places.Count / DrawsPerAsked).Where(places.StandsOut).Take(most))
        {
            if (double.IsFinite(logLikelihoods[draw]))
            {
                MoveTo(draw);
                yield return ModeStart.Whole(target, point);
            }
        }

        void MoveTo(int draw)
        {
            for (int axis = 0; axis < moved.Length; axis++)
            {
                point[moved[axis]] = tables[axis][(int)(places[draw, axis] * Draws)];
            }
        }
    }

    /// <summary>
    /// The values below which the prior has such a probability: quantiles of as many draws from it, which every prior can give.
    /// </summary>
    private double[] Quantiles(int unknown)
    {
        if (quantiles[unknown] is { } known)
        {
            return known;
        }

        double[] sorted = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            sorted[draw] = target.Parameters[unknown].Prior.Draw(random);
        }

        Array.Sort(sorted);
        return quantiles[unknown] = sorted;
    }
}
