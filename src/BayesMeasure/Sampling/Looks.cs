namespace BayesMeasure.Sampling;

/// <summary>
/// The numbers of recorded sweeps at which a run is looked at, and at which room is made for what comes next. Few and far
/// between, since every look is a chance to stop at an error bar that is too small by luck.
/// </summary>
internal static class Looks
{
    private const int First = 500;
    private const double Growth = 1.3;

    // Where nobody asks for a number of sweeps, most models are decided early, and the others take long: a run overshoots what it
    // needs by a fifth of it.
    private const int FirstOfUsual = 250;
    private const double GrowthOfUsual = 1.4142;

    /// <summary>All of a run, ascending; the last one is its end.</summary>
    /// <param name="options">The settings of the run.</param>
    public static int[] Of(ReplicaExchangeOptions options) => options.Sweeps is not null || options.Until.AsksForPrecision
        ? Until(options.MostSweeps, First, Growth)
        : Until(options.MostSweeps, FirstOfUsual, GrowthOfUsual);

    private static int[] Until(int sweeps, int first, double growth)
    {
        var points = new List<int>();
        for (double point = first; point < sweeps; point = Math.Ceiling(growth * point))
        {
            points.Add((int)point);
        }

        return [.. points, sweeps];
    }
}
