using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The smooth curve of a gradient: the marginal likelihood is that of the prediction with the best coefficients c, whose prior
/// and the two determinants stand beside it, ln L(f + B c) - c'P c / 2 + ln det P / 2 - ln det A / 2. Since c is the best, its
/// own changes count for nothing: slopes are those at fixed c.
/// </summary>
internal sealed class SmoothGradient
{
    private readonly SmoothCurve curve;
    private readonly CurveJacobian jacobian;
    private readonly AlignedBuffer measured;
    private readonly BandMatrix matrix;
    private readonly BandMatrix inverse;
    private readonly BandCholesky factor;
    private readonly double[] residual;
    private readonly double[] projection;
    private readonly double[] coefficients;
    private readonly double[] product;
    private readonly double[] change;
    private (double Value, double Slope) stiffness;
    private double precision;

    public SmoothGradient(SmoothCurve curve, CurveJacobian jacobian)
    {
        this.curve = curve;
        this.jacobian = jacobian;
        measured = jacobian.Points.Data.Y;
        matrix = new(curve.Count, curve.Gram.Width);
        inverse = new(curve.Count, curve.Gram.Width);
        factor = new(curve.Count, curve.Gram.Width);
        residual = new double[jacobian.Points.Data.Count];
        projection = new double[curve.Count];
        coefficients = new double[curve.Count];
        product = new double[curve.Count];
        change = new double[curve.Count];
    }

    /// <summary>What stands beside the log likelihood of the prediction.</summary>
    public double Value { get; private set; }

    /// <summary>Takes the residuals of a prediction that the Jacobian has just evaluated, at all points.</summary>
    public void Begin()
    {
        ReadOnlySpan<double> prediction = jacobian.Prediction;
        for (int i = 0; i < residual.Length; i++)
        {
            residual[i] = measured.Span[i] - prediction[i];
        }

        curve.Project(residual, projection);
        Array.Clear(coefficients);
    }

    /// <summary>Puts the best smooth curve, for the noise and the stiffness as they stand, into the prediction.</summary>
    /// <param name="noise">The parameters of the noise.</param>
    public void Settle(ReadOnlySpan<double> noise)
    {
        Span<double> prediction = jacobian.PredictionBuffer.Span;
        curve.Add(-1, coefficients, prediction);
        precision = curve.PrecisionAt(noise);
        stiffness = curve.StiffnessAt(jacobian.Chain.Values);
        curve.TakePosterior(precision, stiffness.Value, matrix);
        if (!factor.Factor(matrix))
        {
            Array.Clear(coefficients);
            Value = double.NegativeInfinity;
            return;
        }

        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = precision * projection[i];
        }

        factor.SolveLower(coefficients);
        factor.SolveUpper(coefficients);
        curve.Add(1, coefficients, prediction);
        TakePrior(coefficients);
        Value = 0.5 * (curve.LogDeterminant(stiffness.Value) - factor.LogDeterminant - Sum(coefficients));
    }

    /// <summary>
    /// The derivatives of <see cref="Value"/>: by the precision of the noise, and by the parameter of the smooth curve.
    /// </summary>
    public (double ByPrecision, double ByStrength) Slopes()
    {
        factor.Invert(inverse);
        curve.MultiplyRoughness(coefficients, product);
        double byStiffness = curve.LogDeterminantSlope(stiffness.Value) - curve.TraceOfRoughness(inverse) - Sum(coefficients);
        return (-0.5 * curve.Gram.TraceOfProduct(inverse), 0.5 * byStiffness * stiffness.Slope);
    }

    /// <summary>The derivative of the precision of the noise, q = 1 / sigma^2, by its level.</summary>
    public double PrecisionSlope(ReadOnlySpan<double> noise) => -2 * precision / noise[0];

    /// <summary>
    /// Takes off a column of derivatives what the best coefficients make up for, d - B a with a = A^-1 q B'w d.
    /// </summary>
    /// <param name="column">The derivatives of the prediction, one a point.</param>
    /// <returns>c'P a and a'P a: what the prior of the coefficients adds to slope and curvature.</returns>
    public (double Slope, double Curvature) Project(Span<double> column)
    {
        curve.Project(column, change);
        for (int i = 0; i < change.Length; i++)
        {
            change[i] *= precision;
        }

        factor.SolveLower(change);
        factor.SolveUpper(change);
        curve.Add(-1, change, column);
        TakePrior(change);
        return (-Sum(coefficients), Sum(change));
    }

    private void TakePrior(double[] vector)
    {
        curve.TakePrior(stiffness.Value, matrix);
        matrix.Multiply(vector, product);
    }

    private double Sum(double[] vector) => InnerProduct.Of(vector, product);
}
