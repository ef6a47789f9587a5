using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Comparison;

/// <summary>
/// Many measurements, each with the models that it is to choose from, asked of one inference at once: the targets are all models
/// of the first measurement, then all of the second, and so on.
/// </summary>
internal sealed class ComparisonBatch
{
    private readonly (ModelFamily Family, Measurement Measurement)[] questions;
    private readonly (int Question, int Candidate)[] places;
    private readonly Posterior[] targets;

    /// <param name="questions">The measurements, each with its models.</param>
    /// <param name="cancellation">Ends the making of targets, of which there may be a hundred thousand.</param>
    /// <exception cref="ArgumentException">A model does not fit its prior or its measurement.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the last of several was made.</exception>
    public ComparisonBatch(
        IEnumerable<(ModelFamily Family, Measurement Measurement)> questions, CancellationToken cancellation)
    {
        this.questions = [.. questions];
        places =
        [
            .. this.questions.SelectMany((question, q) => question.Family.Candidates.Select((_, candidate) => (q, candidate))),
        ];
        targets = [.. this.questions.SelectMany((question, q) => TargetsOf(question, isFirst: q == 0, cancellation))];
    }

    /// <summary>Compares the models of each measurement as soon as all of them are answered.</summary>
    /// <param name="inference">The method.</param>
    /// <param name="progress">Told how far it has come, target by target.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before all targets had draws.</exception>
    public IEnumerable<ComparisonRun> Run(
        IInference inference, IProgress<InferenceProgress>? progress, CancellationToken cancellation)
    {
        InferenceRun[]?[] runs = [.. questions.Select(question => new InferenceRun[question.Family.Candidates.Count])];
        int[] left = [.. questions.Select(question => question.Family.Candidates.Count)];
        foreach (InferenceRun run in inference.Ask(targets, NameOf, progress, cancellation))
        {
            (int question, int candidate) = places[run.Index];
            runs[question]![candidate] = run;
            left[question]--;
            if (left[question] == 0)
            {
                ComparisonRun whole = Weigh(question, runs[question]!);
                runs[question] = null;
                yield return whole;
            }
        }
    }

    /// <summary>Those of the first are made in any case: its runs may have draws in a checkpoint.</summary>
    private static IEnumerable<Posterior> TargetsOf(
        (ModelFamily Family, Measurement Measurement) question, bool isFirst, CancellationToken cancellation)
    {
        if (!isFirst)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return question.Family.Candidates.Select(candidate => candidate.Given(question.Measurement));
    }

    private string NameOf(int target)
    {
        (int question, int candidate) = places[target];
        string name = questions[question].Family.Candidates[candidate].Name;
        return questions.Length == 1 ? name : $"{name} of measurement {question + 1}";
    }

    private ComparisonRun Weigh(int question, InferenceRun[] runs)
    {
        (ModelFamily family, Measurement measurement) = questions[question];
        ModelComparison? comparison = runs.Any(run => run.Failure is not null)
            ? null
            : family.Weigh(runs, runs[0].ResultOrThrow().Seed);
        return new(question, measurement, runs, comparison);
    }
}
