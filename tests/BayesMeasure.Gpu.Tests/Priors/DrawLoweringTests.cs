using System.Text.RegularExpressions;
using BayesMeasure.Gpu.Tests.Lowering;
using BayesMeasure.Gpu.Tests.Random;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Priors;

/// <summary>Draws and priors become instructions of a GPU, with nothing left to call.</summary>
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
        string code = PtxLowering.Of(kernels.GetMethod(kernel)!, CudaArchitecture.SM_80).Text;
        Assert.Contains("fma.rn.f64", code, StringComparison.Ordinal);
        Assert.DoesNotContain(".extern", code, StringComparison.Ordinal);
        Assert.All(Called().Matches(code), match => Assert.True(IsDefined(code, match.Groups[1].Value), match.Value));
        Assert.DoesNotMatch(@"\b(div|rem)\.[su]64", code);
    }

    [GeneratedRegex(@"\bcall(?:\.uni)?\s+(?:\([^)]*\),\s*)?(\w+)")]
    private static partial Regex Called();

    private static bool IsDefined(string code, string name) =>
        Regex.IsMatch(code, $@"\.func[^;{{]*\b{name}\b[^;{{]*\{{", RegexOptions.Singleline);
}
