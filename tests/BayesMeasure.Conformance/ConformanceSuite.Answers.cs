using BayesMeasure.Conformance.Answers;
using BayesMeasure.Conformance.Models;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Conformance;

/// <content>Free energies and posteriors that are known.</content>
public abstract partial class ConformanceSuite
{
    private static readonly (Distribution First, Distribution Second)[] EveryDistribution =
    [
        (Prior.Uniform(-1, 3), Prior.LogUniform(0.1, 10)),
        (Prior.Normal(1, 2), Prior.TruncatedNormal(0, 1, -0.5, 2)),
        (Prior.LogNormal(0.2, 0.5), Prior.HalfNormal(2)),
        (Prior.Gamma(3, 2), Prior.Beta(2, 3)),
        (Prior.Exponential(0.5), Prior.Bernoulli(0.3)),
        (Prior.Categorical(1, 2, 3), Prior.Uniform(0, 1)),
    ];

    [Theory]
    [MemberData(nameof(KnownAnswers.TellingNames), MemberType = typeof(KnownAnswers))]
    public void Free_energy_and_posterior_are_the_known_ones(string name)
    {
        KnownAnswer answer = KnownAnswers.Of(name);
        AssertRight(answer, Run(answer.Posterior, Options));
    }

    [Theory]
    [Trait("suite", "proofs")]
    [MemberData(nameof(KnownAnswers.OtherNames), MemberType = typeof(KnownAnswers))]
    public void Other_free_energies_and_posteriors_are_the_known_ones(string name) =>
        Free_energy_and_posterior_are_the_known_ones(name);

    [Fact]
    [Trait("suite", "proofs")]
    public void Where_data_say_nothing_the_posterior_is_the_prior_of_every_distribution()
    {
        Measurement data = Curve.Of(10, _ => 0, 1);
        double logLikelihood = data.Y.Sum(y => MathNormal.PDFLn(0, 1, y));
        KnownAnswer[] answers =
        [
            .. EveryDistribution.Select(pair => KnownAnswer.OfPrior(
                new Posterior(
                    data,
                    ForwardModel.Of<Hidden>(),
                    GaussianNoise.Known(1),
                    new() { ["first"] = pair.First, ["second"] = pair.Second }),
                logLikelihood)),
        ];
        IReadOnlyList<Result> results = Run([.. answers.Select(answer => answer.Posterior)], Options);
        Assert.All(answers.Zip(results), pair => AssertRight(pair.First, pair.Second));
        Assert.All(results, result => Assert.Equal(logLikelihood, result.FreeEnergy.LogEvidence, 1e-6));
    }

    [Fact]
    public void Two_equal_peaks_are_found_in_both_orders()
    {
        KnownAnswer ordered = PeakAnswers.TwoCentersInOrder();
        Result result = Run(ordered.Posterior, Options);
        FreeEnergyEstimate estimate = result.FreeEnergy;
        AssertWithin(ordered.LogEvidence + Math.Log(2), estimate.LogEvidence, estimate.StandardError, "log Z");
        double[][] isInOrder =
        [
            .. result.Draws.Of(0).Zip(
                result.Draws.Of(1), (first, second) => first.Zip(second, (one, other) => one < other ? 1.0 : 0).ToArray()),
        ];
        Assert.InRange(Autocorrelation.StandardErrorOfMean(isInOrder), 0, 0.05);
        AssertMean(0.5, isInOrder, "the share of draws in order");
    }
}
