using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>
/// What makes the residuals of correlated noise independent: with their correlation matrix R, the triangular matrix W for which
/// W R W' = 1, so that -2 ln L = |W r|^2 - 2 ln |W| + n ln 2 pi for residuals r in units of their standard deviations.
/// </summary>
/// <remarks>
/// Only its method that moves changes it: where nothing of it is sampled, all replicas share one.
/// </remarks>
internal abstract class Whitening
{
    /// <summary>
    /// The zeros in front of the residual of <see cref="SumOfSquares"/>, whole cache lines: its loop reads what is before the
    /// first point, too.
    /// </summary>
    public virtual int Lead => AlignedBuffer.Alignment / sizeof(double);

    /// <summary>Whether it never moves.</summary>
    public virtual bool IsFixed => true;

    /// <summary>The position of the correlation length among the parameters of the noise; -1 where it is known.</summary>
    public virtual int LengthParameter => -1;

    /// <summary>ln |W|.</summary>
    public abstract double LogDeterminant { get; }

    /// <summary>d ln |W| / d length.</summary>
    public virtual double LogDeterminantSlope => 0;

    /// <summary>
    /// The independent points that one point is worth where a curve is smooth: the inverse of the noise's spectrum at frequency
    /// zero, relative to white noise; at most 1.
    /// </summary>
    /// <param name="parameters">The parameters of the noise.</param>
    public abstract double ShareAt(ReadOnlySpan<double> parameters);

    /// <summary>Another one of the same noise, which moves by itself.</summary>
    /// <param name="lanes">In how many partial sums side by side it sums.</param>
    public abstract Whitening Copy(int lanes);

    /// <summary>Whether it stands at these parameters.</summary>
    public virtual bool IsAt(ReadOnlySpan<double> parameters) => true;

    /// <summary>Moves to parameters of the noise.</summary>
    public virtual void MoveTo(ReadOnlySpan<double> parameters)
    {
    }

    /// <summary>r becomes W r.</summary>
    public abstract void Whiten(Span<double> residual);

    /// <summary>z becomes W^-1 z: independent normal deviates become noise.</summary>
    public abstract void Color(Span<double> independent);

    /// <summary>r becomes (dW / d length) r.</summary>
    public virtual void WhitenByLength(Span<double> residual) => residual.Clear();

    /// <summary>|W r|^2.</summary>
    /// <param name="residual">
    /// r behind <see cref="Lead"/> zeros, padded with zeros to whole cache lines; what is not 0 may be written over.
    /// </param>
    public abstract double SumOfSquares(AlignedBuffer residual);
}
