using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Comparison;

/// <summary>A comparison of given free energies.</summary>
internal static class KnownComparison
{
    /// <param name="logEvidences">log Z of each model.</param>
    /// <param name="errors">Its standard error.</param>
    /// <param name="isPartial">Whether the comparison was cancelled.</param>
    /// <param name="doubtful">The position of a model whose log Z is undecided; -1 for none. Its highest ln L is 3 above.</param>
    /// <param name="sweeps">The recorded sweeps of each model; one each by default.</param>
    /// <param name="isLimited">Whether more models than these are impossible.</param>
    public static ModelComparison Create(
        double[] logEvidences, double[] errors, bool isPartial = false, int doubtful = -1, int[]? sweeps = null,
        bool isLimited = true)
    {
        IEnumerable<ComparedModel> models = logEvidences
            .Select((value, k) => Model(k + 1, value, errors[k], k == doubtful ? "nothing moved" : null, sweeps?[k] ?? 1));
        return new(FamilyEvidence.Independent([.. models]), seed: 7, isPartial) { IsLimited = isLimited };
    }

    private static ComparedModel Model(int components, double logEvidence, double error, string? doubt, int sweeps)
    {
        Prior prior = new() { ["offset"] = Prior.Normal(0, 1) };
        FreeEnergyEstimate estimate = FreeEnergyEstimate.Exact("known", logEvidence) with { StandardError = error };
        double highest = double.IsNaN(logEvidence) ? 0 : logEvidence + 3;
        Result result = KnownDraws.Create(prior, [[.. Enumerable.Repeat<double[]>([0], sweeps)]], _ => highest) with
        {
            FreeEnergy = estimate,
            Doubt = doubt,
        };
        return new($"K = {components}", result) { Components = components };
    }
}
