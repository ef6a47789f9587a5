using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>The number of a model inside a kernel.</summary>
/// <typeparam name="T">The implementing number.</typeparam>
internal interface IDeviceReal<T> : IReal<T>
    where T : unmanaged, IDeviceReal<T>
{
    /// <summary>The number as a double, which sums are made in.</summary>
    static abstract double ToDouble(T value);
}
