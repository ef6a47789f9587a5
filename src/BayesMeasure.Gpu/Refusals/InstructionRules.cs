using System.Reflection;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Which instructions a GPU can run, calls aside.</summary>
internal static class InstructionRules
{
    /// <summary>Why a GPU cannot run an instruction; null when it can.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="before">The one before it.</param>
    public static Finding? RefusalOf(in Instruction instruction, in Instruction before) => instruction.Code.Name switch
    {
        "throw" when before.Operand is ConstructorInfo made => new($"throws {MemberName.Of(made.DeclaringType!)}, an exception"),
        "throw" => new("throws an exception"),
        "localloc" => new("takes memory with stackalloc"),
        "calli" => new("calls through a function pointer"),
        "stsfld" => RefusalOfStaticWrite((FieldInfo)instruction.Operand!),
        "ldsfld" or "ldsflda" => RefusalOfStatic((FieldInfo)instruction.Operand!),
        "newobj" => RefusalOfNew(((MethodBase)instruction.Operand!).DeclaringType!),
        "newarr" => new("creates an array", IsDetail: true),
        "box" => new($"boxes {Article((Type)instruction.Operand!)}", IsDetail: true),
        "castclass" or "isinst" or "unbox" or "unbox.any" =>
            new($"casts to {MemberName.Of((Type)instruction.Operand!)}", IsDetail: true),
        "ldstr" => new($"uses the text \"{instruction.Operand}\", a string", IsDetail: true),
        "ldftn" or "ldvirtftn" => new("creates a delegate", IsDetail: true),
        "ldtoken" => new("asks for a type, a method or a table of constants at run time", IsDetail: true),
        "arglist" or "mkrefany" or "refanyval" or "refanytype" => new("has arguments of any number", IsDetail: true),
        "cpblk" or "initblk" => new("moves a block of memory", IsDetail: true),
        "ckfinite" => new("checks that a number is finite, or else throws an exception"),
        _ => null,
    };

    /// <summary>A constant is compiled into the code; what may change, or lies on the heap, is out of a GPU's reach.</summary>
    private static Finding? RefusalOfStatic(FieldInfo field)
    {
        string? kind = DeviceType.RefusalOf(field.FieldType);
        if (IsMadeByCompiler(field))
        {
            return new($"keeps {kind ?? "a table of constants"}", IsDetail: true);
        }

        string read = $"reads the static field {MemberName.Of(field)}";
        return kind is not null ? new($"{read}, {kind}")
            : !field.IsInitOnly ? new($"{read}, which is not readonly")
            : !field.FieldType.IsPrimitive ? new($"{read}, a struct: make it a constant, or compute it")
            : null;
    }

    private static Finding RefusalOfStaticWrite(FieldInfo field) => IsMadeByCompiler(field)
        ? new("keeps a delegate", IsDetail: true)
        : new($"writes the static field {MemberName.Of(field)}");

    private static bool IsMadeByCompiler(FieldInfo field) =>
        MemberName.IsMadeByCompiler(field) || MemberName.IsMadeByCompiler(field.DeclaringType!);

    private static Finding? RefusalOfNew(Type type)
    {
        string? kind = DeviceType.RefusalOf(type);
        if (kind is null)
        {
            return null;
        }

        string created = kind != "a class" ? kind
            : MemberName.IsMadeByCompiler(type) ? "a delegate"
            : $"{Article(type)}, a class";
        return new($"creates {created}", IsDetail: true);
    }

    private static string Article(Type type)
    {
        string name = MemberName.Of(type);
        return $"{("AEIOU".Contains(name[0], StringComparison.Ordinal) ? "an" : "a")} {name}";
    }
}

/// <summary>Something in a method that a GPU cannot run.</summary>
/// <param name="Text">What the method does, as it follows its name in a sentence: "creates an array".</param>
/// <param name="Kind">What of it a GPU has no place for, such as "a string": said once; null where the text says it.</param>
/// <param name="IsDetail">
/// Whether it mostly is a part of something else that is refused, as the text of an exception is: said only where nothing else
/// is.
/// </param>
internal readonly record struct Finding(string Text, string? Kind = null, bool IsDetail = false);
