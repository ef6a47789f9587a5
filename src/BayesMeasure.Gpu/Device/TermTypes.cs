using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Device;

/// <summary>A type of components, and those that follow it in the list.</summary>
/// <typeparam name="TComponent">The component of kind 0.</typeparam>
/// <typeparam name="TRest">The components of kind 1 and more.</typeparam>
internal readonly struct TermTypes<TComponent, TRest> : ITermTypes
    where TComponent : struct, IComponent
    where TRest : struct, ITermTypes
{
    public static T Evaluate<T, P>(int kind, T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T> =>
        kind == 0 ? TComponent.Evaluate<T, P>(x, p) : TRest.Evaluate<T, P>(kind - 1, x, p);
}

/// <summary>The end of a list of types of components.</summary>
internal readonly struct NoTerms : ITermTypes
{
    public static T Evaluate<T, P>(int kind, T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T> => 0.0;
}
