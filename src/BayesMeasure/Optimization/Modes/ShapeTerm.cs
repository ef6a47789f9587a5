using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// One term of a component at any shape of it: the curve at one point, and at another one to compare it with. Nothing is
/// allocated by an evaluation.
/// </summary>
internal sealed class ShapeTerm
{
    private readonly int[] positions;
    private readonly double[] own;
    private readonly ChainRule chain;
    private TermCurve current;
    private TermCurve kept;
    private double squaredNorm;
    private double keptSquaredNorm;

    /// <param name="curve">The measured curve.</param>
    /// <param name="position">The position of the term in the model of that curve.</param>
    public ShapeTerm(MeasuredCurve curve, int position)
    {
        positions = [.. curve.Positions];
        own = new double[positions.Length];
        chain = new(curve.Posterior.Layout);
        current = TermCurve.Of(curve.Posterior, position);
        kept = TermCurve.Of(curve.Posterior, position);
    }

    /// <summary>The curve that was evaluated last.</summary>
    public ReadOnlySpan<double> Curve => current.Last;

    /// <summary>Computes the curve.</summary>
    /// <param name="values">One value an unknown of the target.</param>
    public void Evaluate(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = values[positions[i]];
        }

        chain.MoveTo(own);
        current.Evaluate(chain.Values);
        squaredNorm = InnerProduct.Of(current.Last, current.Last);
    }

    /// <summary>Keeps the curve of the last evaluation.</summary>
    public void Keep()
    {
        (current, kept) = (kept, current);
        keptSquaredNorm = squaredNorm;
    }

    /// <summary>
    /// The cosine of the last curve and the one that was kept. Where both are 0 they are alike, where one is they are not; what
    /// is not a number is not compared.
    /// </summary>
    public double CosineWithKept()
    {
        double product = InnerProduct.Of(current.Last, kept.Last);
        double cosine = squaredNorm > 0 && keptSquaredNorm > 0
            ? product / Math.Sqrt(squaredNorm * keptSquaredNorm)
            : squaredNorm == keptSquaredNorm ? 1 : 0;
        return double.IsNaN(cosine) ? 1 : cosine;
    }
}
