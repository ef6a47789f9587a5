using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>Reads the instructions of a method that is closed over its generic arguments.</summary>
internal ref struct InstructionReader
{
    /// <summary>The first byte of the codes that have two.</summary>
    private const byte LongCode = 0xFE;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value);

    private readonly Module module;
    private readonly Type[]? typeArguments;
    private readonly Type[]? methodArguments;
    private ReadOnlySpan<byte> rest;

    private InstructionReader(MethodBase method, ReadOnlySpan<byte> code)
    {
        module = method.Module;
        typeArguments = method.DeclaringType?.GetGenericArguments();
        methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        rest = code;
    }

    /// <summary>All instructions, in order; a prefix that constrains a call is part of the call.</summary>
    public static IReadOnlyList<Instruction> Read(MethodBase method, MethodBody body)
    {
        var reader = new InstructionReader(method, body.GetILAsByteArray());
        var instructions = new List<Instruction>();
        Type? constrained = null;
        while (reader.rest.Length > 0)
        {
            OpCode code = reader.ReadCode();
            object? operand = reader.ReadOperand(code);
            if (code == OpCodes.Constrained)
            {
                constrained = (Type)operand!;
                continue;
            }

            instructions.Add(new(code, operand, constrained));
            constrained = null;
        }

        return instructions;
    }

    private OpCode ReadCode()
    {
        byte first = Take(1)[0];
        return first == LongCode ? Codes[(short)(LongCode << 8 | Take(1)[0])] : Codes[first];
    }

    private object? ReadOperand(OpCode code) => code.OperandType switch
    {
        OperandType.InlineNone => null,
        OperandType.InlineString => module.ResolveString(ReadInteger()),
        OperandType.InlineMethod => module.ResolveMethod(ReadInteger(), typeArguments, methodArguments),
        OperandType.InlineField => module.ResolveField(ReadInteger(), typeArguments, methodArguments),
        OperandType.InlineType => module.ResolveType(ReadInteger(), typeArguments, methodArguments),
        OperandType.InlineTok => module.ResolveMember(ReadInteger(), typeArguments, methodArguments),
        OperandType.InlineSwitch => Skip(sizeof(int) * ReadInteger()),
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => Skip(sizeof(byte)),
        OperandType.InlineVar => Skip(sizeof(short)),
        OperandType.InlineI8 or OperandType.InlineR => Skip(sizeof(long)),
        _ => Skip(sizeof(int)),
    };

    private int ReadInteger() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private object? Skip(int count)
    {
        Take(count);
        return null;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}

/// <summary>One instruction of a method (ECMA-335, partition III), with what it speaks of.</summary>
/// <param name="Code">The operation.</param>
/// <param name="Operand">The method, field, type or text that it names; null where it names none.</param>
/// <param name="Constrained">The type that a call is made on where the code is generic over it; null elsewhere.</param>
internal readonly record struct Instruction(OpCode Code, object? Operand, Type? Constrained);
