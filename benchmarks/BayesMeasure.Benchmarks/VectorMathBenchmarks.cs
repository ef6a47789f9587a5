using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace BayesMeasure.Benchmarks;

/// <summary>
/// The cost per element of the elementary functions, over an array that stays in the first-level cache: of the runtime's
/// scalar functions, of its vectors and its tensor primitives where it has them, and of ours by width.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class VectorMathBenchmarks
{
    /// <summary>The exponent of the powers.</summary>
    internal const double Power = 1.7;

    private const int Length = 1024;

    private readonly AlignedBuffer source = new(Length);
    private readonly AlignedBuffer destination = new(Length);

    /// <summary>Draws the arguments.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        foreach (ref double x in source.Span)
        {
            x = 5.0 * random.NextDouble();
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Exp")]
    public void Exp_Math() => RunExisting<Exp>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Exp")]
    public void Exp_Vector512() => RunExistingVector<Exp>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Exp")]
    public void Exp_TensorPrimitives() => TensorPrimitives.Exp(source.Span, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Exp")]
    public void Exp_Scalar() => Run<Exp, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Exp")]
    public void Exp_Lanes256() => Run<Exp, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Exp")]
    public void Exp_Lanes512() => Run<Exp, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Log")]
    public void Log_Math() => RunExisting<Log>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Log")]
    public void Log_Vector512() => RunExistingVector<Log>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Log")]
    public void Log_TensorPrimitives() => TensorPrimitives.Log(source.Span, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Log")]
    public void Log_Scalar() => Run<Log, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Log")]
    public void Log_Lanes256() => Run<Log, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Log")]
    public void Log_Lanes512() => Run<Log, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Pow")]
    public void Pow_Math() => RunExisting<Pow>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Pow")]
    public void Pow_TensorPrimitives() => TensorPrimitives.Pow(source.Span, Power, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Pow")]
    public void Pow_Scalar() => Run<Pow, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Pow")]
    public void Pow_Lanes256() => Run<Pow, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Pow")]
    public void Pow_Lanes512() => Run<Pow, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Sin")]
    public void Sin_Math() => RunExisting<Sin>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Sin")]
    public void Sin_Vector512() => RunExistingVector<Sin>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Sin")]
    public void Sin_TensorPrimitives() => TensorPrimitives.Sin(source.Span, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Sin")]
    public void Sin_Scalar() => Run<Sin, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Sin")]
    public void Sin_Lanes256() => Run<Sin, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Sin")]
    public void Sin_Lanes512() => Run<Sin, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Cos")]
    public void Cos_Math() => RunExisting<Cos>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Cos")]
    public void Cos_Vector512() => RunExistingVector<Cos>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Cos")]
    public void Cos_TensorPrimitives() => TensorPrimitives.Cos(source.Span, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Cos")]
    public void Cos_Scalar() => Run<Cos, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Cos")]
    public void Cos_Lanes256() => Run<Cos, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Cos")]
    public void Cos_Lanes512() => Run<Cos, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Tanh")]
    public void Tanh_Math() => RunExisting<Tanh>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Tanh")]
    public void Tanh_TensorPrimitives() => TensorPrimitives.Tanh(source.Span, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Tanh")]
    public void Tanh_Scalar() => Run<Tanh, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Tanh")]
    public void Tanh_Lanes256() => Run<Tanh, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Tanh")]
    public void Tanh_Lanes512() => Run<Tanh, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Atan")]
    public void Atan_Math() => RunExisting<Atan>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Atan")]
    public void Atan_TensorPrimitives() => TensorPrimitives.Atan(source.Span, destination.Span);

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Atan")]
    public void Atan_Scalar() => Run<Atan, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Atan")]
    public void Atan_Lanes256() => Run<Atan, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Atan")]
    public void Atan_Lanes512() => Run<Atan, Lanes512>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Length), BenchmarkCategory("Erf")]
    public void Erf_MathNet() => RunExisting<Erf>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Erf")]
    public void Erf_Scalar() => Run<Erf, Scalar>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Erf")]
    public void Erf_Lanes256() => Run<Erf, Lanes256>();

    [Benchmark(OperationsPerInvoke = Length), BenchmarkCategory("Erf")]
    public void Erf_Lanes512() => Run<Erf, Lanes512>();

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Run<TFunction, T>()
        where TFunction : struct, IElementaryFunction
        where T : unmanaged, IReal<T>, ILanes<T>
    {
        ref double from = ref source.First;
        ref double to = ref destination.First;
        for (int i = 0; i < Length; i += T.Count)
        {
            T.Store(TFunction.Apply(T.Load(in Unsafe.Add(ref from, i))), ref Unsafe.Add(ref to, i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void RunExisting<TFunction>()
        where TFunction : struct, IElementaryFunction
    {
        ref double from = ref source.First;
        ref double to = ref destination.First;
        for (int i = 0; i < Length; i++)
        {
            Unsafe.Add(ref to, i) = TFunction.Existing(Unsafe.Add(ref from, i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void RunExistingVector<TFunction>()
        where TFunction : struct, IVectorFunction
    {
        ref double from = ref source.First;
        ref double to = ref destination.First;
        for (nuint i = 0; i < Length; i += (nuint)Vector512<double>.Count)
        {
            TFunction.Existing(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }
    }
}
