using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Which values can live on a GPU: numbers, and structs of them.</summary>
internal static class DeviceType
{
    private const string Holder = "a struct that holds ";

    private static readonly Type[] Spans = [typeof(Span<>), typeof(ReadOnlySpan<>), typeof(Memory<>), typeof(ReadOnlyMemory<>)];

    /// <summary>What makes a type one that a GPU has no place for, such as "an array"; null when there is nothing.</summary>
    /// <param name="type">The type of a value; one that is passed by reference is judged by what it refers to.</param>
    public static string? RefusalOf(Type type) => type switch
    {
        { IsByRef: true } => RefusalOf(type.GetElementType()!),
        { IsPointer: true } or { IsFunctionPointer: true } => "a pointer",
        { IsArray: true } => "an array",
        { IsInterface: true } => "an interface",
        _ when type == typeof(string) || type == typeof(DefaultInterpolatedStringHandler) => "a string",
        _ when type == typeof(decimal) => "a decimal number",
        _ when typeof(Delegate).IsAssignableFrom(type) => "a delegate",
        _ when typeof(Exception).IsAssignableFrom(type) => "an exception",
        _ when IsSpan(type) => "a span",
        { IsValueType: true } => RefusalOfFields(type),
        _ when type == typeof(void) => null,
        _ => "a class",
    };

    private static bool IsSpan(Type type) => type.IsGenericType && Spans.Contains(type.GetGenericTypeDefinition());

    private static string? RefusalOfFields(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type.Assembly == typeof(Context).Assembly)
        {
            return null;
        }

        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => field.FieldType.IsByRef ? "a reference" : RefusalOf(field.FieldType))
            .FirstOrDefault(refusal => refusal is not null) is not { } held ? null
            : held.StartsWith(Holder, StringComparison.Ordinal) ? held
            : Holder + held;
    }
}
