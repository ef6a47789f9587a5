using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The misfit of one replica under correlated noise: the sum of squares of whitened residuals. A second pass over the data, since
/// no point of it can be told without its neighbour; where the correlation length moves, a second whitening is on trial.
/// </summary>
internal sealed class WhitenedMisfit<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly CurveData data;
    private readonly AlignedBuffer root;
    private readonly AlignedBuffer residual;
    private Whitening whitening;
    private Whitening trial;
    private bool hasMoved;

    private WhitenedMisfit(CurveData data, Whitening whitening, Whitening trial)
    {
        this.data = data;
        this.whitening = whitening;
        this.trial = trial;
        root = data.CreateBuffer();
        residual = new(whitening.Lead + root.Length);
        for (int i = 0; i < data.Count; i++)
        {
            root.Span[i] = Math.Sqrt(data.Noise.Weights[i]);
        }
    }

    /// <summary>ln |W| of the trial.</summary>
    public double LogDeterminant => (hasMoved ? trial : whitening).LogDeterminant;

    /// <summary>That of a curve; null where its noise is independent.</summary>
    public static WhitenedMisfit<TLanes>? Of(CurveData data) =>
        data.Noise.CreateWhitening(TLanes.Count) is { } whitening
            ? new(data, whitening, data.Noise.CreateWhitening(TLanes.Count)!)
            : null;

    /// <summary>Takes parameters of the noise on trial; returns whether they change the correlation.</summary>
    public bool Move(ReadOnlySpan<double> noise)
    {
        hasMoved = !whitening.IsAt(noise);
        if (hasMoved)
        {
            trial.MoveTo(noise);
        }

        return hasMoved;
    }

    /// <summary>The misfit of a prediction under the parameters on trial.</summary>
    public double Misfit(AlignedBuffer prediction)
    {
        ResidualPass<TLanes>.Standardise(data.Y, prediction, root, residual, whitening.Lead);
        return (hasMoved ? trial : whitening).SumOfSquares(residual);
    }

    /// <summary>The trial becomes the current point.</summary>
    public void Accept()
    {
        if (hasMoved)
        {
            (whitening, trial) = (trial, whitening);
            hasMoved = false;
        }
    }
}
