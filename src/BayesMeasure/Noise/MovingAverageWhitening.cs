using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>
/// White noise that was averaged with weights h: correlations c_d = sum of h_k h_(k+d) / sum of h_k^2, none beyond the length of
/// h. W is the inverse of the Cholesky factor L of this band matrix, found once in O(n b^2); a residual costs O(b) a point:
/// <code>(W r)_i = (r_i - sum over j = 1..b of L_(i, i-j) (W r)_(i-j)) / L_ii,    ln |W| = -sum of ln L_ii</code>
/// </summary>
internal sealed class MovingAverageWhitening : Whitening
{
    /// <summary>The least variance of a point, given those before it, in units of its own: what is below is rounding.</summary>
    private const double LeastVariance = 1e-9;

    private readonly int count;
    private readonly int band;
    private readonly double[] rows;
    private readonly double share;
    private readonly Lazy<WhiteningBlocks> blocks;

    /// <param name="weights">The weights h.</param>
    /// <param name="count">The number of points.</param>
    /// <exception cref="ArgumentException">The averaged noise is too smooth to be told from its neighbours.</exception>
    public MovingAverageWhitening(IReadOnlyList<double> weights, int count)
    {
        this.count = count;
        band = Math.Min(weights.Count, count) - 1;
        double square = weights.Sum(weight => weight * weight);
        double[] correlation = [.. Enumerable.Range(0, band + 1).Select(lag =>
            Enumerable.Range(0, weights.Count - lag).Sum(k => weights[k] * weights[k + lag]) / square)];
        share = Math.Min(1, square / Math.Pow(weights.Sum(), 2));
        rows = new double[(long)count * (band + 1)];
        LogDeterminant = Factorise(correlation);
        blocks = new(() => WhiteningBlocks.Of(rows, count, band, Lanes512.Count));
    }

    private MovingAverageWhitening(MovingAverageWhitening other, int lanes)
    {
        (count, band, rows, share, LogDeterminant) = (other.count, other.band, other.rows, other.share, other.LogDeterminant);
        blocks = new(() => WhiteningBlocks.Of(rows, count, band, lanes));
    }

    public override int Lead => WhiteningBlocks.LeadOf(band);

    public override double LogDeterminant { get; }

    public override double ShareAt(ReadOnlySpan<double> parameters) => share;

    public override Whitening Copy(int lanes) => new MovingAverageWhitening(this, lanes);

    public override void Whiten(Span<double> residual)
    {
        for (int i = 0; i < count; i++)
        {
            int reach = Math.Min(band, i);
            ReadOnlySpan<double> row = Row(i)[(band - reach)..];
            Span<double> earlier = residual.Slice(i - reach, reach + 1);
            double sum = row[^1] * earlier[^1];
            for (int j = 0; j < reach; j++)
            {
                sum -= row[j] * earlier[j];
            }

            residual[i] = sum;
        }
    }

    public override void Color(Span<double> independent)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            int reach = Math.Min(band, i);
            ReadOnlySpan<double> row = Row(i)[(band - reach)..];
            double sum = independent[i];
            for (int j = 0; j < reach; j++)
            {
                sum += row[j] * independent[i - reach + j];
            }

            independent[i] = sum / row[^1];
        }
    }

    public override double SumOfSquares(AlignedBuffer residual) => blocks.Value.SumOfSquares(residual, Lead);

    /// <summary>Row i: L_(i, i-b) / L_ii, ..., L_(i, i-1) / L_ii, and 1 / L_ii.</summary>
    private Span<double> Row(int i) => rows.AsSpan(i * (band + 1), band + 1);

    /// <summary>Finds the rows of W from the Cholesky factor of the matrix of correlations; returns ln |W|.</summary>
    private double Factorise(double[] correlation)
    {
        var matrix = new BandMatrix(count, band);
        for (int i = 0; i < count; i++)
        {
            for (int lag = Math.Min(band, i); lag >= 0; lag--)
            {
                matrix[i, i - lag] = correlation[lag];
            }
        }

        var factor = new BandCholesky(count, band);
        if (!factor.Factor(matrix) || Enumerable.Range(0, count).Any(i => factor[i, i] * factor[i, i] <= LeastVariance))
        {
            throw new ArgumentException(
                "Noise that was averaged with these weights is so smooth that rounding decides what its neighbours leave of "
                + "a point: bin the data, or use CorrelatedNoise.Exponential.");
        }

        for (int i = 0; i < count; i++)
        {
            Keep(i, factor);
        }

        return -0.5 * factor.LogDeterminant;
    }

    private void Keep(int i, BandCholesky factor)
    {
        Span<double> row = Row(i);
        for (int lag = Math.Min(band, i); lag > 0; lag--)
        {
            row[band - lag] = factor[i, i - lag] / factor[i, i];
        }

        row[band] = 1 / factor[i, i];
    }
}
