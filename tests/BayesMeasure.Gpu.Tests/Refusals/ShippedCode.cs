using System.Reflection;
using BayesMeasure.Models;
using BayesMeasure.Noise;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>
/// All components and densities of noise of the library, those that are made of others closed over one of them.
/// </summary>
internal static class ShippedCode
{
    private static readonly Assembly Library = typeof(IComponent).Assembly;

    public static IReadOnlyList<Type> Components { get; } = Implementing(typeof(IComponent));

    public static IReadOnlyList<Type> Densities { get; } = Implementing(typeof(INoiseDensity));

    private static Type[] Implementing(Type contract) =>
    [
        .. from type in Library.GetTypes()
           where type.IsValueType && type.IsAssignableTo(contract)
           from closed in Closed(type)
           select closed,
    ];

    /// <summary>A type, closed over every type of the library that its parameter allows.</summary>
    private static IEnumerable<Type> Closed(Type type) => !type.IsGenericTypeDefinition
        ? [type]
        : from argument in Library.GetTypes()
          where argument.IsValueType && !argument.IsGenericTypeDefinition
          where type.GetGenericArguments().Single().GetGenericParameterConstraints().All(argument.IsAssignableTo)
          select type.MakeGenericType(argument);
}
