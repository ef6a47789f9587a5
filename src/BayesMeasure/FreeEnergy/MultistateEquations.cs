using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The self-consistent equations of the multistate Bennett acceptance ratio (Shirts and Chodera 2008, J. Chem. Phys. 129,
/// 124105, equation 11) for a pool with N samples from each rung: sum_n w_k(x_n) = N for every k, in the unknowns log Z_k.
/// Since all states are powers of one likelihood, a sample enters through its log likelihood x alone, and it does not matter
/// at which rung it was drawn.
/// </summary>
/// <remarks>One of the equations follows from the others; log Z_0 = 0 takes its place, and rungs from 1 on are unknown.</remarks>
internal sealed class MultistateEquations
{
    private readonly double[] samples;
    private readonly MultistateTile tile;
    private readonly double[] means = new double[MultistateTile.Length];

    /// <summary>Pools every <paramref name="stride"/>-th sweep of all chains and rungs.</summary>
    public MultistateEquations(LogLikelihoodTraces traces, int stride, CancellationToken cancellation = default)
    {
        Rungs = traces.Rungs;
        tile = new MultistateTile(traces.InverseTemperatures, cancellation);
        int sweeps = (traces.Sweeps + stride - 1) / stride;
        samples = new double[traces.Chains * Rungs * sweeps];
        int next = 0;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            for (int rung = 0; rung < Rungs; rung++)
            {
                ReadOnlySpan<double> values = traces[chain, rung];
                for (int sweep = 0; sweep < values.Length; sweep += stride)
                {
                    samples[next++] = values[sweep];
                }
            }
        }
    }

    /// <summary>The number L of rungs.</summary>
    public int Rungs { get; }

    /// <summary>The number N of samples from each rung.</summary>
    public double SamplesPerRung => samples.Length / (double)Rungs;

    /// <summary>The mean over the N of sum_n w_k(x_n) - N, for the rungs from 1 on.</summary>
    public Vector<double> Residuals(ReadOnlySpan<double> logEvidences)
    {
        var sums = Vector<double>.Build.Dense(Rungs - 1);
        for (int start = 0; start < samples.Length; start += MultistateTile.Length)
        {
            tile.Evaluate(Tile(start), logEvidences);
            for (int rung = Math.Max(tile.First, 1); rung <= tile.Last; rung++)
            {
                sums[rung - 1] += tile.Sum(rung);
            }
        }
        return sums / SamplesPerRung - 1;
    }

    /// <summary>
    /// The negative derivative of <see cref="Residuals"/>: J = sum_n (diag(w) - w w^T) / N, for the rungs from 1 on.
    /// </summary>
    public Matrix<double> Information(ReadOnlySpan<double> logEvidences)
    {
        var information = Matrix<double>.Build.Dense(Rungs - 1, Rungs - 1);
        for (int start = 0; start < samples.Length; start += MultistateTile.Length)
        {
            tile.Evaluate(Tile(start), logEvidences);
            AddInformation(information);
        }
        for (int row = 0; row < Rungs - 1; row++)
        {
            for (int column = 0; column < row; column++)
            {
                information[column, row] = information[row, column];
            }
        }
        return information / SamplesPerRung;
    }

    /// <summary>
    /// J v without J, from the weights of each sample: sum_n (w v - w (w . v)) / N, in L steps a sample where J takes L^2.
    /// </summary>
    public Vector<double> InformationTimes(ReadOnlySpan<double> logEvidences, Vector<double> vector)
    {
        var product = Vector<double>.Build.Dense(Rungs - 1);
        for (int start = 0; start < samples.Length; start += MultistateTile.Length)
        {
            tile.Evaluate(Tile(start), logEvidences);
            AddProduct(vector, product);
        }

        return product / SamplesPerRung;
    }

    private void AddProduct(Vector<double> vector, Vector<double> product)
    {
        int first = Math.Max(tile.First, 1);
        Array.Clear(means);
        for (int rung = first; rung <= tile.Last; rung++)
        {
            tile.AddTo(means, rung, vector[rung - 1]);
        }

        for (int rung = first; rung <= tile.Last; rung++)
        {
            product[rung - 1] += vector[rung - 1] * tile.Sum(rung) - tile.SumOfProducts(rung, means);
        }
    }

    private void AddInformation(Matrix<double> information)
    {
        for (int row = Math.Max(tile.First, 1); row <= tile.Last; row++)
        {
            information[row - 1, row - 1] += tile.Sum(row);
            for (int column = Math.Max(tile.First, 1); column <= row; column++)
            {
                information[row - 1, column - 1] -= tile.SumOfProducts(row, column);
            }
        }
    }

    private ReadOnlySpan<double> Tile(int start) =>
        samples.AsSpan(start, Math.Min(MultistateTile.Length, samples.Length - start));
}
