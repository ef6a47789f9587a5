using System.Reflection.Emit;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>One instruction of a method (ECMA-335, partition III), with what it speaks of.</summary>
/// <param name="Code">The operation.</param>
/// <param name="Operand">The method, field, type or text that it names; null where it names none.</param>
/// <param name="Constrained">The type that a call is made on where the code is generic over it; null elsewhere.</param>
internal readonly record struct Instruction(OpCode Code, object? Operand, Type? Constrained);
