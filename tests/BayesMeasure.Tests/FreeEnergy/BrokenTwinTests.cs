using BayesMeasure.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>Estimators and errors with a deliberate fault, which the scores must reject.</summary>
public class BrokenTwinTests(ITestOutputHelper output)
{
    private void AssertRejected(GaussianLadder ladder, Func<LogLikelihoodTraces, FreeEnergyEstimate> broken) =>
        Assert.False(ZScores.Of(ladder, output, broken)[0].AreStandard);

    [Fact]
    public void An_error_that_takes_the_draws_for_independent() =>
        AssertRejected(new() { Persistence = 0.9 }, traces =>
        {
            FreeEnergyEstimate estimate = SteppingStone.Forward.Estimate(traces);
            double[] influences = [.. estimate.Influences.SelectMany(chain => chain)];
            double naive = ArrayStatistics.StandardDeviation(influences) / Math.Sqrt(influences.Length);
            Assert.InRange(estimate.StandardError / naive, 2, 8);
            return estimate with { StandardError = naive };
        });

    [Fact]
    public void An_error_that_takes_the_rungs_for_independent() =>
        AssertRejected(new() { Coupling = 0.9 }, traces =>
        {
            FreeEnergyEstimate estimate = new ThermodynamicIntegration().Estimate(traces);
            IReadOnlyList<double> ladder = traces.InverseTemperatures;
            double variance = 0;
            for (int rung = 0; rung < traces.Rungs; rung++)
            {
                double weight = (ladder[Math.Min(rung + 1, traces.Rungs - 1)] - ladder[Math.Max(rung - 1, 0)]) / 2;
                double error = Autocorrelation.StandardErrorOfMean(
                    [.. Enumerable.Range(0, traces.Chains).Select(chain => traces[chain, rung].ToArray())]);
                variance += weight * weight * error * error;
            }
            return estimate with { StandardError = Math.Sqrt(variance) };
        });

    [Fact]
    public void A_stepping_stone_without_one_of_its_factors() =>
        AssertRejected(new(), traces =>
        {
            FreeEnergyEstimate estimate = SteppingStone.Forward.Estimate(traces);
            double factor = ExponentialAverage.Log(traces, traces.Rungs - 2, 1 - traces.InverseTemperatures[^2]);
            return estimate with { LogEvidence = estimate.LogEvidence - factor };
        });

    [Fact]
    public void A_stepping_stone_that_is_normalised_at_the_wrong_rung() =>
        AssertRejected(new(), traces => SteppingStone.Forward.Estimate(traces) with
        {
            LogEvidence = Enumerable.Range(0, traces.Rungs - 1).Sum(rung =>
                ExponentialAverage.Log(
                    traces, rung + 1, traces.InverseTemperatures[rung + 1] - traces.InverseTemperatures[rung])),
        });

    [Fact]
    public void A_trapezoid_without_the_correction_for_curvature()
    {
        GaussianLadder ladder = new() { Dimensions = 10, Rungs = 12, LadderPower = 5 };
        AssertRejected(ladder, Trapezoid);

        // The other estimates of the same run give it away, without knowledge of the truth.
        LogLikelihoodTraces traces = ladder.Draw(3);
        Assert.False(FreeEnergyAgreement.Of([Trapezoid(traces), new MultistateBennett().Estimate(traces)]).Holds);
    }

    private static FreeEnergyEstimate Trapezoid(LogLikelihoodTraces traces)
    {
        double[] means = [.. Enumerable.Range(0, traces.Rungs).Select(rung =>
            Enumerable.Range(0, traces.Chains).Average(chain => traces[chain, rung].ToArray().Average()))];
        double sum = 0;
        for (int rung = 0; rung + 1 < traces.Rungs; rung++)
        {
            double step = traces.InverseTemperatures[rung + 1] - traces.InverseTemperatures[rung];
            sum += step * (means[rung] + means[rung + 1]) / 2;
        }
        FreeEnergyEstimate corrected = new ThermodynamicIntegration().Estimate(traces);
        return corrected with { LogEvidence = sum, Method = "trapezoid", IndependentError = 0 };
    }
}
