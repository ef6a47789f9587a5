using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Sampling;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Regression;

/// <summary>
/// The age of 30 drivers and how far they can read a sign: a straight line in noise of unknown level, under priors so wide that
/// most of them is far from the data.
/// </summary>
[Trait("suite", "proofs")]
public class RoadTests(ITestOutputHelper output)
{
    private const int Seeds = 3;
    private const double Width = 1000;
    private const double Reference = -175.50155;
    private static readonly ProofTable Table = EvidenceRuns.Table("Road: evidence of a straight line");

    /// <summary>
    /// MBAR and the forward stepping stone are right. The reverse stepping stone is not, nor is thermodynamic integration: near
    /// beta = 0 the log likelihood ranges over fifteen decades, and what few draws say of its lowest values is all there is. So
    /// the run may say that estimates disagree, and that is not held against it.
    /// </summary>
    [SharedDataFact]
    public void Evidence()
    {
        Measurement road = Read();
        double exact = Quadrature(road);
        Assert.Equal(Reference, exact, 1e-4);
        var posterior = new Posterior(
            road,
            ForwardModel.Function((double x, double slope, double intercept) => slope * x + intercept),
            GaussianNoise.Unknown,
            new Prior
            {
                ["slope"] = Prior.Normal(0, Width),
                ["intercept"] = Prior.Normal(0, Width),
                [GaussianNoise.LevelName] = Prior.LogUniform(Math.Exp(-10), Math.Exp(10)),
            });
        var options = new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(8000) };
        var problem = new EvidenceProblem("straight line", posterior, exact);
        EvidenceRuns.AssertRight(
            problem, EvidenceRuns.Of(problem, options, ProofScale.Seeds(Seeds), Table, output), largestDeviation: 0.2);
    }

    private static Measurement Read()
    {
        SharedTable table = SharedTable.Read("evidence", "straight_line_road", "road.csv");
        return new(table.Numbers("driver_age_years"), table.Numbers("sign_legibility_distance_ft"));
    }

    /// <summary>The coefficients integrate to a formula for a given noise, whose logarithm is uniform in (-10, 10).</summary>
    private static double Quadrature(Measurement road)
    {
        var regression = new LinearRegression(
            Matrix<double>.Build.Dense(road.Count, 2, (i, j) => j == 0 ? road.X[i] : 1), road.Y);
        double LogEvidence(double logNoise) => regression.Posterior(LinearPrior.Normal(
            Vector<double>.Build.Dense(2),
            Width * Width * Matrix<double>.Build.DenseIdentity(2),
            Math.Exp(logNoise))).FreeEnergy!.LogEvidence;
        return Reference + Math.Log(
            SimpsonRule.IntegrateComposite(logNoise => Math.Exp(LogEvidence(logNoise) - Reference), 2, 8, 600) / 20);
    }
}
