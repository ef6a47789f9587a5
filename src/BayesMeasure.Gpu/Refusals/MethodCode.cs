using System.Reflection;
using System.Runtime.CompilerServices;
using BayesMeasure.Models;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>The code of one method: what a GPU cannot run of it, and what it calls.</summary>
/// <param name="method">The method, closed over its generic arguments.</param>
/// <param name="given">The types that the engine puts in and answers for: the number, and the view of the parameters.</param>
internal sealed class MethodCode(MethodBase method, IReadOnlyCollection<Type> given)
{
    private readonly List<Finding> findings = [];
    private readonly List<MethodBase> called = [];

    /// <summary>The methods of the model that it calls.</summary>
    public IReadOnlyList<MethodBase> Called => called;

    /// <summary>What a GPU cannot run of it, one sentence each.</summary>
    public IEnumerable<string> Refusals
    {
        get
        {
            IEnumerable<Finding> said = findings.Any(finding => !finding.IsDetail)
                ? findings.Where(finding => !finding.IsDetail).DistinctBy(finding => finding.Kind ?? finding.Text)
                : findings.Take(1);
            return said.Select(finding => $"{MemberName.Of(method)} {finding.Text}");
        }
    }

    /// <summary>Reads a method.</summary>
    public static MethodCode Read(MethodBase method, IReadOnlyCollection<Type> given)
    {
        var code = new MethodCode(method, given);
        code.Read();
        return code;
    }

    private void Read()
    {
        if (WholeRefusal() is { } whole)
        {
            findings.Add(new(whole));
            return;
        }

        MethodBody body = method.GetMethodBody()!;
        ReadInstructions(InstructionReader.Read(method, body));
        if (body.ExceptionHandlingClauses.Count > 0)
        {
            findings.Add(new("has a try, using or lock block"));
        }

        foreach (ParameterInfo parameter in method.GetParameters())
        {
            Judge(parameter.ParameterType, "takes");
        }

        foreach (LocalVariableInfo local in body.LocalVariables)
        {
            Judge(local.LocalType, "has a variable that is");
        }
    }

    /// <summary>Why the method is refused as a whole, so that no more need be said of it.</summary>
    private string? WholeRefusal() =>
        method.IsDefined(typeof(AsyncStateMachineAttribute)) ? "is asynchronous"
        : method.IsDefined(typeof(IteratorStateMachineAttribute)) ? "is an iterator, a class"
        : method.IsAbstract ? "is abstract"
        : method.GetMethodBody() is null ? "has no code that could be read"
        : null;

    private void ReadInstructions(IReadOnlyList<Instruction> instructions)
    {
        if (instructions.Any(IsDynamic))
        {
            findings.Add(new("uses dynamic"));
            return;
        }

        for (int i = 0; i < instructions.Count; i++)
        {
            Instruction instruction = instructions[i];
            Finding? refusal = InstructionRules.RefusalOf(in instruction, i == 0 ? default : instructions[i - 1]);
            if (refusal is { } finding)
            {
                findings.Add(finding);
            }
            else if (instruction.Operand is MethodBase target && !IsFolded(instructions, i, target))
            {
                ReadCall(instruction.Constrained, target);
            }
        }
    }

    private static bool IsDynamic(Instruction instruction) =>
        instruction.Operand is FieldInfo field && typeof(CallSite).IsAssignableFrom(field.FieldType);

    /// <summary>
    /// Whether a call is gone when the code runs. The library itself passes constants through parameters at times; that all of it
    /// compiles is tested.
    /// </summary>
    private bool IsFolded(IReadOnlyList<Instruction> instructions, int call, MethodBase target) =>
        CallRules.IsFolded(target)
        && (method.Module == typeof(IComponent).Module || ConstantExpression.EndsAt(instructions, call));

    private void ReadCall(Type? constrained, MethodBase target)
    {
        if (constrained is not null && given.Contains(constrained))
        {
            return;
        }

        MethodBase method = constrained is null ? target : Implementation.Of((MethodInfo)target, constrained);
        if (CallRules.RefusalOf(method) is { } refusal)
        {
            findings.Add(refusal);
        }
        else if (CallRules.IsEntered(method))
        {
            called.Add(method);
        }
    }

    private void Judge(Type type, string verb)
    {
        if (!given.Contains(type) && DeviceType.RefusalOf(type) is { } kind)
        {
            findings.Add(new($"{verb} {kind}", IsDetail: true));
        }
    }
}
