using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>
/// Posterior means and standard deviations against the gold-standard draws of posteriordb: within four Monte Carlo standard
/// errors, theirs and ours together.
/// </summary>
[Trait("suite", "proofs")]
public class ReferencePosteriorTests(ITestOutputHelper output)
{
    private const double MostErrors = 4;

    private static readonly ProofTable Table = new(
        "posteriordb: means and deviations", "posterior", "parameter", "mean", "sd", "errors off", "sd errors off", "ESS");

    public static TheoryData<string> RegressionNames => [.. Regressions.Names];

    [SharedDataTheory]
    [MemberData(nameof(RegressionNames))]
    public void Regression(string name) => AssertAgrees(Regressions.Of(name), sweeps: 3000);

    [SharedDataFact]
    public void Mixture_of_two_normals() => AssertAgrees(NormalMixture.Create(), sweeps: 1500);

    [SharedDataFact]
    public void Gaussian_process() => AssertAgrees(GaussianProcess.Create(), sweeps: 3000);

    [SharedDataFact]
    public void Hares_and_lynxes() => AssertAgrees(LotkaVolterra.Create(), sweeps: 2000);

    private void AssertAgrees(ReferenceModel model, int sweeps)
    {
        IReadOnlyList<ReferenceParameter> reference = ReferenceParameter.Of(model.Name);
        var options = new ReplicaExchangeOptions { BurnInSweeps = 1000, Sweeps = ProofScale.Sweeps(sweeps) };
        Draws draws = new ReplicaExchange(options).Run(model.Target).Draws;
        double[] Draw(int chain, int number) => model.ToReference(draws[chain, number].ToArray());
        double[][][] chains = [.. Enumerable.Range(0, draws.Chains)
            .Select(chain => Enumerable.Range(0, draws.Count).Select(number => Draw(chain, number)).ToArray())];
        double[] pulls = [.. reference.SelectMany((parameter, position) => Pulls(
            model.Name, parameter, [.. chains.Select(chain => chain.Select(draw => draw[position]).ToArray())]))];
        Assert.NotEmpty(pulls);
        Assert.All(pulls, pull => Assert.InRange(pull, -MostErrors, MostErrors));
    }

    private double[] Pulls(string name, ReferenceParameter reference, double[][] chains)
    {
        ConvergenceDiagnostics diagnostics = ConvergenceDiagnostics.Of(chains);
        (double mean, double deviation) = chains.SelectMany(chain => chain).MeanStandardDeviation();
        double ofMean = (mean - reference.Mean) / Norm(diagnostics.StandardErrorOfMean, reference.ErrorOfMean);
        double ofDeviation = (deviation - reference.StandardDeviation)
            / Norm(diagnostics.StandardErrorOfStandardDeviation, reference.ErrorOfStandardDeviation);
        Table.Add(
            output,
            name,
            reference.Name,
            mean.ToString("G5", System.Globalization.CultureInfo.InvariantCulture),
            deviation.ToString("G5", System.Globalization.CultureInfo.InvariantCulture),
            ProofTable.Number(ofMean, 2),
            ProofTable.Number(ofDeviation, 2),
            ProofTable.Number(diagnostics.BulkEffectiveSamples, 0));
        return [ofMean, ofDeviation];
    }

    private static double Norm(double a, double b) => Math.Sqrt(a * a + b * b);
}
