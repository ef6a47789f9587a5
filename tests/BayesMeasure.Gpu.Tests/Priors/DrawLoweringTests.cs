using System.Reflection;
using System.Text.RegularExpressions;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Tests.Random;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Priors;

/// <summary>
/// Draws and priors become instructions of a GPU, with nothing left to call. The elementary functions are one stand-in
/// instruction each: how they are lowered themselves is not tested here.
/// </summary>
public sealed partial class DrawLoweringTests
{
    [Theory]
    [InlineData(typeof(RandomKernels), nameof(RandomKernels.InTurn))]
    [InlineData(typeof(RandomKernels), nameof(RandomKernels.FromPools))]
    [InlineData(typeof(RandomKernels), nameof(RandomKernels.Backwards))]
    [InlineData(typeof(RandomKernels), nameof(RandomKernels.Derived))]
    [InlineData(typeof(PriorKernels), nameof(PriorKernels.LogDensities))]
    [InlineData(typeof(PriorKernels), nameof(PriorKernels.LogCoordinateDensities))]
    [InlineData(typeof(PriorKernels), nameof(PriorKernels.Draws))]
    public void KernelLowersWithNothingLeftToCall(Type kernels, string kernel)
    {
        string code = Lowered(kernels.GetMethod(kernel)!);
        Assert.DoesNotContain(".extern", code, StringComparison.Ordinal);
        Assert.Empty(Called().Matches(code).Select(match => match.Groups[1].Value).Where(name => !IsDefined(code, name)));
        Assert.DoesNotMatch(@"\b(div|rem)\.[su]64", code);
    }

    /// <summary>Writes the stand-in of an elementary function.</summary>
    internal static void StandIn(PTXBackend backend, PTXCodeGenerator codeGenerator, Value value)
    {
        var argument = codeGenerator.LoadPrimitive(value[0]);
        var target = codeGenerator.AllocateHardware(value);
        using var command = codeGenerator.BeginCommand("neg.f64");
        command.AppendArgument(target);
        command.AppendArgument(argument);
    }

    [GeneratedRegex(@"\bcall(?:\.uni)?\s+(?:\([^)]*\),\s*)?(\w+)")]
    private static partial Regex Called();

    private static bool IsDefined(string code, string name) =>
        Regex.IsMatch(code, $@"\.func[^;{{]*\b{name}\b[^;{{]*\{{", RegexOptions.Singleline);

    private static string Lowered(MethodInfo kernel)
    {
        using Context context = Context.Create(
            builder => builder.Optimize(OptimizationLevel.O2).DebugSymbols(DebugSymbolsMode.Disabled));
        foreach (string function in new[] { "ExpOf", "LogOf", "SinOf", "CosOf" })
        {
            context.GetIntrinsicManager().RegisterMethod(
                typeof(DeviceDouble).GetMethod(function, BindingFlags.Static | BindingFlags.NonPublic)!,
                new PTXIntrinsic(typeof(DrawLoweringTests), nameof(StandIn), IntrinsicImplementationMode.GenerateCode));
        }
        using PTXBackend backend = new(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default)).PTXAssembly;
    }
}
