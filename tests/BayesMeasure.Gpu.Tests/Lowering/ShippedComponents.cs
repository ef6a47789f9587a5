using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>Every component of the library; one with a part of its own choice once with each kind of part.</summary>
internal static class ShippedComponents
{
    public static IReadOnlyList<Type> All { get; } =
        [.. Structs.Where(type => type.IsAssignableTo(typeof(IComponent))).SelectMany(Closed).OrderBy(type => type.ToString())];

    private static IEnumerable<Type> Structs =>
        typeof(IComponent).Assembly.GetTypes().Where(type => type.IsValueType && type.IsPublic);

    private static IEnumerable<Type> Closed(Type type)
    {
        if (!type.IsGenericTypeDefinition)
        {
            return [type];
        }
        Type[] rules = type.GetGenericArguments()[0].GetGenericParameterConstraints();
        Type[] parts = [.. Structs.Where(part => !part.IsGenericType && rules.All(rule => rule.IsAssignableFrom(part)))];
        // Any peak shows what the wrapping does; this one has every function that peaks have in common.
        Type[] chosen = parts.Contains(typeof(PseudoVoigtPeak)) ? [typeof(PseudoVoigtPeak)] : parts;
        return chosen.Select(part => type.MakeGenericType(part));
    }
}
