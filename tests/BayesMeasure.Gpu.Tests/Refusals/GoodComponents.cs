using System.Numerics;
using BayesMeasure.Models;
using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>Components as users may write them, all within what a GPU can run.</summary>
internal static class GoodComponents
{
    private const double HalfWidth = 0.5;

    private static readonly double Golden = (1 + Math.Sqrt(5)) / 2;

    private enum Side
    {
        Left,
        Right,
    }

    /// <summary>What a component may be made of.</summary>
    internal interface IScale
    {
        static abstract T Scaled<T>(T x)
            where T : unmanaged, IReal<T>;

        static virtual T Shifted<T>(T x)
            where T : unmanaged, IReal<T> => x + 1.0;
    }

    /// <summary>A sum of orders, by a loop over a function of its own.</summary>
    internal readonly struct Sum : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "width", "center"];

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T sum = 0.0;
            for (int order = 0; order < 5; order++)
            {
                sum += Order(x - p[2], p[1], order);
            }
            return p[0] * sum;
        }

        private static T Order<T>(T distance, T width, int order)
            where T : unmanaged, IReal<T> => order switch
            {
                0 => distance * HalfWidth,
                1 or 2 => distance * width * Golden,
                _ => T.Select(distance, width, distance, width) * Math.Max(order, 3) * Math.Abs(-0.5),
            };
    }

    /// <summary>A struct of the user's own, a tuple, a local function, parameters by reference.</summary>
    internal readonly struct Struct : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "center"];

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            var line = new Line<T>(p[0], Half(p[1]));
            (T low, T high) = Ends(in line);
            Double(ref low);
            line.Move(out T moved);
            return Of(x, line.Side) * low + high + line.At(x) + moved;

            static T Half(T y) => 0.5 * y;
        }

        private static T Of<T>(T x, Side side)
            where T : unmanaged, IReal<T> => side == Side.Left ? -x : x;

        private static (T Low, T High) Ends<T>(in Line<T> line)
            where T : unmanaged, IReal<T> => (line.At(-1.0), line.At(1.0));

        private static void Double<T>(ref T x)
            where T : unmanaged, IReal<T> => x += x;
    }

    /// <summary>All of .NET that a device knows.</summary>
    internal readonly struct KnownCalls : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude"];

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T sum = p[0];
            for (int i = 0; i < 3; i++)
            {
                double step = Math.Sqrt(i + Golden) + Math.Abs(i - HalfWidth) + Math.Min(i, HalfWidth) + Math.Max(i, 1);
                double counted = double.IsNaN(step) || double.IsInfinity(step) ? 1 : Added(step, 2);
                sum += x * counted * BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(counted) + 1);
                sum += Math.Round(step) * Math.Floor(step) * Math.Ceiling(step);
                sum += float.IsNaN(i) || float.IsInfinity(i) ? 1.0 : x;
            }

            return sum;
        }

        private static TNumber Added<TNumber>(TNumber x, TNumber y)
            where TNumber : INumber<TNumber> => x * y + x;
    }

    /// <summary>Functions that no device knows, of constants alone.</summary>
    internal readonly struct Constants : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude"];

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T width = 2 * Math.Sqrt(8 * Math.Log(2)) * x;
            T angle = Math.Sin(Math.PI / 3) * Math.Cos(-1) + Math.Tan(Golden) / Math.Atan2(1, 3) - Math.Atan(2) * Math.Asin(0.2);
            T power = Math.Pow(2, -0.25) - Math.Exp(-HalfWidth * Golden) + Math.Log10(3) + Math.Acos(0.1);
            return p[0] * width * angle * power + Math.Sinh(1) * Math.Cosh(1) * Math.Tanh(1) + Math.Floor(-Golden);
        }
    }

    /// <summary>A component made of components, three deep.</summary>
    internal readonly struct Twice<TInner> : IComponent
        where TInner : struct, IComponent
    {
        public static IReadOnlyList<string> ParameterNames => TInner.ParameterNames;

        static T IComponent.Evaluate<T, P>(T x, P p) => TInner.Evaluate<T, P>(x, p) + TInner.Evaluate<T, P>(x + 1.0, p);
    }

    /// <summary>A static method of a type argument, one that it has itself and one that it leaves to the interface.</summary>
    internal readonly struct ByScale<TScale> : IComponent
        where TScale : struct, IScale
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude"];

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => p[0] * TScale.Scaled(TScale.Shifted(x));
    }

    /// <summary>A scale.</summary>
    internal readonly struct Squared : IScale
    {
        public static T Scaled<T>(T x)
            where T : unmanaged, IReal<T> => x * x;
    }

    private readonly struct Line<T>(T slope, T offset)
        where T : unmanaged, IReal<T>
    {
        public readonly Side Side = Side.Right;

        private readonly T slope = slope;
        private readonly T offset = offset;

        public T At(T x) => slope * x + offset;

        public void Move(out T moved) => moved = offset + Math.Sqrt(2);
    }
}
