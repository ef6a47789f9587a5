using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Sampling;
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
    /// <param name="progress">Told how far it has come, from several threads.</param>
    /// <param name="cancellation">Ends it early; the designs that are complete by then are reported, marked as partial.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before any design was complete.</exception>
    /// <exception cref="SamplingException">A model failed.</exception>
    /// <exception cref="ArgumentException">
    /// A model does not fit its prior or a design, or a design cannot be simulated.
    /// </exception>
    /// <exception cref="NotSupportedException">A noise model of one's own does not say how to draw.</exception>
    public VirtualMeasurementReport Run(
        DesignSeries series,
        VirtualMeasurementOptions? options = null,
        IProgress<VirtualMeasurementProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new();
        options.RequireValid();
        var outcomes = new List<DesignOutcome>();
        int done = 0;
        try
        {
            for (int design = 0; design < series.Designs.Count; design++)
            {
                SimulatedAnswer[] answers = Analyse(Simulate(series.Designs[design], design, options), Report);
                outcomes.Add(new(series.Designs[design], [.. Names], truth.Name, answers));
            }
        }
        catch (OperationCanceledException) when (outcomes.Count > 0)
        {
            // Cancelled, but not in vain: the report says that it is partial.
        }

        return new(series, [.. Names], truth.Name, options.Share, outcomes);

        SimulatedAnswer[] Analyse(IReadOnlyList<Question> questions, Action report) =>
            AnswersTo(questions, options, report, cancellation);

        void Report() => progress?.Report(new(Interlocked.Increment(ref done), series.Designs.Count * options.Measurements));
    }

    private IEnumerable<string> Names => family.Candidates.Select(candidate => candidate.Name);

    /// <summary>
    /// All measurements of one design. The random numbers of each depend on the seed, the design and its own number alone.
    /// </summary>
    private Question[] Simulate(MeasurementDesign design, int number, VirtualMeasurementOptions options)
    {
        var models = new ModelFamily([.. family.Candidates.Select(candidate => candidate with { Noise = design.Noise })]);
        return [.. Enumerable.Range(0, options.Measurements).Select(i => new Question(
            models,
            truth.Simulate(design, new RandomStream(options.Seed, number, i)),
            options.Sampling with
            {
                Threads = 1,
                Seed = options.Sampling.Seed + (ulong)((number * options.Measurements + i) * family.Candidates.Count),
            }))];
    }

    private SimulatedAnswer[] AnswersTo(
        IReadOnlyList<Question> questions, VirtualMeasurementOptions options, Action report, CancellationToken cancellation)
    {
        var answers = new SimulatedAnswer[questions.Count];
        int threads = options.Sampling.Threads == 0 ? Environment.ProcessorCount : options.Sampling.Threads;
        try
        {
            Parallel.For(0, answers.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
            {
                ModelComparison comparison =
                    questions[i].Models.Compare(questions[i].Data, questions[i].Options, null, cancellation);
                cancellation.ThrowIfCancellationRequested();
                answers[i] = AnswerOf(comparison, options);
                report();
            });
        }
        catch (AggregateException failures)
        {
            cancellation.ThrowIfCancellationRequested();
            throw failures.InnerExceptions[0];
        }

        return answers;
    }

    private SimulatedAnswer AnswerOf(ModelComparison comparison, VirtualMeasurementOptions options) => new(
        comparison.Best.Name,
        comparison.Selected is { } model && model.Probability >= options.LeastProbability ? model.Name : null,
        [.. comparison.Models.Select(model => model.Probability)],
        PosteriorSummary.Of(comparison.Models.Single(model => model.Name == truth.Name).Result, options.OrderedBy).Parameters);

    private sealed record Question(ModelFamily Models, Measurement Data, ReplicaExchangeOptions Options);
}
