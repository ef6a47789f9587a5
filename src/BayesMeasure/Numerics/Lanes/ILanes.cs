namespace BayesMeasure.Numerics.Lanes;

/// <summary>
/// Several numbers side by side in one vector register: what a loop over data points needs beside the arithmetic.
/// </summary>
/// <typeparam name="T">The implementing vector of lanes.</typeparam>
internal interface ILanes<T> : IRealBits<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> consecutive doubles that start at <paramref name="source"/>.</summary>
    static abstract T Load(ref readonly double source);

    /// <summary>
    /// Writes the lanes to <see cref="Count"/> consecutive doubles that start at <paramref name="destination"/>.
    /// </summary>
    static abstract void Store(T value, ref double destination);

    /// <summary>The sum of all lanes, always in the same order.</summary>
    static abstract double Sum(T value);

    /// <summary>The first <paramref name="count"/> lanes; the rest become zero, whatever they held.</summary>
    static abstract T KeepFirst(T value, int count);
}
