using BayesMeasure.Numerics;

namespace BayesMeasure.Models;

/// <summary>
/// A forward model of one component (a peak, a decay, an edge) that is evaluated point by point. This is all that a user
/// writes for the fast door: the same source runs as doubles, as SIMD lanes, with derivatives, and on a GPU.
/// </summary>
/// <remarks>
/// Mark <see cref="Evaluate"/> for aggressive inlining, as the example does. Without the mark it is right, but called once for
/// every vector of points instead of being part of the loop over them.
/// </remarks>
/// <example>
/// <code>
/// public readonly struct GaussianPeak : IComponent
/// {
///     public static IReadOnlyList&lt;string&gt; ParameterNames { get; } = ["amplitude", "width", "center"];
///     public static string? Amplitude =&gt; "amplitude";
///
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public static T Evaluate&lt;T, P&gt;(T x, P p)
///         where T : unmanaged, IReal&lt;T&gt;
///         where P : struct, IParameters&lt;T&gt;, allows ref struct
///     {
///         T u = (x - p[2]) / p[1];
///         return p[0] * T.Exp(-2.772588722239781 * u * u);     // 4 ln 2
///     }
/// }
/// </code>
/// </example>
public interface IComponent
{
    /// <summary>The names of the parameters, in the order in which <see cref="Evaluate"/> reads them.</summary>
    static abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>
    /// The name of a parameter to which the component is exactly proportional, or null when there is none. Naming it makes a
    /// move of that parameter several times cheaper, since the shape need not be computed again. A wrong claim is refused
    /// when the model is bound to data.
    /// </summary>
    static virtual string? Amplitude => null;

    /// <summary>
    /// What a parameter is: told from its name by default, where "center" is a position, "rate" a rate, and "width", alone or as
    /// the end of a name, a width. A component with other names says here which of them puts equal components in order. The
    /// parameter that <see cref="Amplitude"/> names is one in any case.
    /// </summary>
    /// <param name="parameterName">One of <see cref="ParameterNames"/>.</param>
    static virtual ParameterRole RoleOf(string parameterName) => UsualRole.Of(parameterName);

    /// <summary>
    /// Area, height, width and position of a peak with these parameters; null, as by default, for what is not a peak. A component
    /// that says it is reported with the posteriors of these measures.
    /// </summary>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterNames"/>.</param>
    static virtual PeakMeasures? Measure(ReadOnlySpan<double> parameters) => null;

    /// <summary>The value of the component at <paramref name="x"/>.</summary>
    /// <param name="x">The abscissa: one point a lane.</param>
    /// <param name="p">The parameters, in the order of <see cref="ParameterNames"/>.</param>
    /// <typeparam name="T">The number to compute with.</typeparam>
    /// <typeparam name="P">The view of the parameters.</typeparam>
    static abstract T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct;
}
