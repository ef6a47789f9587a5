using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// Half the deviance of a count: m = T f - y + y ln(y / T f), which is 0 where the prediction T f equals the count y and
/// positive elsewhere. The weight of a point is its exposure T.
/// </summary>
/// <remarks>
/// It is the energy T f - y ln(T f) + ln y! (Nagata et al., JPSJ 88, 044003, 2019) less a constant that depends on y alone, so
/// that a good fit to many counts is no small difference of large sums.
/// </remarks>
public readonly struct PoissonMisfit : IMisfit
{
    /// <summary>
    /// Fewer expected counts than this are as many. A prediction is a sum of cached terms, so where it should be 0 it is what
    /// rounding leaves, of either sign.
    /// </summary>
    internal const double FewestCounts = 1e-10;

    /// <summary>
    /// What is below this is no rounding error: the model predicts a negative number of counts, which is impossible.
    /// </summary>
    internal const double LargestRounding = 1e-6;

    private const double MostCounts = 1e300;

    /// <inheritdoc/>
    public static bool DependsOnParameters => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        // NaN is less than nothing, and comes through every selection.
        T counts = weight * prediction;
        T possible = T.Select(counts, FewestCounts, FewestCounts, counts);
        T expected = T.Select(MostCounts, possible, MostCounts, possible);
        T misfit = expected - y + y * T.Log(T.Max(y, 1.0) / expected);
        return T.Select(counts, -LargestRounding, double.PositiveInfinity, misfit);
    }
}
