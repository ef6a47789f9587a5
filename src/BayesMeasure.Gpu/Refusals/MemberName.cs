using System.Reflection;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>What a member is called in a message: as its author wrote it.</summary>
internal static class MemberName
{
    /// <summary>The name of a method or a field, after that of its type.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo => $"the constructor of {Of(member.DeclaringType!)}",
        { DeclaringType: { } type } => $"{Of(type)}.{OwnName(member.Name)}",
        _ => OwnName(member.Name),
    };

    /// <summary>The name of a type with its generic arguments; what the compiler made is named by what it was made in.</summary>
    public static string Of(Type type)
    {
        if (IsMadeByCompiler(type) && type.DeclaringType is { } author)
        {
            return Of(author);
        }

        string name = type.Name.Split('`')[0];
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        Type[] own = type.GetGenericArguments()[outer..];
        return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(Of))}>";
    }

    /// <summary>Whether the compiler made a member, for a lambda, an iterator or a table of constants.</summary>
    public static bool IsMadeByCompiler(MemberInfo member) => member.Name.StartsWith('<');

    /// <summary>
    /// The name in the source: of a member that implements one of an interface, of the property behind an accessor, and of a
    /// local function, which is compiled as <c>&lt;Evaluate&gt;g__Shape|0_1</c>.
    /// </summary>
    private static string OwnName(string name)
    {
        if (name.StartsWith('<'))
        {
            int inner = name.IndexOf("g__", StringComparison.Ordinal);
            return inner < 0 ? name[1..name.IndexOf('>', StringComparison.Ordinal)] : name[(inner + 3)..].Split('|')[0];
        }

        string own = name[(name.LastIndexOf('.') + 1)..];
        return own.StartsWith("get_", StringComparison.Ordinal) ? own[4..] : own;
    }
}
