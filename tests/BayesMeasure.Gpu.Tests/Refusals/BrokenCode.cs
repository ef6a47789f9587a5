using System.Globalization;
using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>What no GPU can run: one method for each rule. The code is as bad as it has to be.</summary>
internal static class BrokenCode
{
    private static readonly double[] Table = [1, 2, 3];
    private static readonly (double, double) Pair = (1, 2);
    private static double counter = 1;

    private interface IShape
    {
        double At(double x);
    }

    /// <summary>The methods, by name.</summary>
    public static IEnumerable<string> Names =>
        from method in typeof(BrokenCode).GetMethods()
        where method.IsGenericMethod
        select method.Name;

    public static T Text<T>(T x)
        where T : unmanaged, IReal<T> => string.Format(CultureInfo.InvariantCulture, "{0}", 1.0).Length * x;

    public static T Sine<T>(T x)
        where T : unmanaged, IReal<T> => Bent(x, 0.3);

    public static T Cosine<T>(T x)
        where T : unmanaged, IReal<T> => MathF.Cos(0.3f) * x;

    public static T Hypotenuse<T>(T x)
        where T : unmanaged, IReal<T> => double.Hypot(3, 4) * x;

    public static T Sign<T>(T x)
        where T : unmanaged, IReal<T> => Math.Sign(0.3) * x;

    public static T RoundedToDigits<T>(T x)
        where T : unmanaged, IReal<T> => Math.Round(0.333, 2) * x;

    public static T Thrown<T>(T x)
        where T : unmanaged, IReal<T> => throw new ArgumentException("not here");

    public static T ThrownWhen<T>(T x, int order)
        where T : unmanaged, IReal<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        return x;
    }

    public static T Caught<T>(T x)
        where T : unmanaged, IReal<T>
    {
        try
        {
            return x + x;
        }
        finally
        {
            x += x;
        }
    }

    public static T TableRead<T>(T x)
        where T : unmanaged, IReal<T> => Table[1] * x;

    public static T PairRead<T>(T x)
        where T : unmanaged, IReal<T> => Pair.Item1 * x;

    public static T CounterRead<T>(T x)
        where T : unmanaged, IReal<T> => counter * x;

    public static T CounterWritten<T>(T x)
        where T : unmanaged, IReal<T>
    {
        counter = 2;
        return x;
    }

    public static T StackAllocated<T>(T x)
        where T : unmanaged, IReal<T>
    {
        Span<T> memory = stackalloc T[4];
        memory[0] = x;
        return memory[0];
    }

    public static T Spanned<T>(T x)
        where T : unmanaged, IReal<T>
    {
        ReadOnlySpan<double> table = [1, 2, 3];
        return table[2] * x;
    }

    public static T ArrayMade<T>(T x)
        where T : unmanaged, IReal<T>
    {
        double[] numbers = new double[4];
        return numbers[2] * x;
    }

    public static T ListMade<T>(T x)
        where T : unmanaged, IReal<T> => new List<double>().Count * x;

    public static T ClassMade<T>(T x)
        where T : unmanaged, IReal<T>
    {
        var helper = new Helper();
        return helper is null ? 1.0 : x;
    }

    public static T Boxed<T>(T x)
        where T : unmanaged, IReal<T>
    {
        object boxed = 3.0;
        return (double)boxed * x;
    }

    public static T Virtual<T>(T x)
        where T : unmanaged, IReal<T> => Shaped(x, null!);

    public static T Lambda<T>(T x)
        where T : unmanaged, IReal<T>
    {
        Func<T, T> square = y => y * y;
        return square(x);
    }

    public static T FunctionPassed<T>(T x)
        where T : unmanaged, IReal<T> => Applied(x, null!);

    public static T Recursion<T>(T x)
        where T : unmanaged, IReal<T> => Deeper(x, 3);

    public static T Awaited<T>(T x)
        where T : unmanaged, IReal<T>
    {
        _ = Later();
        return x;
    }

    public static T Dynamic<T>(T x)
        where T : unmanaged, IReal<T>
    {
        dynamic one = 1.0;
        return (double)(one + one) * x;
    }

    public static T Iterated<T>(T x)
        where T : unmanaged, IReal<T>
    {
        IEnumerable<double> steps = Steps();
        return steps is null ? 1.0 : x;
    }

    public static T StringTaken<T>(T x)
        where T : unmanaged, IReal<T> => Ignored(x, null!);

    public static T TypeAsked<T>(T x)
        where T : unmanaged, IReal<T> => typeof(T) == typeof(Scalar) ? x : x + x;

    public static T Native<T>(T x)
        where T : unmanaged, IReal<T> => Unreadable(1) * x;

    public static T LocalFunction<T>(T x)
        where T : unmanaged, IReal<T>
    {
        return Inner(x, 0.3);

        static T Inner(T y, double power) => Math.Exp(power) * y;
    }

    public static T InlineArray<T>(T x)
        where T : unmanaged, IReal<T>
    {
        var buffer = default(Buffer<T>);
        buffer[1] = x;
        return buffer[1];
    }

    public static T Decimal<T>(T x)
        where T : unmanaged, IReal<T> => (double)Doubled(2.5m) * x;

#pragma warning disable CS8509 // A case is missing: that is what is to be found.
    public static T Switched<T>(T x, int order)
        where T : unmanaged, IReal<T> => order switch
        {
            0 => x,
            1 => x * x,
        };
#pragma warning restore CS8509

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern double Unreadable(double x);

    private static T Bent<T>(T x, double angle)
        where T : unmanaged, IReal<T> => Math.Sin(angle) * x;

    private static T Ignored<T>(T x, string text)
        where T : unmanaged, IReal<T> => x;

    private static T Shaped<T>(T x, IShape shape)
        where T : unmanaged, IReal<T> => shape.At(1) * x;

    private static T Applied<T>(T x, Func<T, T> function)
        where T : unmanaged, IReal<T> => function(x);

    private static T Deeper<T>(T x, int depth)
        where T : unmanaged, IReal<T> => depth == 0 ? x : x * Deeper(x, depth - 1);

    private static decimal Doubled(decimal y) => y * y;

    private static async Task Later() => await Task.Yield();

    private static IEnumerable<double> Steps()
    {
        yield return 1;
    }

    [InlineArray(4)]
    private struct Buffer<T>
    {
        private T first;
    }

    private sealed class Helper;
}
