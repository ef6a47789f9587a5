using System.Reflection;

namespace BayesMeasure.Tests.Architecture;

/// <summary>
/// The name of a member in a documentation file, such as "M:BayesMeasure.Models.ForwardModel.Repeat(System.Int32)".
/// </summary>
internal static class DocumentationName
{
    /// <summary>The name of a type or of a member of one.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        Type type => $"T:{Declared(type)}",
        FieldInfo => $"F:{Within(member)}",
        EventInfo => $"E:{Within(member)}",
        PropertyInfo property => $"P:{Within(member)}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{Declared(member.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{Within(member)}{Arity(method)}{Parameters(method.GetParameters())}{Conversion(method)}",
        _ => throw new ArgumentException($"{member} is of an unknown kind.", nameof(member)),
    };

    private static string Within(MemberInfo member) => $"{Declared(member.DeclaringType!)}.{member.Name}";

    /// <summary>The type as it is declared: a generic one with the number of its parameters.</summary>
    private static string Declared(Type type) => type.FullName!.Replace('+', '.');

    private static string Arity(MethodInfo method) =>
        method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Conversion(MethodInfo method) =>
        method.Name is "op_Implicit" or "op_Explicit" ? $"~{Used(method.ReturnType)}" : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Used(parameter.ParameterType)))})";

    /// <summary>The type as it is used in a signature: a generic one with its arguments.</summary>
    private static string Used(Type type) => type switch
    {
        { IsByRef: true } => $"{Used(type.GetElementType()!)}@",
        { IsArray: true } => $"{Used(type.GetElementType()!)}[]",
        { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
        { IsGenericTypeParameter: true } => $"`{type.GenericParameterPosition}",
        { IsGenericType: true } => $"{Outer(type)}.{type.Name.Split('`')[0]}{{{Arguments(type)}}}",
        _ => Declared(type),
    };

    private static string Arguments(Type type) => string.Join(',', type.GetGenericArguments().Select(Used));

    private static string Outer(Type type) => type.DeclaringType is null ? type.Namespace! : Declared(type.DeclaringType);
}
