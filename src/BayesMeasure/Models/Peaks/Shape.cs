using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Peaks;

/// <summary>
/// The symmetric shapes of which peaks are made, of unit height and of unit full width at half maximum: functions of the distance
/// from the centre in units of that width.
/// </summary>
internal static class Shape
{
    /// <summary>sqrt(pi / ln 2) / 2: the area of the Gaussian.</summary>
    public const double GaussianArea = 1.0644670194312262;

    /// <summary>pi / 2: the area of the Lorentzian.</summary>
    public const double LorentzianArea = 1.5707963267948966;

    /// <summary>
    /// 2 sqrt(ln 2): what turns a distance in full widths into the argument of exp(-t^2) or of the error function.
    /// </summary>
    public const double GaussianScale = 1.6651092223153956;

    /// <summary>4 ln 2.</summary>
    public const double FourLn2 = 2.772588722239781;

    /// <summary>exp(-4 ln 2 t^2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gaussian<T>(T t)
        where T : unmanaged, IReal<T> => T.Exp(-FourLn2 * t * t);

    /// <summary>1 / (1 + 4 t^2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lorentzian<T>(T t)
        where T : unmanaged, IReal<T> => 1.0 / (1.0 + 4.0 * t * t);

    /// <summary>The share of the area of the Gaussian below t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GaussianShare<T>(T t)
        where T : unmanaged, IReal<T> => 0.5 + 0.5 * T.Erf(GaussianScale * t);

    /// <summary>The share of the area of the Lorentzian below t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LorentzianShare<T>(T t)
        where T : unmanaged, IReal<T> => 0.5 + T.Atan(2.0 * t) * (1.0 / Math.PI);
}
