using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Models;

/// <summary>x^2: a component without parameters.</summary>
internal readonly struct Parabola : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = [];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => x * x;
}
