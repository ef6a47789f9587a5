using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Summaries;

namespace BayesMeasure.Experiments;

/// <summary>
/// An experiment before it is made: simulates measurements of several designs, asks each which model it chooses, and says which
/// effort makes the true model identifiable (Nagata et al., JPSJ 88, 044003, 2019: virtual measurement analytics).
/// </summary>
public sealed class VirtualMeasurement
{
    private readonly Truth truth;
    private readonly ModelFamily family;

    /// <summary>Joins what is taken to be true with what could be inferred.</summary>
    /// <param name="truth">What the measurements are made of.</param>
    /// <param name="family">
    /// The candidates, the true model among them. Their noise is not read, since each design has its own; their priors must speak
    /// of its parameters, if any.
    /// </param>
    /// <exception cref="ArgumentException">The true model is not among the candidates.</exception>
    public VirtualMeasurement(Truth truth, ModelFamily family)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(family);
        if (family.Candidates.All(candidate => candidate.Name != truth.Name))
        {
            throw new ArgumentException(
                $"The true model \"{truth.Name}\" is not among the candidates: "
                + $"{string.Join(", ", family.Candidates.Select(candidate => candidate.Name))}.",
                nameof(truth));
        }

        this.truth = truth;
        this.family = family;
    }

    /// <summary>Simulates measurements of every design and compares the candidates for each.</summary>
    /// <param name="series">The designs.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Told how far it has come, candidate by candidate of each simulated measurement.</param>
    /// <param name="cancellation">Ends it early; the designs that are complete by then are reported, marked as partial.</param>
    /// <returns>
    /// What the designs say whose measurements were all answered; where a model failed,
    /// <see cref="VirtualMeasurementReport.Failure"/> tells why others are left out.
    /// </returns>
    /// <exception cref="OperationCanceledException">It was cancelled before any design was complete.</exception>
    /// <exception cref="InferenceException">A model failed, and no design is complete.</exception>
    /// <exception cref="ArgumentException">
    /// A model does not fit its prior or a design, a design cannot be simulated, or the components of the true model cannot be
    /// ordered as the options say.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// A noise model of one's own does not say how to draw, or the inference cannot answer a candidate.
    /// </exception>
    public VirtualMeasurementReport Run(
        DesignSeries series,
        VirtualMeasurementOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new();
        options.RequireValid();
        RequireOrder(series, options);
        var batch = new ComparisonBatch(
            series.Designs.SelectMany((design, number) => Simulate(design, number, options, cancellation)), cancellation);
        InferenceException? failure = null;
        SimulatedAnswer?[][] answers = [.. series.Designs.Select(_ => new SimulatedAnswer?[options.Measurements])];
        try
        {
            foreach (ComparisonRun run in batch.Run(options.Inference, progress, cancellation))
            {
                failure ??= run.Failure;
                (int design, int measurement) = Math.DivRem(run.Index, options.Measurements);
                answers[design][measurement] =
                    run.Comparison is { IsPartial: false } comparison ? AnswerOf(comparison, options) : null;
            }
        }
        catch (OperationCanceledException) when (answers.Any(IsComplete))
        {
            // Cancelled, but not in vain: the report says that it is partial.
        }

        if (failure is not null && !answers.Any(IsComplete))
        {
            throw failure;
        }

        IEnumerable<DesignOutcome> outcomes = series.Designs.Zip(answers)
            .Where(pair => IsComplete(pair.Second))
            .Select(pair => OutcomeOf(pair.First, [.. pair.Second.OfType<SimulatedAnswer>()]));
        return new(series, [.. Names], truth.Name, options.Share, [.. outcomes], failure);
    }

    private void RequireOrder(DesignSeries series, VirtualMeasurementOptions options)
    {
        if (options.OrderedBy is { } name)
        {
            (ModelFamily models, Measurement data) = Simulate(series.Designs[0], 0, options, CancellationToken.None).First();
            OrderedDraws.RequireOrder(models.Candidates.Single(candidate => candidate.Name == truth.Name).Given(data), name);
        }
    }

    private DesignOutcome OutcomeOf(MeasurementDesign design, IReadOnlyList<SimulatedAnswer> answers) =>
        new(design, [.. Names], truth.Name, answers);

    private static bool IsComplete(SimulatedAnswer?[] answers) => !answers.Contains(null);

    private IEnumerable<string> Names => family.Candidates.Select(candidate => candidate.Name);

    /// <summary>
    /// All measurements of one design. The random numbers of each depend on the seed, the design and its own number alone.
    /// </summary>
    private IEnumerable<(ModelFamily Models, Measurement Data)> Simulate(
        MeasurementDesign design, int number, VirtualMeasurementOptions options, CancellationToken cancellation)
    {
        var models = new ModelFamily([.. family.Candidates.Select(candidate => candidate with { Noise = design.Noise })]);
        for (int i = 0; i < options.Measurements; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return (models, truth.Simulate(design, new RandomStream(options.Seed, number, i)));
        }
    }

    private SimulatedAnswer AnswerOf(ModelComparison comparison, VirtualMeasurementOptions options)
    {
        Result trueModel = comparison.Models.Single(model => model.Name == truth.Name).Result;
        // All simulated measurements are ordered alike, whatever the draws of one of them suggest.
        string? order = options.OrderedBy ?? OrderedDraws.UsualName(trueModel.Target, trueModel.Draws);
        IReadOnlyList<QuantitySummary> found = trueModel.SummaryBy(order).Parameters;
        return new(
            comparison.Best.Name,
            comparison.Selected is { } model && model.Probability >= options.LeastProbability ? model.Name : null,
            [.. comparison.Models.Select(model => model.Probability)],
            trueModel.Draws.Parameters,
            [.. found.Select(parameter => parameter.Mean)],
            [.. found.Select(parameter => parameter.StandardDeviation)]);
    }
}
