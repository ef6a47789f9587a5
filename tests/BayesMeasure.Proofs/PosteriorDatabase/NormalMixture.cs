using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>
/// Two normals in 1,000 numbers: mu ~ N(0, 2^2), sigma ~ half-normal(2), share of the first ~ Beta(5, 5). The reference orders
/// the means; here the labels are free, which is the same by symmetry, and each draw is put in order afterwards.
/// </summary>
internal static class NormalMixture
{
    public static ReferenceModel Create()
    {
        double[] numbers = SharedTable.Read("posteriordb", "data", "low_dim_gauss_mix.csv").Numbers("y");
        Prior prior = new Prior
        {
            ["mu"] = Prior.Normal(0, 2),
        }.Repeat(2) + new Prior { ["sigma"] = Prior.HalfNormal(2) }.Repeat(2)
            + new Prior { ["theta"] = Prior.Beta(5, 5) };
        return new("low_dim_gauss_mix-low_dim_gauss_mix", prior, values => LogLikelihood(numbers, values), Ordered);
    }

    private static double LogLikelihood(double[] numbers, ReadOnlySpan<double> values)
    {
        double first = Math.Log(values[4]) + Formulas.LogNormal(0, 0, values[2]);
        double second = Math.Log(1 - values[4]) + Formulas.LogNormal(0, 0, values[3]);
        double sum = 0;
        foreach (double number in numbers)
        {
            double z = (number - values[0]) / values[2];
            double w = (number - values[1]) / values[3];
            sum += Formulas.LogSum(first - 0.5 * z * z, second - 0.5 * w * w);
        }

        return sum;
    }

    private static double[] Ordered(double[] v) => v[0] < v[1] ? v : [v[1], v[0], v[3], v[2], 1 - v[4]];
}
