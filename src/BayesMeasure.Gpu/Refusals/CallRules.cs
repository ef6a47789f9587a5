using System.Reflection;
using BayesMeasure.Numerics;
using ILGPU;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Which calls a GPU can make: of the model itself, and of the few members of .NET that a device knows.</summary>
internal static class CallRules
{
    /// <summary>What of .NET the compiler of kernels has instructions for, beside the operators of numbers.</summary>
    private static readonly Dictionary<Type, string[]> Known = new()
    {
        [typeof(Math)] =
        [
            nameof(Math.Abs), nameof(Math.Min), nameof(Math.Max), nameof(Math.Sqrt),
            nameof(Math.Floor), nameof(Math.Ceiling), nameof(Math.Round),
        ],
        [typeof(double)] = [nameof(double.IsNaN), nameof(double.IsInfinity)],
        [typeof(float)] = [nameof(float.IsNaN), nameof(float.IsInfinity)],
        [typeof(BitConverter)] = [nameof(BitConverter.DoubleToInt64Bits), nameof(BitConverter.Int64BitsToDouble)],
    };

    /// <summary>
    /// What it has no instructions for, without the mathematical library of a vendor, but computes itself where the arguments are
    /// constants.
    /// </summary>
    private static readonly string[] Folded =
    [
        nameof(Math.Exp), nameof(Math.Log), nameof(Math.Log10), nameof(Math.Pow),
        nameof(Math.Sin), nameof(Math.Cos), nameof(Math.Tan), nameof(Math.Sinh), nameof(Math.Cosh), nameof(Math.Tanh),
        nameof(Math.Asin), nameof(Math.Acos), nameof(Math.Atan), nameof(Math.Atan2),
    ];

    /// <summary>Whether the code of a method is that of the model, so that it has to be read as well.</summary>
    public static bool IsEntered(MethodBase method) => !IsOfEngine(method) && !IsOfPlatform(method);

    /// <summary>Whether the compiler of kernels computes a function itself where its arguments are constants.</summary>
    public static bool IsFolded(MethodBase method) => method.DeclaringType == typeof(Math) && TakesNumbers(method)
        && (Folded.Contains(method.Name) || Known[typeof(Math)].Contains(method.Name));

    /// <summary>Why a GPU cannot call a method; null when it can, so far as the call alone tells.</summary>
    public static Finding? RefusalOf(MethodBase method)
    {
        Type type = method.DeclaringType!;
        if (type.DeclaringType is null && MemberName.IsMadeByCompiler(type))
        {
            return new(MadeByCompiler(method.Name));
        }

        bool isOfObject = !method.IsStatic && !type.IsValueType;
        if (!isOfObject && (!IsOfPlatform(method) || IsKnown(method, type)))
        {
            return null;
        }

        string called = method.IsConstructor ? $"creates {MemberName.Of(type)}" : $"calls {MemberName.Of(method)}";
        if (type == typeof(Math) || type == typeof(MathF))
        {
            return new($"{called}, which knows {(type == typeof(Math) ? "doubles" : "floats")} only{Instead(method.Name)}");
        }

        string? kind = isOfObject ? DeviceType.RefusalOf(type) : KindOf(method, type);
        return new(kind is null ? $"{called}, which a GPU does not have" : $"{called} ({kind})", kind);
    }

    /// <summary>What a static method of .NET is about: its type, unless that only holds it, what it returns, or takes.</summary>
    private static string? KindOf(MethodBase method, Type type)
    {
        IEnumerable<Type> result = method is MethodInfo function ? [function.ReturnType] : [];
        return DeviceType.RefusalOf(type) is { } kind and not "a class"
            ? kind
            : result.Concat(method.GetParameters().Select(parameter => parameter.ParameterType))
                .Select(DeviceType.RefusalOf).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>What the compiler of C# makes a call of its own for.</summary>
    private static string MadeByCompiler(string name) =>
        name.StartsWith("InlineArray", StringComparison.Ordinal) ? "uses an inline array"
        : name.StartsWith("Throw", StringComparison.Ordinal) ? "has a switch without a default, which throws an exception"
        : $"needs {name}, which the compiler made and a GPU does not have";

    private static string Instead(string name) => typeof(IReal<>).GetMethod(name) is null ? "" : $": use T.{name}";

    private static bool IsKnown(MethodBase method, Type type) =>
        (Known.TryGetValue(type, out string[]? names) && names.Contains(method.Name) && TakesNumbers(method))
        || (type.IsPrimitive && method.Name.Contains("op_", StringComparison.Ordinal))
        || (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && method.IsConstructor);

    /// <summary>Rounding to so many digits, say, or the least of decimal numbers, is another function of the same name.</summary>
    private static bool TakesNumbers(MethodBase method)
    {
        Type[] types = [.. method.GetParameters().Select(parameter => parameter.ParameterType).Distinct()];
        return types is [{ IsPrimitive: true }];
    }

    private static bool IsOfEngine(MethodBase method) =>
        method.Module.Assembly == typeof(Context).Assembly || method.Module.Assembly == typeof(GpuEngine).Assembly;

    private static bool IsOfPlatform(MethodBase method) =>
        method.Module.Assembly == typeof(object).Assembly
        || method.Module.Assembly.GetName().Name is { } name
            && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));
}
