using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Special;

/// <summary>The scaled complementary error function erfcx(x) = exp(x^2) erfc(x) = w(ix) for x >= 0.</summary>
/// <remarks>
/// (1 + 2x) erfcx(x) is nearly constant, and a polynomial in t = (x - 3.75)/(x + 3.75), which maps the half-line onto [-1, 1)
/// (M. M. Shepherd and J. G. Laframboise, Math. Comp. 36, 249, 1981). The polynomial is minimax in relative error
/// (tools/minimax.py erfcx).
/// </remarks>
internal static class ScaledErrorFunction
{
    private const double Scale = 3.75;

    /// <summary>erfcx(x), with a relative error below 2e-15.</summary>
    /// <param name="x">From 0 to 1e300; below 0 the result is wrong.</param>
    /// <typeparam name="T">The number to compute with.</typeparam>
    /// <returns>From 1 at x = 0 down to 1/(x sqrt(pi)) for large x.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Evaluate<T>(T x)
        where T : unmanaged, IReal<T>
    {
        T t = (x - Scale) / (x + Scale);
        T p = -2.62001330793993e-09 + t * 3.0264382983378106e-10;
        p = 3.196285287780425e-08 + t * (-3.6980789882256376e-09 + t * p);
        p = -2.485338556604868e-07 + t * (2.3155625338357987e-08 + t * p);
        p = 1.7419342912911546e-06 + t * (-5.707605720553069e-08 + t * p);
        p = -1.1438010304953557e-05 + t * (-9.736757951866565e-07 + t * p);
        p = 5.164651083636918e-05 + t * (2.238429952440071e-05 + t * p);
        p = 0.0002937143840462562 + t * (-0.0002901541005759346 + t * p);
        p = -0.009746579684431062 + t * (0.0017556258569877787 + t * p);
        p = -0.058693398576520645 + t * (0.02836227741848008 + t * p);
        p = -0.10880393014245163 + t * (0.09230432116040442 + t * p);
        p = 0.0035854154854791653 + t * (0.08227673849014472 + t * p);
        p = 1.2375126308378275 + t * (-0.14024059858554697 + t * p);
        return p / (1.0 + 2.0 * x);
    }
}
