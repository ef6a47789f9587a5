using System.Reflection;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>
/// Tells what the compiler of kernels computes itself, so that nothing is left of it to run: <c>Math.Sqrt(8 * Math.Log(2))</c>.
/// </summary>
internal static class ConstantExpression
{
    /// <summary>Whether an instruction makes a number of constants alone.</summary>
    /// <param name="instructions">The code of a method.</param>
    /// <param name="end">The position of the instruction.</param>
    public static bool EndsAt(IReadOnlyList<Instruction> instructions, int end) => StartOf(instructions, end) is not null;

    /// <summary>Where the expression that ends with an instruction begins; null when it is no constant.</summary>
    private static int? StartOf(IReadOnlyList<Instruction> instructions, int end)
    {
        if (end < 0 || OperandsOf(instructions[end]) is not { } operands)
        {
            return null;
        }

        int start = end;
        for (int i = 0; i < operands; i++)
        {
            if (StartOf(instructions, start - 1) is not { } before)
            {
                return null;
            }

            start = before;
        }

        return start;
    }

    private static int? OperandsOf(in Instruction instruction) => instruction.Code.Name switch
    {
        "ldsfld" when instruction.Operand is FieldInfo { IsInitOnly: true, FieldType.IsPrimitive: true } => 0,
        "add" or "sub" or "mul" or "div" => 2,
        "neg" => 1,
        "call" when instruction.Operand is MethodBase method && CallRules.IsFolded(method) => method.GetParameters().Length,
        { } name when name.StartsWith("ldc.", StringComparison.Ordinal) => 0,
        { } name when name.StartsWith("conv.", StringComparison.Ordinal) => 1,
        _ => null,
    };
}
