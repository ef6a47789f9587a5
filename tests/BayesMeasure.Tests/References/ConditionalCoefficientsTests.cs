using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using LinearProblem = BayesMeasure.Tests.Sampling.LinearProblem;

namespace BayesMeasure.Tests.References;

/// <summary>
/// Linear coefficients are found, and drawn from their conditional distribution: of a linear model that is the posterior, so that
/// every weight is the evidence itself.
/// </summary>
public class ConditionalCoefficientsTests
{
    private static ReferenceWeights WeightsOf(Posterior posterior, int count)
    {
        Result exact = new ConjugateLinear().Run(posterior);
        var collected = new CollectedDraws(exact.Draws.Chains, posterior.Parameters.Count);
        for (int draw = 0; draw < 300; draw++)
        {
            for (int chain = 0; chain < exact.Draws.Chains; chain++)
            {
                collected.Add(chain, Coordinates(posterior, exact.Draws[chain, draw]));
            }
        }

        FittedReference reference = ReferenceFit.Of(posterior, collected, seed: 1)!;
        Assert.Contains("linear coefficients", reference.Description, StringComparison.Ordinal);
        return new ReferenceSample(posterior, reference, seed: 1).Weights(exact.Draws, count, threads: 1);
    }

    private static double[] Coordinates(Posterior posterior, ReadOnlySpan<double> point)
    {
        double[] coordinates = new double[point.Length];
        for (int i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = posterior.Parameters[i].Prior.ToCoordinate(point[i]);
        }

        return coordinates;
    }

    [Theory]
    [InlineData("component", 2)]
    [InlineData("component", 3)]
    [InlineData("function", 3)]
    [InlineData("curve", 3)]
    public void Every_weight_of_a_linear_model_is_its_evidence(string door, int count)
    {
        Posterior posterior = LinearProblem.Create(door, count);
        ReferenceWeights weights = WeightsOf(posterior, 100);
        double truth = new ConjugateLinear().Run(posterior).FreeEnergy.LogEvidence;
        Assert.All(weights.Reference.Concat(weights.Posterior.SelectMany(chain => chain)), weight =>
            Assert.Equal(truth, weight, 1e-9 * Math.Abs(truth)));
    }

    [Fact]
    public void A_sampled_level_of_the_noise_is_drawn_with_them()
    {
        double[] x = [.. Enumerable.Range(0, 25).Select(i => i / 12.0 - 1)];
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        double[] y = [.. x.Select(value => 0.4 + 0.7 * value + 0.1 * random.NextNormal())];
        Prior prior = new()
        {
            ["offset"] = Prior.Uniform(-5, 5),
            ["slope"] = Prior.Uniform(-5, 5),
            ["reference"] = Prior.Fixed(0),
            ["noise"] = Prior.LogUniform(0.001, 10),
        };
        var posterior = new Posterior(new(x, y), ForwardModel.Of<LinearBackground>(), GaussianNoise.Unknown, prior);
        double truth = new ConjugateLinear().Run(posterior).FreeEnergy.LogEvidence;
        FreeEnergyEstimate estimate = new ImportanceSampling().Estimate(WeightsOf(posterior, 2000));

        // Cut off at the bounds of the uniform priors, it is the conditional distribution: all weights are equal.
        Assert.Equal(2000, estimate.EffectiveSamples, 0.1);
        Assert.InRange(estimate.LogEvidence, truth - 0.003, truth + 0.003);
    }

    [Fact]
    public void Amplitudes_and_what_a_background_is_made_of_are_linear_and_nothing_else()
    {
        var posterior = new Posterior(
            new([.. Enumerable.Range(0, 30).Select(i => i / 10.0)], new double[30]),
            ForwardModel.Of<LorentzianPeak>().Repeat(2) + ForwardModel.Of<LinearBackground>()
                + ForwardModel.Function((double x, double scale, double power, double linked) => scale * power * x + linked),
            GaussianNoise.Unknown,
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 10),
                ["width"] = Prior.LogUniform(0.1, 2),
                ["center"] = Prior.Uniform(0, 3),
            }.Repeat(2) + new Prior
            {
                ["offset"] = Prior.Normal(0, 1),
                ["slope"] = Prior.Uniform(-1, 1),
                ["reference"] = Prior.Fixed(1.5),
                ["scale"] = Prior.Normal(1, 1),
                ["power"] = Prior.Normal(1, 1),
                ["base"] = Prior.Normal(0, 1),
                ["linked"] = Prior.LinkedTo(["base"], values => Math.Exp(values[0])),
                ["noise"] = Prior.HalfNormal(1),
            });
        LinearUnknowns found = LinearCoefficients.Of(posterior);
        string[] names = [.. found.Positions.Select(position => posterior.Parameters[position].Name)];
        Assert.Equal(["amplitude[1]", "amplitude[2]", "offset", "slope", "scale"], names);
        Assert.All(found.Coefficients, coefficient => Assert.Equal(-1, coefficient.Share));
    }

    [Fact]
    public void What_shares_an_amplitude_out_is_found_with_it()
    {
        Assert.Equal(["amplitude by mixing", "offset"], SharedBy(Prior.Uniform(0, 10), Prior.Uniform(0, 1)));
        Assert.Equal(["amplitude", "offset"], SharedBy(Prior.Uniform(0, 10), Prior.Beta(2, 2)));
        Assert.Equal(["amplitude", "offset"], SharedBy(Prior.Normal(1, 1), Prior.Uniform(0, 1)));

        static IEnumerable<string> SharedBy(Distribution amplitude, Distribution mixing)
        {
            Prior line = new()
            {
                ["amplitude"] = amplitude,
                ["width"] = Prior.LogUniform(0.1, 2),
                ["center"] = Prior.Uniform(0, 3),
                ["mixing"] = mixing,
            };
            var posterior = new Posterior(
                new([.. Enumerable.Range(0, 30).Select(i => i / 10.0)], new double[30]),
                ForwardModel.Of<PseudoVoigtPeak>() + ForwardModel.Of<ConstantBackground>(),
                GaussianNoise.Known(1),
                line + new Prior { ["offset"] = Prior.Normal(0, 1) });
            return LinearCoefficients.Of(posterior).Coefficients.Select(one => posterior.Parameters[one.Position].Name
                + (one.Share < 0 ? "" : $" by {posterior.Parameters[one.Share].Name}"));
        }
    }

    /// <summary>a (s + (1 - s) x) at ten points, where s would be above 1: draws are cut off, and weights know it.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(1.2)]
    public void Weights_of_a_coefficient_that_is_shared_out_have_the_evidence_as_mean(double share)
    {
        double[] x = [.. Enumerable.Range(0, 10).Select(i => i / 9.0)];
        var posterior = new Posterior(
            new(x, x.Select((value, i) => share + (1 - share) * value + (i % 2 == 0 ? 0.05 : -0.05))),
            ForwardModel.Function((double at, double scale, double part) => scale * (part + (1 - part) * at)),
            GaussianNoise.Known(0.1),
            new Prior { ["scale"] = Prior.Uniform(0, 3), ["part"] = Prior.Uniform(0, 1) });
        LinearUnknowns unknowns = LinearCoefficients.Of(posterior);
        Assert.Equal(2, unknowns.Positions.Length);
        ReferenceDensity density = new FittedReference(
            posterior, ReferenceOrder.None, [1, 0.5], ReferenceMargins.OfNothing, StudentMixture.OfNothing, unknowns)
            .CreateDensity();
        double truth = GridEvidence(posterior);
        (double mean, double error) = MeanWeight(posterior, density, truth, _ => 0);
        Assert.InRange(mean, 1 - 4 * error, 1 + 4 * error);
        Assert.InRange(error, 0, 0.02);

        // A twin that has forgotten |d weights / d values|, the scale, is rejected.
        (double wrong, double errorOfWrong) = MeanWeight(posterior, density, truth, point => Math.Log(point[0]));
        Assert.True(Math.Abs(wrong - 1) > 4 * errorOfWrong, $"{wrong} +- {errorOfWrong}");
    }

    private static double GridEvidence(Posterior posterior)
    {
        const int steps = 400;
        ITargetState state = posterior.CreateState();
        double sum = 0;
        for (int i = 0; i < steps * steps; i++)
        {
            state.Set([3 * (i / steps + 0.5) / steps, (i % steps + 0.5) / steps]);
            sum += Math.Exp(state.LogLikelihood) / (steps * steps);
        }

        return Math.Log(sum);
    }

    private static (double Mean, double Error) MeanWeight(
        Posterior posterior, ReferenceDensity density, double logEvidence, Func<double[], double> forgotten)
    {
        const int count = 20_000;
        var random = new RandomStream(seed: 4, chain: 0, replica: 0);
        ITargetState state = posterior.CreateState();
        double[] draw = new double[2];
        double sum = 0, squares = 0;
        for (int i = 0; i < count; i++)
        {
            if (density.Draw(random, draw, out double logDensity))
            {
                Assert.Equal(logDensity, density.LogDensity(draw), 1e-9);
                state.Set(draw);
                double weight = Math.Exp(
                    state.LogLikelihood + posterior.Parameters.LogPrior(draw) - logDensity - logEvidence + forgotten(draw));
                sum += weight;
                squares += weight * weight;
            }
        }

        double mean = sum / count;
        return (mean, Math.Sqrt((squares / count - mean * mean) / count));
    }
}
