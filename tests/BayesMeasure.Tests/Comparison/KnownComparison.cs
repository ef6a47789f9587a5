using BayesMeasure.Comparison;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Results;
using BayesMeasure.Tests.Results;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Comparison;

/// <summary>A comparison of given free energies.</summary>
internal static class KnownComparison
{
    public static ModelComparison Create(double[] logEvidences, double[] errors, bool isPartial = false) =>
        new([.. logEvidences.Select((logEvidence, k) => Model(k + 1, logEvidence, errors[k]))], seed: 7, isPartial);

    private static ComparedModel Model(int components, double logEvidence, double error)
    {
        Prior prior = new() { ["offset"] = Normal(0, 1) };
        var candidate = new Candidate($"K = {components}", components, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(1), prior);
        FreeEnergyEstimate estimate = FreeEnergyEstimate.Exact("known", logEvidence) with { StandardError = error };
        Result result = KnownDraws.Create(prior, [[[0]]], _ => 0) with { FreeEnergy = estimate };
        return new(candidate, candidate.Given(new([0], [1])), result);
    }
}
