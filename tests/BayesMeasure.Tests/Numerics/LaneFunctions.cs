using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Numerics;

/// <summary>A function of one or two numbers, to be run with any lanes.</summary>
internal interface ILaneFunction
{
    static abstract T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T>;
}

internal readonly struct ExpFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Exp(x);
}

internal readonly struct LogFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Log(x);
}

internal readonly struct PowFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Pow(x, y);
}

internal readonly struct SqrtFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Sqrt(x);
}

internal readonly struct SinFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Sin(x);
}

internal readonly struct CosFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Cos(x);
}

internal readonly struct TanhFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Tanh(x);
}

internal readonly struct AtanFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Atan(x);
}

internal readonly struct ErfFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Erf(x);
}

internal readonly struct AbsFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Abs(x);
}

internal readonly struct MinFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Min(x, y);
}

internal readonly struct MaxFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Max(x, y);
}

internal readonly struct SelectFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.Select(x, y, 2.0 * x, y - 1.0);
}

internal readonly struct ArithmeticFunction : ILaneFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, IReal<T>, ILanes<T> => T.MultiplyAdd(x, y, -x) + (x - y) / (x * y);
}

/// <summary>Runs a function over arrays with lanes of a given number.</summary>
internal readonly struct LaneRun<TFunction>(double[] x, double[] y) : ILaneConsumer<double[]>
    where TFunction : struct, ILaneFunction
{
    public static readonly int[] Widths = [1, 2, 4, 8];

    public static double[] Over(double[] x, double[] y, int lanes)
        => LaneWidth.Use<LaneRun<TFunction>, double[]>(new(x, y), lanes);

    /// <summary>The function of a single pair, in the last lane of the widest vector.</summary>
    public static double Of(double x, double y = 0.0) => Over([1, 1, 1, 1, 1, 1, 1, x], [1, 1, 1, 1, 1, 1, 1, y], 8)[7];

    public double[] Use<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => Evaluate<TLanes>(x, y);

    private static double[] Evaluate<T>(double[] x, double[] y)
        where T : unmanaged, IReal<T>, ILanes<T>
    {
        int length = x.Length;
        var left = Padded(x);
        var right = Padded(y);
        var result = Padded(x);
        for (int i = 0; i < length; i += T.Count)
        {
            T.Store(TFunction.Apply(T.Load(in left[i]), T.Load(in right[i])), ref result[i]);
        }
        return result[..length];
    }

    private static double[] Padded(double[] values) => [.. values, .. new double[8]];
}
