using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Mixtures;

/// <summary>
/// The velocities of 82 galaxies (Roeder 1990) as a mixture of normals with a common variance, and the priors of Chib (1995):
/// weights ~ Dirichlet(1, ..., 1), means ~ N(20, 10^2), variance ~ inverse gamma(3, rate 20).
/// </summary>
/// <remarks>
/// The weights are a broken stick: what component k takes of what is left is Beta(1, K - k), which makes the weights
/// Dirichlet(1, ..., 1). The variance is one over a precision ~ Gamma(3, rate 20).
/// </remarks>
internal sealed class GalaxyMixture
{
    private const string Mean = "mean";
    private const string Share = "share";
    private const string Precision = "precision";
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    private readonly double[] velocities = Velocities;

    public GalaxyMixture(int components)
    {
        Components = components;
        Prior = new Prior { [Precision] = Prior.Gamma(3, 20) } + new Prior { [Mean] = Prior.Normal(20, 10) }.Repeat(components);
        for (int k = 1; k < components; k++)
        {
            Prior += new Prior { [$"{Share}[{k}]"] = Prior.Beta(1, components - k) };
        }
    }

    /// <summary>In thousands of kilometres a second.</summary>
    public static double[] Velocities => [.. SharedTable.Read("evidence", "galaxy", "galaxies.csv")
        .Numbers("velocity_km_s_corrected").Select(velocity => velocity / 1000)];

    public int Components { get; }

    /// <summary>The precision, the means, then the shares of the stick of all components but the last.</summary>
    public Prior Prior { get; }

    public LogLikelihoodTarget Target => new(Prior, LogLikelihood);

    /// <summary>
    /// The number of the order in which the means of a draw stand, 0 where they ascend: each mean contributes how many later
    /// ones are smaller (Lehmer code).
    /// </summary>
    public int OrderOf(double[] values)
    {
        ReadOnlySpan<double> means = MeansOf(values);
        int code = 0;
        for (int k = 0; k < means.Length; k++)
        {
            int smaller = 0;
            foreach (double later in means[(k + 1)..])
            {
                smaller += later < means[k] ? 1 : 0;
            }
            code = code * (means.Length - k) + smaller;
        }

        return code;
    }

    private ReadOnlySpan<double> MeansOf(ReadOnlySpan<double> values) => values.Slice(1, Components);

    public double LogLikelihood(ReadOnlySpan<double> values)
    {
        Span<double> weights = stackalloc double[Components];
        BreakStick(values[(1 + Components)..], weights);
        double sum = 0;
        foreach (double velocity in velocities)
        {
            sum += LogMixture(velocity, values[0], MeansOf(values), weights);
        }
        return sum + 0.5 * velocities.Length * (Math.Log(values[0]) - LogTwoPi);
    }

    private static void BreakStick(ReadOnlySpan<double> shares, Span<double> weights)
    {
        double left = 1;
        for (int k = 0; k < shares.Length; k++)
        {
            weights[k] = left * shares[k];
            left -= weights[k];
        }

        weights[^1] = left;
    }

    /// <summary>ln sum w exp(-q/2), relative to the smallest q so that a galaxy far from all means does not underflow.</summary>
    private static double LogMixture(double velocity, double precision, ReadOnlySpan<double> means, ReadOnlySpan<double> weights)
    {
        double nearest = double.PositiveInfinity;
        foreach (double mean in means)
        {
            nearest = Math.Min(nearest, Math.Abs(velocity - mean));
        }
        double sum = 0;
        for (int k = 0; k < means.Length; k++)
        {
            double offset = velocity - means[k];
            sum += weights[k] * Math.Exp(-0.5 * precision * (offset * offset - nearest * nearest));
        }

        return Math.Log(sum) - 0.5 * precision * nearest * nearest;
    }
}
