using System.Runtime.Intrinsics;
using BayesMeasure.Numerics;
using MathNet.Numerics;

namespace BayesMeasure.Benchmarks;

/// <summary>An elementary function that a loop is closed over: ours, and the scalar one that it competes with.</summary>
internal interface IElementaryFunction
{
    static abstract T Apply<T>(T x)
        where T : unmanaged, IReal<T>;

    static abstract double Existing(double x);
}

/// <summary>An elementary function that the runtime has for vectors.</summary>
internal interface IVectorFunction
{
    static abstract Vector512<double> Existing(Vector512<double> x);
}

internal readonly struct Exp : IElementaryFunction, IVectorFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Exp(x);

    public static double Existing(double x) => Math.Exp(x);

    public static Vector512<double> Existing(Vector512<double> x) => Vector512.Exp(x);
}

internal readonly struct Log : IElementaryFunction, IVectorFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Log(x);

    public static double Existing(double x) => Math.Log(x);

    public static Vector512<double> Existing(Vector512<double> x) => Vector512.Log(x);
}

internal readonly struct Pow : IElementaryFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Pow(x, VectorMathBenchmarks.Power);

    public static double Existing(double x) => Math.Pow(x, VectorMathBenchmarks.Power);
}

internal readonly struct Sin : IElementaryFunction, IVectorFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Sin(x);

    public static double Existing(double x) => Math.Sin(x);

    public static Vector512<double> Existing(Vector512<double> x) => Vector512.Sin(x);
}

internal readonly struct Cos : IElementaryFunction, IVectorFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Cos(x);

    public static double Existing(double x) => Math.Cos(x);

    public static Vector512<double> Existing(Vector512<double> x) => Vector512.Cos(x);
}

internal readonly struct Tanh : IElementaryFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Tanh(x);

    public static double Existing(double x) => Math.Tanh(x);
}

internal readonly struct Atan : IElementaryFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Atan(x);

    public static double Existing(double x) => Math.Atan(x);
}

internal readonly struct Erf : IElementaryFunction
{
    public static T Apply<T>(T x)
        where T : unmanaged, IReal<T> => T.Erf(x);

    public static double Existing(double x) => SpecialFunctions.Erf(x);
}
