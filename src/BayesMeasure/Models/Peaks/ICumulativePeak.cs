using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>A peak whose area up to any x has a closed form, so that a background can follow it.</summary>
public interface ICumulativePeak : IPeak
{
    /// <summary>The area under the whole peak, in units of y times x.</summary>
    /// <param name="p">The parameters, in the order of <see cref="IComponent.ParameterNames"/>.</param>
    /// <typeparam name="T">The number to compute with.</typeparam>
    /// <typeparam name="P">The view of the parameters.</typeparam>
    static abstract T Area<T, P>(P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;

    /// <summary>The share of the area that lies below x, from 0 to 1.</summary>
    /// <param name="x">The abscissa: one point a lane.</param>
    /// <param name="p">The parameters, in the order of <see cref="IComponent.ParameterNames"/>.</param>
    /// <typeparam name="T">The number to compute with.</typeparam>
    /// <typeparam name="P">The view of the parameters.</typeparam>
    static abstract T ShareBelow<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;
}
