using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Device;

/// <summary>The end of a list of types of components.</summary>
internal readonly struct NoTerms : ITermTypes
{
    public static T Evaluate<T, P>(int kind, T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T> => 0.0;
}
