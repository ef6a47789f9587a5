using System.Reflection;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;

namespace BayesMeasure.Gpu.Numerics;

/// <summary>What the numbers of a device need that ILGPU has no name for, as instructions of each backend.</summary>
internal static class DeviceIntrinsics
{
    /// <summary>
    /// Teaches a context the fused multiply-add; every context that compiles a kernel of this library needs it, once.
    /// </summary>
    public static void Register(Context context)
    {
        Register(context, typeof(double), nameof(FuseDoubles));
        Register(context, typeof(float), nameof(FuseSingles));
    }

    private static void Register(Context context, Type number, string instruction)
    {
        MethodInfo method = typeof(FusedArithmetic).GetMethod(nameof(FusedArithmetic.MultiplyAdd), [number, number, number])!;
        IntrinsicImplementationManager manager = context.GetIntrinsicManager();
        MethodInfo code = typeof(DeviceIntrinsics).GetMethod(instruction, BindingFlags.NonPublic | BindingFlags.Static)!;
        MethodInfo openCl = typeof(DeviceIntrinsics).GetMethod(nameof(CallFma), BindingFlags.NonPublic | BindingFlags.Static)!;
        manager.RegisterMethod(method, new PTXIntrinsic(code, IntrinsicImplementationMode.GenerateCode));
        manager.RegisterMethod(method, new CLIntrinsic(openCl, IntrinsicImplementationMode.GenerateCode));
    }

    private static void FuseDoubles(PTXBackend backend, PTXCodeGenerator codeGenerator, Value value) =>
        Fuse(codeGenerator, value, "fma.rn.f64");

    private static void FuseSingles(PTXBackend backend, PTXCodeGenerator codeGenerator, Value value) =>
        Fuse(codeGenerator, value, "fma.rn.f32");

    private static void Fuse(PTXCodeGenerator codeGenerator, Value value, string instruction)
    {
        var x = codeGenerator.LoadPrimitive(value[0]);
        var y = codeGenerator.LoadPrimitive(value[1]);
        var z = codeGenerator.LoadPrimitive(value[2]);
        var target = codeGenerator.AllocateHardware(value);
        using var command = codeGenerator.BeginCommand(instruction);
        command.AppendArgument(target);
        command.AppendArgument(x);
        command.AppendArgument(y);
        command.AppendArgument(z);
    }

    /// <summary>OpenCL C has one name for both precisions.</summary>
    private static void CallFma(CLBackend backend, CLCodeGenerator codeGenerator, Value value)
    {
        var x = codeGenerator.Load(value[0]);
        var y = codeGenerator.Load(value[1]);
        var z = codeGenerator.Load(value[2]);
        var target = codeGenerator.Allocate(value);
        using var statement = codeGenerator.BeginStatement(target);
        statement.AppendCommand("fma");
        statement.BeginArguments();
        statement.AppendArgument(x);
        statement.AppendArgument(y);
        statement.AppendArgument(z);
        statement.EndArguments();
    }
}
