using System.Reflection;
using BayesMeasure.Gpu.Numerics;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>
/// Every shipped component lowers to code that needs nothing from outside, at about the size that is written down.
/// </summary>
public class ComponentLoweringTests
{
    private const double Tolerance = 0.25;

    public static TheoryData<string> Names => [.. ShippedComponents.All.Select(Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_component_lowers_in_double_precision(string name) => Check(name, typeof(DeviceDouble));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_component_lowers_in_single_precision(string name) => Check(name, typeof(DeviceSingle));

    [Fact]
    public void Generic_components_are_among_them() =>
        Assert.Contains("Doublet<PseudoVoigtPeak>", ShippedComponents.All.Select(Name));

    private static void Check(string name, Type number)
    {
        Type component = ShippedComponents.All.Single(type => Name(type) == name);
        MethodInfo kernel =
            typeof(ComponentProbe).GetMethod(nameof(ComponentProbe.SumOverPoints))!.MakeGenericMethod(component, number);
        PtxText older = PtxLowering.Of(kernel, CudaArchitecture.SM_80);
        Assert.Empty(older.Faults());
        Assert.Empty(PtxLowering.Of(kernel, CudaArchitecture.SM_90).Faults());
        string line = $"{name} {number.Name} {older.Lines}";
        string[] written = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Lowering", "ComponentSizes.txt"));
        string? kept =
            written.SingleOrDefault(candidate => candidate.StartsWith($"{name} {number.Name} ", StringComparison.Ordinal));
        Assert.True(
            kept is not null && Math.Abs(older.Lines - Lines(kept)) <= Tolerance * Lines(kept),
            $"The size of the code has changed. Was: {kept ?? "nothing"}. "
                + $"If that is meant, write into ComponentSizes.txt: {line}");
    }

    private static int Lines(string line) => int.Parse(line.Split(' ')[^1]);

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
