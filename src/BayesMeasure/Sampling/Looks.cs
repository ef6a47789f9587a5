namespace BayesMeasure.Sampling;

/// <summary>
/// The numbers of recorded sweeps at which a run is looked at, and at which room is made for what comes next. Few and far
/// between, since every look is a chance to stop at an error bar that is too small by luck.
/// </summary>
internal static class Looks
{
    private const int First = 500;
    private const double Growth = 1.3;

    /// <summary>All of a run, ascending; the last one is its end.</summary>
    /// <param name="sweeps">The most sweeps that the run may take.</param>
    public static int[] Of(int sweeps)
    {
        var points = new List<int>();
        for (double point = First; point < sweeps; point = Math.Ceiling(Growth * point))
        {
            points.Add((int)point);
        }

        return [.. points, sweeps];
    }
}
