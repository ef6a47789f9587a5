using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// The recovery of one line of a quadrupole-split spectrum by magnetic relaxation, after that line alone was saturated or
/// inverted: M0 [1 - f sum of a_k exp(-(lambda_k W t)^beta)], with the coefficients a_k of the line, which add up to 1.
/// </summary>
/// <typeparam name="TLine">The line, such as <see cref="SpinThreeHalvesCentralLine"/>.</typeparam>
/// <remarks>
/// <para>
/// Parameters: "equilibrium" M0, in units of y; "inversion" f, 1 after saturation and 2 after a perfect inversion; "rate" W >= 0,
/// in units of 1/x; "stretching" beta, 1 for one rate, smaller where rates are distributed (each mode is then stretched). The
/// abscissa is the time since the pulse, t >= 0.
/// </para>
/// <para>
/// The rate is W = 1/T1, what the same fluctuating field does to a spin 1/2: the transition probability between neighbouring
/// levels m and m - 1 is (W/2) (I + m)(I - m + 1), and the normal modes decay with k(k + 1)/2 W, k = 1 to 2I. Where a paper
/// writes exp(-2W t) for the slowest mode, its W is half of this one (A. Narath, Phys. Rev. 162, 320, 1967; A. Suter et al.,
/// J. Phys. Condens. Matter 10, 5977, 1998).
/// </para>
/// </remarks>
public readonly struct QuadrupolarRecovery<TLine> : IComponent
    where TLine : struct, IRelaxingLine
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> ParameterNames { get; } = ["equilibrium", "inversion", "rate", "stretching"];

    /// <inheritdoc/>
    public static string? Amplitude => "equilibrium";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] * (1.0 - p[1] * TLine.Deviation(new NormalModes<T>(p[2] * x, p[3])));
}
