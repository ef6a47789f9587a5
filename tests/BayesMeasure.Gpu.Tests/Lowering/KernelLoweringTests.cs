using System.Reflection;
using BayesMeasure.Gpu.Device;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>
/// The kernels of the engine lower for every shipped component and every shipped noise to code that needs nothing from outside.
/// </summary>
public abstract class KernelLoweringTests
{
    private static readonly CudaArchitecture[] Architectures = [CudaArchitecture.SM_80, CudaArchitecture.SM_90];

    public static TheoryData<string> Components => [.. ShippedComponents.All.Select(type => type.ToString())];

    public static TheoryData<Type> Noises =>
    [
        typeof(GaussianNoise.KnownDensity),
        typeof(GaussianNoise.PerPointDensity),
        typeof(GaussianNoise.LevelDensity),
        typeof(JeffreysNoise.Density),
        typeof(JitterNoise.Density),
        typeof(PoissonNoise.Density),
        typeof(StudentDensity.Known),
        typeof(StudentDensity.Level),
        typeof(StudentDensity.Tail),
        typeof(StudentDensity.LevelAndTail),
    ];

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(Components))]
    public void Every_component_is_explored(string name)
    {
        Type component = ShippedComponents.All.Single(type => type.ToString() == name);
        Type types = typeof(TermTypes<,>).MakeGenericType(component, typeof(NoTerms));
        Check(Explore(types, typeof(GaussianNoise.KnownDensity), Number, typeof(SharedWorkspace)));
    }

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(Noises))]
    public void Every_noise_is_explored(Type density)
    {
        Type types = typeof(TermTypes<GaussianPrecisionPeak, NoTerms>);
        Check(Explore(types, density, Number, typeof(DistantWorkspace)));
    }

    [Fact]
    public void A_sum_of_two_types_is_explored() => Check(Explore(
        typeof(TermTypes<GaussianPrecisionPeak, TermTypes<LorentzianPeak, NoTerms>>),
        typeof(GaussianNoise.KnownDensity),
        Number,
        typeof(SharedWorkspace)));

    [Fact]
    public void Exchanges_are_lowered() => Check(
        typeof(ExchangeKernel<>).MakeGenericType(Number).GetMethod(nameof(ExchangeKernel<DeviceDouble>.Exchange))!);

    [Fact]
    public void The_size_is_the_one_that_is_written_down() => Assert.InRange(
        PtxLowering.Of(
            Explore(
                typeof(TermTypes<GaussianPrecisionPeak, NoTerms>),
                typeof(GaussianNoise.KnownDensity),
                Number,
                typeof(SharedWorkspace)),
            CudaArchitecture.SM_80).Lines / (double)Lines,
        0.9,
        1.1);

    /// <summary>The number of the model.</summary>
    protected abstract Type Number { get; }

    /// <summary>The lines of PTX of the exploration of Gaussian peaks with known noise.</summary>
    protected abstract int Lines { get; }

    private static MethodInfo Explore(params Type[] types) =>
        typeof(ExploreKernel<,,,>).MakeGenericType(types).GetMethod(
            nameof(ExploreKernel<NoTerms, GaussianNoise.KnownDensity, DeviceDouble, SharedWorkspace>.Explore))!;

    private static void Check(MethodInfo kernel) =>
        Assert.All(PtxLowering.Of(kernel, Architectures), text => Assert.Empty(text.Faults()));
}
