using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Problems.Nist;

/// <summary>Misra1a and BoxBOD: b1 (1 - exp(-b2 x)).</summary>
public readonly struct Saturation : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * (1.0 - T.Exp(-(p[1] * x)));
}

/// <summary>Misra1b: b1 (1 - (1 + b2 x / 2)^-2).</summary>
public readonly struct SquareSaturation : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T denominator = 1.0 + 0.5 * p[1] * x;
        return p[0] * (1.0 - 1.0 / (denominator * denominator));
    }
}

/// <summary>Misra1c: b1 (1 - (1 + 2 b2 x)^-1/2).</summary>
public readonly struct RootSaturation : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * (1.0 - 1.0 / T.Sqrt(1.0 + 2.0 * p[1] * x));
}

/// <summary>Misra1d: b1 b2 x / (1 + b2 x).</summary>
public readonly struct Hyperbola : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * p[1] * x / (1.0 + p[1] * x);
}

/// <summary>Chwirut1 and Chwirut2: exp(-b1 x) / (b2 + b3 x).</summary>
public readonly struct UltrasonicResponse : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => T.Exp(-(p[0] * x)) / (p[1] + p[2] * x);
}

/// <summary>DanWood: b1 x^b2.</summary>
public readonly struct PowerLaw : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Pow(x, p[1]);
}

/// <summary>Kirby2: (b1 + b2 x + b3 x^2) / (1 + b4 x + b5 x^2).</summary>
public readonly struct RationalQuadratic : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4", "b5"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        (p[0] + x * (p[1] + x * p[2])) / (1.0 + x * (p[3] + x * p[4]));
}

/// <summary>Hahn1 and Thurber: (b1 + b2 x + b3 x^2 + b4 x^3) / (1 + b5 x + b6 x^2 + b7 x^3).</summary>
public readonly struct RationalCubic : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4", "b5", "b6", "b7"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        (p[0] + x * (p[1] + x * (p[2] + x * p[3]))) / (1.0 + x * (p[4] + x * (p[5] + x * p[6])));
}

/// <summary>MGH17: b1 + b2 exp(-x b4) + b3 exp(-x b5).</summary>
public readonly struct TwoDecays : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4", "b5"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] + p[1] * T.Exp(-(x * p[3])) + p[2] * T.Exp(-(x * p[4]));
}

/// <summary>MGH10: b1 exp(b2 / (x + b3)).</summary>
public readonly struct ThermistorResistance : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Exp(p[1] / (x + p[2]));
}

/// <summary>MGH09: b1 (x^2 + x b2) / (x^2 + x b3 + b4).</summary>
public readonly struct EnzymeRate : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * (x * (x + p[1])) / (x * (x + p[2]) + p[3]);
}

/// <summary>Roszman1: b1 - b2 x - arctan(b3 / (x - b4)) / pi.</summary>
public readonly struct QuantumDefect : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] - p[1] * x - T.Atan(p[2] / (x - p[3])) * (1 / Math.PI);
}

/// <summary>Rat42: b1 / (1 + exp(b2 - b3 x)).</summary>
public readonly struct LogisticGrowth : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] / (1.0 + T.Exp(p[1] - p[2] * x));
}

/// <summary>Rat43: b1 / (1 + exp(b2 - b3 x))^(1 / b4).</summary>
public readonly struct RichardsGrowth : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] / T.Pow(1.0 + T.Exp(p[1] - p[2] * x), 1.0 / p[3]);
}

/// <summary>Eckerle4: (b1 / b2) exp(-((x - b3) / b2)^2 / 2).</summary>
public readonly struct InterferenceTransmittance : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct
    {
        T distance = (x - p[2]) / p[1];
        return p[0] / p[1] * T.Exp(-0.5 * distance * distance);
    }
}

/// <summary>Bennett5: b1 (b2 + x)^(-1 / b3).</summary>
public readonly struct Magnetism : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3"];

    public static string? Amplitude => "b1";

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct => p[0] * T.Pow(p[1] + x, -1.0 / p[2]);
}

/// <summary>ENSO: a cycle of twelve months, and two of unknown periods b4 and b7.</summary>
public readonly struct ThreeCycles : IComponent
{
    public static IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"];

    public static T Evaluate<T, P>(T x, P p)
        where T : unmanaged, IReal<T>
        where P : struct, IParameters<T>, allows ref struct =>
        p[0] + Cycle(x, 12.0, p[1], p[2]) + Cycle(x, p[3], p[4], p[5]) + Cycle(x, p[6], p[7], p[8]);

    private static T Cycle<T>(T x, T period, T cosine, T sine)
        where T : unmanaged, IReal<T>
    {
        T phase = 2 * Math.PI * x / period;
        return cosine * T.Cos(phase) + sine * T.Sin(phase);
    }
}

/// <summary>
/// Nelson: b1 - b2 x1 exp(-b3 x2), of two variables, so that it is a curve over the rows of the table, and not pointwise.
/// </summary>
public sealed class DielectricBreakdown(double[] x1, double[] x2) : ICurveModel
{
    public IReadOnlyList<string> ParameterNames { get; } = ["b1", "b2", "b3"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            int row = (int)x[i];
            y[i] = parameters[0] - parameters[1] * x1[row] * Math.Exp(-parameters[2] * x2[row]);
        }
    }
}
