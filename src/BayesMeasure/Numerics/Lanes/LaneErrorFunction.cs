using System.Runtime.CompilerServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>The error function, for every width of lanes.</summary>
/// <remarks>
/// Below 1 an odd polynomial; above 1, erf x = 1 - exp(v(x)) with a polynomial v for log(erfc x), whose error counts for
/// little as erfc is small there. Both are minimax (tools/minimax.py erf erfc).
/// </remarks>
internal static class LaneErrorFunction
{
    /// <summary>Beyond this erf x rounds to 1.</summary>
    private const double Limit = 5.95;

    private const double E0 = 0.12837916709551256;
    private const double E1 = -0.3761263890318334;
    private const double E2 = 0.11283791670936541;
    private const double E3 = -0.026866170641870173;
    private const double E4 = 0.005223977595851346;
    private const double E5 = -0.0008548325436780515;
    private const double E6 = 0.00012055278920289354;
    private const double E7 = -1.4924433410074797e-05;
    private const double E8 = 1.6443735236044917e-06;
    private const double E9 = -1.6180714932839118e-07;
    private const double E10 = 1.3602255627155546e-08;
    private const double E11 = -7.580555827112485e-10;

    private const double V0 = -1.8496055099332482;
    private const double V1 = -2.638967514234794;
    private const double V2 = -0.8431072563583892;
    private const double V3 = -0.041561098047572784;
    private const double V4 = 0.01003382543479328;
    private const double V5 = -0.001977902948096611;
    private const double V6 = 0.0002373240437380371;
    private const double V7 = 2.6273457429635447e-05;
    private const double V8 = -2.7150207605956338e-05;
    private const double V9 = 9.595801420289527e-06;
    private const double V10 = -2.0455009151598057e-06;
    private const double V11 = 1.3127384189057231e-07;
    private const double V12 = 1.0458829215908902e-07;
    private const double V13 = -5.520545507105632e-08;
    private const double V14 = 1.5950300908349295e-08;
    private const double V15 = -3.104832086038448e-09;
    private const double V16 = 4.055438108918414e-10;
    private const double V17 = -3.227241531154484e-11;
    private const double V18 = 1.1838480143790528e-12;

    /// <summary>erf x, at most 1 ulp from the exact value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Erf<T>(T x)
        where T : unmanaged, IReal<T>, IRealBits<T>
    {
        T a = T.Abs(x);
        T z = a * a;
        T p = T.MultiplyAdd(z, E11, E10);
        p = T.MultiplyAdd(p, z, E9);
        p = T.MultiplyAdd(p, z, E8);
        p = T.Horner(p, z, E7, E6, E5, E4);
        p = T.Horner(p, z, E3, E2, E1, E0);
        T near = T.MultiplyAdd(a, p, a);

        T b = T.Clamp(a, 1.0, Limit) - 1.0;
        T v = T.MultiplyAdd(b, V18, V17);
        v = T.MultiplyAdd(v, b, V16);
        v = T.Horner(v, b, V15, V14, V13, V12);
        v = T.Horner(v, b, V11, V10, V9, V8);
        v = T.Horner(v, b, V7, V6, V5, V4);
        v = T.Horner(v, b, V3, V2, V1, V0);
        T far = 1.0 - LaneExponential.Exp(v);
        return T.Or(T.Select(a, 1.0, near, far), T.And(x, -0.0));
    }
}
