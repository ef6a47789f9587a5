using BayesMeasure.Inference;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Sampling;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Mixtures;

/// <summary>
/// Marginal likelihoods of mixtures of one to three normals with a common variance: against quadrature for one, importance
/// sampling for two and three, and the published values of Chib (1995). All K! orders of the labels count.
/// </summary>
public class GalaxyEvidenceTests(ITestOutputHelper output)
{
    private const int Seeds = 3;
    private const double ToPublished = 0.1;
    private const double LargestError = 0.04;

    private static readonly ProofTable Table = EvidenceRuns.Table("Galaxies: log marginal likelihoods of mixtures");

    private static readonly ProofTable Independent = new(
        "Galaxies: independent computations", "computation", "log Z", "error", "published", "off by");

    private static readonly ProofTable Switching = new(
        "Galaxies: visits to each order of the labels, relative to 1/K!", "problem", "seed", "chain", "fewest", "most");

    [SharedDataFact]
    [Trait("suite", "proofs")]
    public void One_component() => AssertRight(new(1), QuadratureOfOne(), published: -246.1061);

    [SharedDataFact]
    public void Two_components() => AssertMixture(new(2), published: -239.764);

    [SharedDataFact]
    [Trait("suite", "proofs")]
    public void Three_components() => AssertMixture(new(3), published: -226.803);

    /// <summary>The mean integrates to a formula for a given precision; the precision by quadrature over its logarithm.</summary>
    private static double QuadratureOfOne()
    {
        double[] y = GalaxyMixture.Velocities;
        double n = y.Length;
        double average = y.Average();
        double squares = y.Sum(value => (value - average) * (value - average));
        double LogDensity(double logPrecision)
        {
            double precision = Math.Exp(logPrecision);
            return n / 2 * (logPrecision - Math.Log(2 * Math.PI)) - precision * squares / 2
                - 0.5 * (Math.Log(n) + logPrecision - Math.Log(2 * Math.PI))
                + Formulas.LogNormal(average, 20, Math.Sqrt(100 + 1 / (n * precision)))
                + 3 * Math.Log(20) - Math.Log(2) + 3 * logPrecision - 20 * precision;
        }

        double largest = LogDensity(Math.Log(n / squares));
        return largest + Math.Log(
            SimpsonRule.IntegrateComposite(logPrecision => Math.Exp(LogDensity(logPrecision) - largest), -6, 0, 2000));
    }

    private void AssertMixture(GalaxyMixture mixture, double published)
    {
        (double logEvidence, double error) = ImportanceOf(mixture);
        AddIndependent($"{mixture.Components} components, importance sampling", logEvidence, error, published);
        Assert.InRange(error, 0, LargestError / 2);
        foreach (Result run in AssertRight(mixture, logEvidence, published))
        {
            AssertLabelsSwitch(mixture, run);
        }
    }

    private Result[] AssertRight(GalaxyMixture mixture, double truth, double published)
    {
        var problem = new EvidenceProblem($"{mixture.Components} components", mixture.Prior, mixture.LogLikelihood, truth);
        var options =
            new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(100_000), Until = new() { StandardError = LargestError } };
        Result[] runs = EvidenceRuns.Of(problem, options, ProofScale.Seeds(Seeds), Table, output);
        double mean = runs.Average(run => run.FreeEnergy.LogEvidence);
        double error = Math.Sqrt(runs.Sum(run => Math.Pow(run.FreeEnergy.StandardError, 2))) / runs.Length;
        AddIndependent($"{mixture.Components} components, mean of the runs", mean, error, published);
        EvidenceRuns.AssertRight(problem, runs, largestDeviation: 0.15);
        EvidenceRuns.AssertUnflagged(runs);
        Assert.All(runs, run => Assert.InRange(run.FreeEnergy.StandardError, 0, LargestError));
        Assert.InRange(Math.Abs(mean - published), 0, ToPublished);
        return runs;
    }

    private void AddIndependent(string computation, double logEvidence, double error, double published) => Independent.Add(
        output,
        computation,
        ProofTable.Number(logEvidence, 3),
        ProofTable.Number(error, 3),
        ProofTable.Number(published, 3),
        ProofTable.Number(logEvidence - published, 3));

    /// <summary>One order of the labels by importance sampling, times the K! orders.</summary>
    private static (double LogEvidence, double StandardError) ImportanceOf(GalaxyMixture mixture)
    {
        Result pilot = new ReplicaExchange(new() { Seed = 99 }).Run(mixture.Target);
        double[][] draws = [.. Enumerable.Range(0, pilot.Draws.Chains)
            .SelectMany(chain => DrawsOf(pilot, chain))
            .Where(draw => mixture.OrderOf(draw) == 0)];
        (double logEvidence, double error) = new ImportanceSampling(mixture.Target, draws)
            .Estimate(ProofScale.Sweeps(400_000), seed: 3, values => mixture.OrderOf(values) == 0);
        return (logEvidence + SpecialFunctions.FactorialLn(mixture.Components), error);
    }

    private static IEnumerable<double[]> DrawsOf(Result run, int chain) =>
        Enumerable.Range(0, run.Draws.Count).Select(draw => run.Draws[chain, draw].ToArray());

    /// <summary>Every chain visits every order of the labels, and about as often as any other.</summary>
    private void AssertLabelsSwitch(GalaxyMixture mixture, Result run)
    {
        int orders = (int)SpecialFunctions.Factorial(mixture.Components);
        for (int chain = 0; chain < run.Draws.Chains; chain++)
        {
            int[] visited = [.. DrawsOf(run, chain).Select(mixture.OrderOf)];
            double[] shares = [.. Enumerable.Range(0, orders)
                .Select(order => visited.Count(visit => visit == order) / (double)visited.Length)];
            Switching.Add(
                output,
                $"{mixture.Components} components",
                ProofTable.Number(run.Seed, 0),
                ProofTable.Number(chain + 1, 0),
                ProofTable.Number(shares.Min() * orders, 2),
                ProofTable.Number(shares.Max() * orders, 2));
            Assert.InRange(shares.Min() * orders, 0.5, 1);
            Assert.InRange(shares.Max() * orders, 1, 1.5);
        }
    }
}
