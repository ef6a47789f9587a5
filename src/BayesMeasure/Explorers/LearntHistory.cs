using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Explorers;

/// <summary>
/// Past points of one rung, in explored coordinates, collected over all chains in burn-in: what moves along differences of
/// points take their directions from.
/// </summary>
/// <remarks>
/// The points of the past are used, not the present ones of the other chains (ter Braak 2006). A history that is frozen after
/// burn-in is a constant: a difference and its opposite are equally likely, whatever the replica does, so the proposals are
/// exactly symmetric. And a move depends on no other replica, so that all can move at once and a result does not depend on the
/// number of threads. A history that went on growing would be adaptation (ter Braak, Vrugt 2008), exact only in the limit.
/// </remarks>
internal sealed class LearntHistory
{
    private const int PointsPerParameter = 10;
    private const int FewestPoints = 200;
    private const int MostPoints = 1000;

    private readonly int dimension;
    private readonly int capacity;
    private readonly double[] points;
    private readonly double[] seen = new double[1];

    /// <param name="dimension">The number of parameters of a point.</param>
    public LearntHistory(int dimension)
    {
        this.dimension = dimension;
        capacity = Math.Clamp(PointsPerParameter * dimension, FewestPoints, MostPoints);
        points = new double[dimension * capacity];
    }

    /// <summary>All that later moves depend on: the points, one after the other, and how many were seen.</summary>
    public IReadOnlyList<double[]> Learnt => [points, seen];

    /// <summary>The number of points.</summary>
    public int Count => (int)Math.Min(seen[0], capacity);

    /// <summary>A point: one coordinate a parameter.</summary>
    public ReadOnlySpan<double> this[int index] => points.AsSpan(index * dimension, dimension);

    /// <summary>
    /// Adds a point. When the history is full, it takes the place of a random one, so that the start is forgotten.
    /// </summary>
    public void Add(ReadOnlySpan<double> coordinates, RandomStream random)
    {
        int place = seen[0] < capacity ? Count : random.NextInteger(capacity);
        coordinates.CopyTo(points.AsSpan(place * dimension, dimension));
        seen[0]++;
    }

    /// <summary>Two different points, each order of them equally likely.</summary>
    public (int First, int Second) DrawPair(RandomStream random)
    {
        int first = random.NextInteger(Count);
        int second = random.NextInteger(Count - 1);
        return (first, second < first ? second : second + 1);
    }

    /// <summary>Takes the history of the nearer of two neighbours: a mean of points would be a point of neither.</summary>
    public void BlendFrom(LearntHistory lower, LearntHistory upper, double weight)
    {
        LearntHistory nearer = weight < 0.5 ? lower : upper;
        nearer.points.CopyTo(points, 0);
        seen[0] = nearer.seen[0];
    }

    /// <summary>Joins the chains' histories: each place is taken from the next chain.</summary>
    public void Pool(IReadOnlyList<LearntHistory> chains)
    {
        seen[0] = chains.Min(chain => chain.seen[0]);
        for (int place = 0; place < Count; place++)
        {
            chains[place % chains.Count][place].CopyTo(points.AsSpan(place * dimension, dimension));
        }
    }
}
