using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>Skew posteriors of one parameter that are known exactly: counts, shares, and a prior's edge.</summary>
internal static class ConjugateCounts
{
    /// <summary>Counts n_i at a rate ~ Gamma(a, b): Z = b^a / Gamma(a) Gamma(a + N) / (b + n)^(a + N) / prod n_i!.</summary>
    public static EvidenceProblem Poisson(string name, double shape, double rate, params int[] counts)
    {
        double total = counts.Sum();
        double logFactorials = counts.Sum(SpecialFunctions.FactorialLn);
        return new(
            name,
            new Prior { ["rate"] = Prior.Gamma(shape, rate) },
            values => (total > 0 ? total * Math.Log(values[0]) : 0) - counts.Length * values[0] - logFactorials,
            shape * Math.Log(rate) - SpecialFunctions.GammaLn(shape) + SpecialFunctions.GammaLn(shape + total)
                - (shape + total) * Math.Log(rate + counts.Length) - logFactorials);
    }

    /// <summary>k of n with a share ~ Beta(a, b): Z = C(n, k) B(a + k, b + n - k) / B(a, b).</summary>
    public static EvidenceProblem Binomial(string name, double a, double b, int successes, int trials)
    {
        double logWays = SpecialFunctions.BinomialLn(trials, successes);
        return new(
            name,
            new Prior { ["share"] = Prior.Beta(a, b) },
            values => logWays + successes * Math.Log(values[0]) + (trials - successes) * Math.Log(1 - values[0]),
            logWays + SpecialFunctions.BetaLn(a + successes, b + trials - successes) - SpecialFunctions.BetaLn(a, b));
    }

    /// <summary>A normal measurement whose best fit lies outside a uniform prior: the posterior piles up at the edge.</summary>
    public static EvidenceProblem Edge(string name, double measured, double error, double length) => new(
        name,
        new Prior { ["amplitude"] = Prior.Uniform(0, length) },
        values => Formulas.LogNormal(measured, values[0], error),
        Math.Log(Formulas.NormalBetween(0, length, measured, error) / length));
}
