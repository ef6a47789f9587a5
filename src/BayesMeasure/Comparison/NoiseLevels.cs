using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Comparison;

/// <summary>
/// The number of components and the level of the noise at once: both minimise the free energy F(K, b), b = 1/sigma^2, which one
/// run for each model gives for every b (Tokuda, Nagata and Okada, JPSJ 86, 024001, 2017).
/// </summary>
/// <example>
/// <code>
/// ModelComparison runs = ModelFamily.Of&lt;GaussianPeak&gt;(1, 4, peak, GaussianNoise.Known(0.05)).Compare(data);
/// NoiseLevels levels = NoiseLevels.Of(runs);
/// Result best = new ReplicaExchange().Run(levels.Best.AtBestLevel);
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class NoiseLevels : INotebookView
{
    private NoiseLevels(IReadOnlyList<NoiseLevelOfModel> models)
    {
        FreeEnergyEstimate[] estimates = [.. models.Select(model => model.Curve.Minimum.FreeEnergy)];
        double[] probabilities = ProbabilityErrors.Probabilities([.. estimates.Select(estimate => estimate.LogEvidence)]);
        var errors = EvidenceErrors.Independent(estimates.Select(estimate => estimate.StandardError));
        Models = [.. models.Select((model, k) => model with
        {
            Probability = probabilities[k],
            ProbabilityStandardError = ProbabilityErrors.StandardError(probabilities, errors, k),
        })];
        Best = Models.MaxBy(model => model.Probability)!;
    }

    /// <summary>The models, in the order of the comparison.</summary>
    public IReadOnlyList<NoiseLevelOfModel> Models { get; }

    /// <summary>
    /// The model and the level of the lowest free energy, whether or not the runner-up can be told apart from it.
    /// </summary>
    public NoiseLevelOfModel Best { get; }

    /// <summary>Looks for the best level of each model.</summary>
    /// <param name="comparison">
    /// Models of one measurement that were sampled with <see cref="Noise.GaussianNoise.Known"/>, at a level below any that is
    /// possible.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A model has other noise, or was not sampled on a ladder whose rungs overlap.
    /// </exception>
    public static NoiseLevels Of(ModelComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new([.. comparison.Models.Select(NoiseLevelOfModel.Of)]);
    }

    /// <summary>A table in plain text, with the warnings of all models below it.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Tables =
        [
            new(
                [ReportColumn.OfText("model"), "sigma", "b = 1/sigma^2", "min F", "p(model | data)"],
                [.. Models.Select(Row)]),
        ],
        Warnings = [.. from model in Models from warning in model.Curve.Warnings select $"{model.Name}: {warning}"],
    };

    private static ReportCell[] Row(NoiseLevelOfModel model)
    {
        NoiseCurve curve = model.Curve;
        FreeEnergyEstimate estimate = curve.Minimum.FreeEnergy;
        return
        [
            model.Name,
            new ValueWithError(curve.Minimum.NoiseLevel, curve.NoiseLevelStandardError),
            new ValueWithError(curve.Minimum.Precision, curve.PrecisionStandardError),
            new ValueWithError(estimate.FreeEnergy, estimate.StandardError),
            ReportCell.Probability(model.Probability, model.ProbabilityStandardError),
        ];
    }
}
