namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>
/// The arithmetic in double precision that a move needs at one point, counted by hand from the source. A fused multiply-add is
/// one instruction and two operations. What is done once a curve, in integers, by comparisons, or to round, is not counted.
/// </summary>
/// <param name="Single">Additions, subtractions and multiplications.</param>
/// <param name="Fused">Fused multiply-adds.</param>
internal readonly record struct PointOperations(int Single, int Fused)
{
    /// <summary>
    /// LaneExponential.Exp without its scaling by a power of two, which may be done in integers. Single: x / ln 2, the square
    /// and the fourth power of the remainder, and 1 + r. Fused: two of the reduction, nine of the polynomial and the one that
    /// completes it.
    /// </summary>
    private static PointOperations Exponential => new(4, 12);

    /// <summary>x - mu, two products, e^x, the amplitude.</summary>
    private static PointOperations GaussianPrecisionPeak => new PointOperations(4, 0) + Exponential;

    /// <summary>f - c + c', the residual, and its square added to the sum.</summary>
    private static PointOperations PredictionAndMisfit => new(3, 1);

    /// <summary>A move of the precision or of the center: the peak is evaluated anew.</summary>
    public static PointOperations MoveOfShape => GaussianPrecisionPeak + PredictionAndMisfit;

    /// <summary>A move of the amplitude: the peak is multiplied by a factor.</summary>
    public static PointOperations MoveOfAmplitude => new PointOperations(1, 0) + PredictionAndMisfit;

    /// <summary>The number of instructions.</summary>
    public int Instructions => Single + Fused;

    /// <summary>The number of floating-point operations.</summary>
    public int Operations => Single + 2 * Fused;

    /// <summary>One after the other.</summary>
    public static PointOperations operator +(PointOperations left, PointOperations right) =>
        new(left.Single + right.Single, left.Fused + right.Fused);

    /// <summary>So many times.</summary>
    public static PointOperations operator *(int count, PointOperations operations) =>
        new(count * operations.Single, count * operations.Fused);
}
