using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;
using BayesMeasure.Sampling;

namespace BayesMeasure.Comparison;

/// <summary>
/// The number of components and the level of the noise at once: both minimise the free energy F(K, b), b = 1/sigma^2, which one
/// run for each model gives for every b (Tokuda, Nagata and Okada, JPSJ 86, 024001, 2017).
/// </summary>
/// <example>
/// <code>
/// ModelComparison runs = ModelFamily.Of&lt;GaussianPeak&gt;(1, 4, peak, GaussianNoise.Known(0.05)).Compare(data);
/// NoiseLevels levels = NoiseLevels.Of(runs);
/// ModelComparison there = levels.Compare();
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class NoiseLevels : INotebookView
{
    /// <summary>The ladder and a run at the level agree within so many errors, and exact ones within rounding.</summary>
    private const double MostErrors = 4;
    private const double Rounding = 1e-6;

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

    /// <summary>
    /// A level to begin with, below any that is likely: half of the noise that second differences of neighbouring points show,
    /// 1.4826 median / sqrt(6). Peaks of few points make that too large, and <see cref="NoiseCurve.Warnings"/> then say so.
    /// </summary>
    /// <param name="measurement">The measured curve.</param>
    /// <returns>
    /// The level; 0 where more than half of neighbours lie on lines, as rounded data do, NaN for fewer than 5 points.
    /// </returns>
    public static double SmallestFor(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        double[] x = [.. measurement.X];
        double[] y = [.. measurement.Y];
        Array.Sort(x, y);
        return 0.5 * NoiseOfNeighbours.Of(y);
    }

    /// <summary>
    /// Samples every model with known noise of its own best level, and compares them: posteriors, criticism and a verdict.
    /// Nothing is decided where the level of a model was not found, as <see cref="NoiseCurve.Warnings"/> says: its free energy
    /// may be lower elsewhere.
    /// </summary>
    /// <param name="options">The settings of the sampler, as for a <see cref="ModelFamily"/>; null for the defaults.</param>
    /// <param name="progress">Told how far the comparison has come.</param>
    /// <param name="cancellation">Ends it early; the models that have draws by then are compared, marked as partial.</param>
    /// <exception cref="OperationCanceledException">The comparison was cancelled before any model had draws.</exception>
    /// <exception cref="InferenceException">All models failed; where some did, the others are compared.</exception>
    public ModelComparison Compare(
        ReplicaExchangeOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default) =>
        new ModelFamily([.. Models.Select(model => model.Candidate)])
            .Compare(Best.AtBestLevel.Measurement, options, progress, cancellation)
            .WithLevels(this);

    /// <summary>What forbids to quote the level of a model that was sampled there.</summary>
    internal IEnumerable<string> WarningsOf(ComparedModel there)
    {
        NoiseCurve curve = Models.First(model => model.Name == there.Name).Curve;
        (FreeEnergyEstimate ladder, FreeEnergyEstimate run) = (curve.Minimum.FreeEnergy, there.Result.FreeEnergy);
        double error = Math.Sqrt(Math.Pow(ladder.StandardError, 2) + Math.Pow(run.StandardError, 2));
        string contradiction =
            $"F at its level of the noise is {new ValueWithError(ladder.FreeEnergy, ladder.StandardError)} from the ladder, "
            + $"and {new ValueWithError(run.FreeEnergy, run.StandardError)} from a run there: one of them is stuck. "
            + "Use more sweeps.";
        return Math.Abs(ladder.FreeEnergy - run.FreeEnergy) > MostErrors * error + Rounding
            ? [.. curve.Warnings, contradiction]
            : curve.Warnings;
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
                [ReportColumn.OfText("model"), "sigma", "width", "b = 1/sigma^2", "min F", "p(model | data)"],
                [.. Models.Select(Row)])
            {
                Notes = ["The width is how well the data know sigma; the error behind +- is that of the run alone."],
            },
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
            curve.IsMinimumInside
                ? new ValueWithError(curve.Minimum.NoiseLevel, curve.NoiseLevelStandardError)
                : $"below {ValueWithError.Rounded(curve.SmallestLevel)}",
            curve.IsMinimumInside ? ValueWithError.Rounded(curve.NoiseLevelWidth, 2) : "-",
            curve.IsMinimumInside ? new ValueWithError(curve.Minimum.Precision, curve.PrecisionStandardError) : "-",
            new ValueWithError(estimate.FreeEnergy, estimate.StandardError),
            ReportCell.Probability(model.Probability, model.ProbabilityStandardError),
        ];
    }
}
