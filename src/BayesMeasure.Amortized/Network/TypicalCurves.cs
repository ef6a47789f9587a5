using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// How curves of a family are distributed, so that one from elsewhere is noticed: mean and covariance of what is known of
/// simulated curves, and the Mahalanobis distances of others. They are constants of the network, and in its file.
/// </summary>
internal sealed class TypicalCurves : nn.Module
{
    /// <summary>The number of curves for mean and covariance, and of those for the distances.</summary>
    public const int Curves = 1000;

    private const double Shrinkage = 1e-3;

    private readonly Tensor mean;
    private readonly Tensor whitening;
    private readonly Tensor distances;

    /// <param name="size">How many numbers are known of a curve.</param>
    public TypicalCurves(int size)
        : base(nameof(TypicalCurves))
    {
        mean = zeros(size);
        whitening = zeros(size, size);
        distances = zeros(Curves);
        RegisterComponents();
    }

    /// <summary>Whether they were learnt.</summary>
    public bool AreKnown => distances[Curves - 1].item<float>() > 0;

    /// <summary>Learns from simulated curves.</summary>
    /// <param name="known">What is known of them, twice as many as <see cref="Curves"/>: curves, numbers.</param>
    public void Learn(Tensor known)
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Tensor first = known.narrow(0, 0, Curves);
        mean.copy_(first.mean([0L]));
        whitening.copy_(Whitening(first - mean));
        distances.copy_(Distances(known.narrow(0, Curves, Curves)).sort().Values);
    }

    /// <summary>How many of the simulated curves are at least as far from the mean, one of them for the curve itself.</summary>
    /// <param name="known">What is known of the curves: curves, numbers.</param>
    public double[] Typicalities(Tensor known)
    {
        float[] sorted = distances.data<float>().ToArray();
        return [.. Distances(known).contiguous().data<float>().ToArray().Select(distance =>
            (1.0 + sorted.Count(other => other >= distance)) / (1 + sorted.Length))];
    }

    private Tensor Distances(Tensor known)
    {
        Tensor whitened = (known - mean).matmul(whitening);
        return (whitened * whitened).sum([1L]).sqrt();
    }

    /// <summary>
    /// W with W W' = C^-1, for the covariance in units of the deviations and a little of the identity, so that what hardly varies
    /// is not divided by nothing.
    /// </summary>
    private static Tensor Whitening(Tensor centred)
    {
        int rows = (int)centred.size(0);
        int size = (int)centred.size(1);
        double[] elements = [.. centred.contiguous().data<float>().ToArray().Select(element => (double)element)];
        Matrix<double> all = Matrix<double>.Build.DenseOfRowMajor(rows, size, elements);
        Matrix<double> covariance = all.TransposeThisAndMultiply(all) / rows;
        Vector<double> scales = covariance.Diagonal().Map(variance => variance > 0 ? 1 / Math.Sqrt(variance) : 0);
        Matrix<double> scale = Matrix<double>.Build.DenseOfDiagonalVector(scales);
        Matrix<double> correlation = scale * covariance * scale * (1 - Shrinkage)
            + Matrix<double>.Build.DenseDiagonal(size, Shrinkage);
        Matrix<double> whitened = scale * correlation.Cholesky().Factor.Transpose().Inverse();
        return tensor(whitened.ToRowMajorArray(), [size, size]).to(float32);
    }
}
