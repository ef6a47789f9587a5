using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// The evidence lower bound of a conjugate linear model, y = X w + noise with w standard normal, under a Gaussian of independent
/// components, by draws w = mu + s z: the parameters are mu and ln s. Everything is known in closed form.
/// </summary>
internal sealed class MeanField
{
    private const int Points = 60;
    private const int Coefficients = 8;
    private const double Sigma = 0.5;

    private readonly double[,] precision = new double[Coefficients, Coefficients];
    private readonly double[] projection = new double[Coefficients];
    private double constant;

    private MeanField()
    {
    }

    /// <summary>Minus the bound, in nats.</summary>
    public StochasticObjective Objective => StochasticObjective.OfDraws(
        [.. Names("mu"), .. Names("log s")],
        Draw) with
    { Mean = Mean };

    /// <summary>mu = 0 and s = 1: the prior.</summary>
    public static double[] Start => new double[2 * Coefficients];

    /// <summary>The largest bound: mu is the posterior mean, and s^-2 the diagonal of its precision.</summary>
    public double[] Optimum
    {
        get
        {
            var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(precision);
            var mean = matrix.Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(projection));
            return [.. mean, .. Enumerable.Range(0, Coefficients).Select(i => -0.5 * Math.Log(precision[i, i]))];
        }
    }

    /// <summary>A model with correlated columns, and data drawn from it.</summary>
    public static MeanField Create()
    {
        var random = new RandomStream(seed: 21, chain: 0, replica: 0);
        var field = new MeanField();
        double[] truth = [.. Enumerable.Range(0, Coefficients).Select(_ => random.NextNormal())];
        for (int point = 0; point < Points; point++)
        {
            double common = random.NextNormal();
            double[] row = [.. truth.Select(_ => 0.6 * common + 0.8 * random.NextNormal())];
            field.Add(row, row.Zip(truth, (x, w) => x * w).Sum() + Sigma * random.NextNormal());
        }

        for (int i = 0; i < Coefficients; i++)
        {
            field.precision[i, i] += 1;
        }

        field.constant -= 0.5 * Coefficients * Math.Log(2 * Math.PI);
        return field;
    }

    private void Add(double[] row, double y)
    {
        const double Weight = 1 / (Sigma * Sigma);
        for (int i = 0; i < Coefficients; i++)
        {
            projection[i] += Weight * row[i] * y;
            for (int j = 0; j < Coefficients; j++)
            {
                precision[i, j] += Weight * row[i] * row[j];
            }
        }

        constant += -0.5 * Weight * y * y - 0.5 * Math.Log(2 * Math.PI * Sigma * Sigma);
    }

    /// <summary>-ln p(y, w) - sum ln s of one draw, and its gradient.</summary>
    private double Draw(RandomStream random, ReadOnlySpan<double> x, Span<double> gradient)
    {
        Span<double> w = stackalloc double[Coefficients];
        Span<double> step = stackalloc double[Coefficients];
        for (int i = 0; i < Coefficients; i++)
        {
            step[i] = Math.Exp(x[Coefficients + i]) * random.NextNormal();
            w[i] = x[i] + step[i];
        }

        double value = -constant;
        for (int i = 0; i < Coefficients; i++)
        {
            double slope = -projection[i];
            for (int j = 0; j < Coefficients; j++)
            {
                slope += precision[i, j] * w[j];
            }

            value += 0.5 * w[i] * (slope - projection[i]) - Entropy(x[Coefficients + i]);
            gradient[i] = slope;
            gradient[Coefficients + i] = slope * step[i] - 1;
        }

        return value;
    }

    /// <summary>The expectation of a draw.</summary>
    private double Mean(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double value = -constant;
        for (int i = 0; i < Coefficients; i++)
        {
            double slope = -projection[i];
            for (int j = 0; j < Coefficients; j++)
            {
                slope += precision[i, j] * x[j];
            }

            double variance = precision[i, i] * Math.Exp(2 * x[Coefficients + i]);
            value += 0.5 * x[i] * (slope - projection[i]) + 0.5 * variance - Entropy(x[Coefficients + i]);
            gradient[i] = slope;
            gradient[Coefficients + i] = variance - 1;
        }

        return value;
    }

    private static IEnumerable<string> Names(string name) => Enumerable.Range(1, Coefficients).Select(i => $"{name}[{i}]");

    private static double Entropy(double logDeviation) => logDeviation + 0.5 * Math.Log(2 * Math.PI * Math.E);
}
