using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Priors;
using ILGPU;

namespace BayesMeasure.Gpu.Priors;

/// <summary>What priors take of a kernel.</summary>
/// <param name="probabilities">The probabilities of the indicators of the whole batch.</param>
internal readonly struct DeviceFunctions(ArrayView<double> probabilities) : IDistributionFunctions
{
    private readonly ArrayView<double> probabilities = probabilities;

    /// <inheritdoc/>
    public static double Exp(double x) => DeviceDouble.Exp(x).Value;

    /// <inheritdoc/>
    public static double Log(double x) => DeviceDouble.Log(x).Value;

    /// <inheritdoc/>
    public double ProbabilityAt(int index) => probabilities[index];
}
