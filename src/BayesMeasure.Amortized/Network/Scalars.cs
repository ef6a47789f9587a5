using TorchSharp;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Numbers that torch is given beside tensors, kept for good. TorchSharp makes an object of every number and frees it once the
/// collector sees no more use of it, which may be while torch still reads it (dotnet/TorchSharp, pull request 1496): then the
/// number is another one, or none.
/// </summary>
internal static class Scalars
{
    /// <summary>1/4.</summary>
    public static readonly Scalar Quarter = 0.25;

    /// <summary>1/2.</summary>
    public static readonly Scalar Half = 0.5;

    /// <summary>2, as a whole number.</summary>
    public static readonly Scalar Two = 2L;

    /// <summary>What a square is not smaller than in a logarithm.</summary>
    public static readonly Scalar SmallestSquare = 1e-2;

    /// <summary>What the size of residuals is not smaller than, in units of the curve's.</summary>
    public static readonly Scalar SmallestResidual = 1e-3;
}
