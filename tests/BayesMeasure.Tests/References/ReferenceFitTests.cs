using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using MathNet.Numerics;

namespace BayesMeasure.Tests.References;

/// <summary>What a reference is fitted as: orders that the posterior allows, coordinates with their Jacobian.</summary>
public class ReferenceFitTests
{
    private const int Counts = 7;
    private const double MostErrors = 4;

    // Counts of a rate with a gamma prior: a negative binomial distribution.
    private static readonly double GammaPoisson =
        SpecialFunctions.GammaLn(3.0 + Counts) - SpecialFunctions.GammaLn(3) - SpecialFunctions.GammaLn(1.0 + Counts)
        - (3 + Counts) * Math.Log(2);

    private static FreeEnergyEstimate[] Estimates(Distribution prior)
    {
        double LogLikelihood(double rate) => Counts * Math.Log(rate) - rate - SpecialFunctions.GammaLn(1.0 + Counts);
        var target = new LogLikelihoodTarget(new Prior { ["rate"] = prior }, point => LogLikelihood(point[0]));
        var random = new RandomStream(seed: 1, chain: 0, replica: 0);
        var collected = new CollectedDraws(chains: 2, dimension: 1);
        double[][] recorded = [new double[500], new double[500]];
        for (int chain = 0; chain < 2; chain++)
        {
            for (int i = 0; i < 500; i++)
            {
                collected.Add(chain, [Math.Log(random.NextGamma(3 + Counts) / 2)]);
                recorded[chain][i] = random.NextGamma(3 + Counts) / 2;
            }
        }

        var draws = new Draws(
            target.Parameters,
            recorded,
            [.. recorded.Select(chain => Array.ConvertAll(chain, LogLikelihood))],
            [.. recorded.Select(chain => Array.ConvertAll(chain, prior.LogDensity))]);
        FittedReference reference = ReferenceFit.Of(target, collected, seed: 1)!;
        ReferenceWeights weights = new ReferenceSample(target, reference, seed: 1).Weights(draws, 2000, threads: 1);
        return [new PosteriorBridge().Estimate(weights), new ImportanceSampling().Estimate(weights)];
    }

    [Fact]
    public void A_rate_that_is_explored_by_its_logarithm_has_its_evidence() =>
        Assert.All(Estimates(Prior.Gamma(3, 1)), estimate => Assert.InRange(
            (estimate.LogEvidence - GammaPoisson) / estimate.StandardError, -MostErrors, MostErrors));

    [Fact]
    public void A_twin_without_the_Jacobian_of_the_coordinate_is_rejected() =>
        Assert.All(Estimates(new WrongJacobian(Prior.Gamma(3, 1))), estimate => Assert.True(
            Math.Abs(estimate.LogEvidence - GammaPoisson) / estimate.StandardError > MostErrors));

    [Fact]
    public void Names_that_are_alike_are_not_ordered_where_the_likelihood_tells_them_apart()
    {
        // Both have the same prior and the names of components, but the data speak of the first alone.
        var target = new LogLikelihoodTarget(
            new Prior { ["center"] = Prior.Normal(0, 1) }.Repeat(2), point => -2 * point[0] * point[0]);
        Assert.Single(target.Groups);
        var random = new RandomStream(seed: 2, chain: 0, replica: 0);
        var collected = new CollectedDraws(chains: 2, dimension: 2);
        for (int i = 0; i < 300; i++)
        {
            collected.Add(i % 2, [random.NextNormal() / Math.Sqrt(5), random.NextNormal()]);
        }

        ReferenceDensity density = ReferenceFit.Of(target, collected, seed: 2)!.CreateDensity();

        // In order or not, each point has the density that was fitted there.
        Assert.Equal(-Math.Log(2 * Math.PI / Math.Sqrt(5)), density.LogDensity([0, 0]), 0.3);
        Assert.NotEqual(density.LogDensity([1, 0]), density.LogDensity([0, 1]), 0.5);
    }

    [Fact]
    public void Exchanged_components_have_one_density_and_all_labels_share_it()
    {
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        FittedReference fitted = ReferenceFit.Of(
            SwitchingProblem.Target, SwitchingProblem.Collect(random, chains: 4, count: 200), seed: 3)!;
        ReferenceDensity density = fitted.CreateDensity();
        Assert.Equal(density.LogDensity([-1, 0.5]), density.LogDensity([0.5, -1]));

        // What is in order has half of the mass, less half of what the mixture has out of order.
        const double step = 0.05;
        double sum = 0;
        for (double a = -10; a < 10; a += step)
        {
            for (double b = -10; b < 10; b += step)
            {
                sum += Math.Exp(density.LogDensity([a, b])) * step * step;
            }
        }

        double[] point = new double[2];
        const int count = 4000;
        double kept = Enumerable.Range(0, count).Count(_ => density.Draw(random, point, out double _)) / (double)count;
        double tolerance = MostErrors * Math.Sqrt(kept * (1 - kept) / count) + 0.01;
        Assert.InRange(sum, kept - tolerance, kept + tolerance);
    }

    [Fact]
    public void A_draw_says_its_own_density()
    {
        var random = new RandomStream(seed: 6, chain: 0, replica: 0);
        ReferenceDensity density = ReferenceFit.Of(
            SwitchingProblem.Target, SwitchingProblem.Collect(random, chains: 2, count: 200), seed: 6)!.CreateDensity();
        double[] point = new double[2];
        Assert.True(density.Draw(random, point, out double logDensity));
        Assert.Equal(density.LogDensity(point), logDensity, 1e-12);
    }

    [Fact]
    public void Numbers_make_the_same_reference()
    {
        FittedReference fitted = ReferenceFit.Of(
            SwitchingProblem.Target,
            SwitchingProblem.Collect(new(seed: 4, chain: 0, replica: 0), chains: 2, count: 200),
            seed: 4)!;
        var copy = FittedReference.Of(SwitchingProblem.Target, fitted.Numbers);
        Assert.Equal(fitted.Description, copy.Description);
        Assert.Equal(fitted.CreateDensity().LogDensity([0.2, -0.7]), copy.CreateDensity().LogDensity([0.2, -0.7]));
    }
}
