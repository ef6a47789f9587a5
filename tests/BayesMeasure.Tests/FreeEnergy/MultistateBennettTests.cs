using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.FreeEnergy;

public class MultistateBennettTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Solves_the_self_consistent_equations(double forbidden)
    {
        // More samples than the thinned pool holds, so that both stages of the solution are at work.
        LogLikelihoodTraces traces = new GaussianLadder { Dimensions = 10, Sweeps = 700, ForbiddenShare = forbidden }.Draw(17);

        IReadOnlyList<double> logEvidences = MultistateBennett.LogEvidences(traces);

        double[] sums = SumsOfWeights(traces, logEvidences);
        Assert.All(sums, sum => Assert.Equal(1, sum / (traces.Chains * traces.Sweeps), 1e-9));
    }

    /// <summary>So many rungs that J is not factorised.</summary>
    [Fact]
    public void Solves_the_same_equations_for_long_ladders()
    {
        LogLikelihoodTraces traces = new GaussianLadder { Dimensions = 4, Rungs = 510, Chains = 1, Sweeps = 12 }.Draw(18);
        MultistateEquations equations = new(traces, stride: 1);

        double[] logEvidences = [.. MultistateBennett.LogEvidences(traces)];
        double[] sums = SumsOfWeights(traces, logEvidences);
        var right = Vector<double>.Build.Dense(traces.Rungs - 1, rung => Math.Cos(rung));
        Vector<double> solved = MultistateInformation.Of(equations, logEvidences).Solve(right);
        Vector<double> rest = equations.Information(logEvidences) * solved - right;

        Assert.All(sums, sum => Assert.Equal(1, sum / traces.Sweeps, 1e-6));
        Assert.InRange(rest.L2Norm(), 0, 1e-6 * right.L2Norm());
    }

    [Fact]
    public void Is_the_acceptance_ratio_of_Bennett_for_two_rungs()
    {
        LogLikelihoodTraces traces = new GaussianLadder { Rungs = 2, NoiseDeviation = 3, Sweeps = 100 }.Draw(4);
        double[] prior = [.. Enumerable.Range(0, traces.Chains).SelectMany(chain => traces[chain, 0].ToArray())];
        double[] posterior = [.. Enumerable.Range(0, traces.Chains).SelectMany(chain => traces[chain, 1].ToArray())];

        // Bennett (1976): sum over the prior of f(z - x) = sum over the posterior of f(x - z), f(u) = 1 / (1 + e^u).
        double low = -100;
        double high = 100;
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            double balance = prior.Sum(x => Fermi(middle - x)) - posterior.Sum(x => Fermi(x - middle));
            (low, high) = balance > 0 ? (middle, high) : (low, middle);
        }

        Assert.Equal(low, MultistateBennett.LogEvidences(traces)[1], 1e-9);
        static double Fermi(double value) => 1 / (1 + Math.Exp(value));
    }

    [Fact]
    public void Knows_the_evidence_at_every_rung()
    {
        var ladder = new GaussianLadder { Sweeps = 5000 };
        LogLikelihoodTraces traces = ladder.Draw(9);
        double error = new MultistateBennett().Estimate(traces).StandardError;

        IReadOnlyList<double> logEvidences = MultistateBennett.LogEvidences(traces);

        Assert.Equal(0, logEvidences[0]);
        for (int rung = 1; rung < traces.Rungs; rung++)
        {
            Assert.Equal(ladder.LogEvidenceAt(ladder.Ladder[rung]), logEvidences[rung], 6 * error);
        }
    }

    [Fact]
    public void Has_the_least_error()
    {
        LogLikelihoodTraces traces = new GaussianLadder().Draw(2);
        double error = new MultistateBennett().Estimate(traces).StandardError;

        Assert.True(error < SteppingStone.Forward.Estimate(traces).StandardError);
        Assert.True(error < SteppingStone.Reverse.Estimate(traces).StandardError);
        Assert.True(error < new ThermodynamicIntegration().Estimate(traces).StandardError);
    }

    [Fact]
    public void A_common_factor_of_the_likelihood_is_a_factor_of_the_evidence()
    {
        LogLikelihoodTraces traces = new GaussianLadder { Dimensions = 3 }.Draw(6);
        FreeEnergyEstimate estimate = new MultistateBennett().Estimate(traces);
        FreeEnergyEstimate shifted = new MultistateBennett().Estimate(Map(traces, value => value - 1e5));

        Assert.Equal(estimate.LogEvidence - 1e5, shifted.LogEvidence, 1e-8);
        Assert.Equal(estimate.StandardError, shifted.StandardError, 1e-6 * estimate.StandardError);
    }

    [Fact]
    public void A_constant_likelihood_is_its_own_evidence()
    {
        LogLikelihoodTraces traces = Map(new GaussianLadder().Draw(1), _ => -7.25);
        IFreeEnergyEstimator[] estimators =
            [SteppingStone.Forward, SteppingStone.Reverse, new ThermodynamicIntegration(), new MultistateBennett()];

        Assert.All(estimators, estimator =>
        {
            FreeEnergyEstimate estimate = estimator.Estimate(traces);
            Assert.Equal(-7.25, estimate.LogEvidence, 1e-12);
            Assert.InRange(estimate.StandardError, 0, 1e-12);
        });
    }

    [Fact]
    public void Rungs_that_do_not_overlap_and_sweeps_not_recorded_give_no_number()
    {
        double[] sweeps = [.. Enumerable.Range(0, 50).Select(sweep => (double)sweep)];
        var apart = new LogLikelihoodTraces(
            [0, 1], [[Array.ConvertAll(sweeps, sweep => -1e6 - sweep), Array.ConvertAll(sweeps, sweep => -sweep)]]);
        double[][][] unrecorded =
            [.. Enumerable.Repeat<double[][]>([.. Enumerable.Repeat<double[]>([.. Enumerable.Repeat(double.NaN, 100)], 3)], 2)];
        Assert.True(double.IsNaN(new MultistateBennett().Estimate(apart).StandardError));
        var empty = LogLikelihoodTraces.Sharing([0, 0.5, 1], unrecorded, 100);
        Assert.True(double.IsNaN(new MultistateBennett().Estimate(empty).LogEvidence));
    }

    [Fact]
    public void The_weights_of_a_tile_are_those_of_scalar_arithmetic()
    {
        double[] ladder = [0, 1e-4, 1e-3, 0.01, 0.1, 0.4, 1];
        double[] logEvidences = [0, -2, -5, -11, -20, -31, -40];
        double[] samples = [double.NegativeInfinity, -1e9, -3e4, -500, -80, -40, -12.5, -10, 0, 3, 700];
        var tile = new MultistateTile(ladder);
        tile.Evaluate(samples, logEvidences);

        for (int n = 0; n < samples.Length; n++)
        {
            double[] expected = Weights(samples[n], ladder, logEvidences);
            for (int rung = 0; rung < ladder.Length; rung++)
            {
                Assert.Equal(expected[rung], tile[rung][n], 1e-14);
            }
        }
        Assert.Equal(0, tile[3][samples.Length]);
    }

    private static double[] SumsOfWeights(LogLikelihoodTraces traces, IReadOnlyList<double> logEvidences)
    {
        double[] sums = new double[traces.Rungs];
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            for (int rung = 0; rung < traces.Rungs; rung++)
            {
                foreach (double sample in traces[chain, rung])
                {
                    double[] weights = Weights(sample, traces.InverseTemperatures, logEvidences);
                    for (int k = 0; k < sums.Length; k++)
                    {
                        sums[k] += weights[k];
                    }
                }
            }
        }
        return sums;
    }

    private static double[] Weights(double sample, IReadOnlyList<double> ladder, IReadOnlyList<double> logEvidences)
    {
        double[] exponents = [.. ladder.Zip(logEvidences, (beta, logZ) => (beta == 0 ? 0 : beta * sample) - logZ)];
        double greatest = exponents.Max();
        double sum = exponents.Sum(exponent => Math.Exp(exponent - greatest));
        return [.. exponents.Select(exponent => Math.Exp(exponent - greatest) / sum)];
    }

    private static LogLikelihoodTraces Map(LogLikelihoodTraces traces, Func<double, double> function) => new(
        traces.InverseTemperatures,
        [.. Enumerable.Range(0, traces.Chains).Select(chain => Enumerable.Range(0, traces.Rungs)
            .Select(rung => Array.ConvertAll(traces[chain, rung].ToArray(), value => function(value))).ToArray())]);
}
