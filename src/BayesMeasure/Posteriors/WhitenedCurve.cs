using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A curve as its noise sees it: what was measured, what is predicted, and how the prediction changes with the unknowns. Where
/// the noise is correlated all of these are whitened, so that rows are independent; elsewhere they are the curve itself.
/// </summary>
internal sealed class WhitenedCurve
{
    private readonly CurveJacobian curve;
    private readonly Whitening? whitening;
    private readonly double[] root = [];
    private readonly AlignedBuffer? measured;
    private readonly AlignedBuffer? prediction;
    private readonly double[] column = [];

    public WhitenedCurve(Posterior posterior, CurveJacobian curve)
    {
        this.curve = curve;
        whitening = posterior.NoiseBinding.CreateWhitening(posterior.Lanes);
        if (whitening is not null)
        {
            root = [.. posterior.NoiseBinding.Weights.ToArray().Select(Math.Sqrt)];
            (measured, prediction) = (posterior.Data.CreateBuffer(), posterior.Data.CreateBuffer());
            column = new double[root.Length];
        }
    }

    /// <summary>Whether rows are mixed from several points.</summary>
    public bool IsMixed => whitening is not null;

    /// <summary>The number of rows.</summary>
    public int Count => curve.Count;

    /// <summary>The position of the correlation length among the parameters of the noise; -1 where none is sampled.</summary>
    public int LengthParameter => whitening?.LengthParameter ?? -1;

    /// <summary>What was measured.</summary>
    public AlignedBuffer Measured => measured ?? curve.Points.Y;

    /// <summary>What is predicted.</summary>
    public AlignedBuffer Prediction => prediction ?? curve.PredictionBuffer;

    /// <summary>The weights of the points, which the density of whitened rows does not read.</summary>
    public AlignedBuffer Weight => curve.Points.Weight;

    /// <summary>What correlations add to the log likelihood.</summary>
    public double LogDeterminant => whitening?.LogDeterminant ?? 0;

    /// <summary>Its derivative with respect to the correlation length.</summary>
    public double LogDeterminantSlope => whitening?.LogDeterminantSlope ?? 0;

    /// <summary>Takes the curve as it was evaluated last, at these parameters of the noise.</summary>
    public void Take(ReadOnlySpan<double> noise)
    {
        if (whitening is not null)
        {
            whitening.MoveTo(noise);
            Whiten(curve.Points.Y.Span, measured!.Span);
            TakePrediction();
        }
    }

    /// <summary>Takes the prediction as it was evaluated last, and leaves the noise where it is.</summary>
    public void TakePrediction()
    {
        if (whitening is not null)
        {
            Whiten(curve.PredictionBuffer.Span, prediction!.Span);
        }
    }

    /// <summary>The derivatives of the prediction with respect to one unknown, in memory that the next call takes.</summary>
    public ReadOnlySpan<double> Column(int unknown)
    {
        if (whitening is null)
        {
            return curve.Column(unknown);
        }

        Whiten(curve.Column(unknown), column);
        return column;
    }

    /// <summary>
    /// The derivatives of prediction less measured with respect to the correlation length, in memory that the next call takes.
    /// </summary>
    public ReadOnlySpan<double> ByLength()
    {
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = root[i] * (curve.Prediction[i] - curve.Points.Y.Span[i]);
        }

        whitening!.WhitenByLength(column);
        return column;
    }

    private void Whiten(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < root.Length; i++)
        {
            to[i] = root[i] * from[i];
        }

        whitening!.Whiten(to[..root.Length]);
    }
}
