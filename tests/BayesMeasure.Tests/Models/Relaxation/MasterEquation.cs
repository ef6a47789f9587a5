using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Models.Relaxation;

/// <summary>
/// The populations of the 2I + 1 levels of a spin at high temperature, as differences from equilibrium: d p / dt = R p with
/// transition probabilities (W/2) (I + m)(I - m + 1) between the levels m and m - 1, W = 1. Solved by scaling and squaring of the
/// Taylor series of exp(R t), which knows nothing of normal modes.
/// </summary>
internal sealed class MasterEquation(double spin)
{
    private readonly Matrix<double> rates = Rates(spin);

    /// <summary>What is left of the deviation of the line m to m - 1 at a time, when it alone was disturbed.</summary>
    public double Deviation(double upperLevel, double time)
    {
        int upper = (int)Math.Round(spin - upperLevel);
        Vector<double> start = Vector<double>.Build.Dense(rates.RowCount);
        (start[upper], start[upper + 1]) = (-0.5, 0.5);
        Vector<double> end = Exponential(rates * time) * start;
        return end[upper + 1] - end[upper];
    }

    private static Matrix<double> Rates(double spin)
    {
        int levels = (int)Math.Round(2 * spin) + 1;
        Matrix<double> rates = Matrix<double>.Build.Dense(levels, levels);
        for (int level = 0; level < levels - 1; level++)
        {
            double m = spin - level;
            double probability = 0.5 * (spin + m) * (spin - m + 1);
            foreach ((int from, int to) in new[] { (level, level + 1), (level + 1, level) })
            {
                rates[to, from] += probability;
                rates[from, from] -= probability;
            }
        }

        return rates;
    }

    private static Matrix<double> Exponential(Matrix<double> matrix)
    {
        const int squarings = 12;
        Matrix<double> scaled = matrix / Math.Pow(2, squarings);
        Matrix<double> term = Matrix<double>.Build.DenseIdentity(matrix.RowCount);
        Matrix<double> sum = term;
        for (int order = 1; order <= 16; order++)
        {
            term = term * scaled / order;
            sum += term;
        }

        for (int i = 0; i < squarings; i++)
        {
            sum *= sum;
        }
        return sum;
    }
}
