using System.Runtime.CompilerServices;

namespace BayesMeasure.Priors;

/// <summary>From a value to its coordinate and back, once for processors and for kernels of a GPU.</summary>
internal static class CoordinateScale
{
    /// <summary>The coordinate u of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToCoordinate<TFunctions>(Coordinate coordinate, double value)
        where TFunctions : struct, IDistributionFunctions
    {
        if (coordinate == Coordinate.Logarithmic)
        {
            return TFunctions.Log(value);
        }

        return coordinate == Coordinate.Logit ? TFunctions.Log(value / (1 - value)) : value;
    }

    /// <summary>The value at a coordinate u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FromCoordinate<TFunctions>(Coordinate coordinate, double u)
        where TFunctions : struct, IDistributionFunctions
    {
        if (coordinate == Coordinate.Logarithmic)
        {
            return TFunctions.Exp(u);
        }

        return coordinate == Coordinate.Logit ? 1 / (1 + TFunctions.Exp(-u)) : u;
    }

    /// <summary>d value / d u, at a value.</summary>
    public static double Slope(Coordinate coordinate, double value) => coordinate switch
    {
        Coordinate.Logarithmic => value,
        Coordinate.Logit => value * (1 - value),
        _ => 1,
    };
}
