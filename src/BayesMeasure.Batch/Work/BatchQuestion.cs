using System.Collections;
using System.Globalization;
using System.Reflection;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Batch.Work;

/// <summary>
/// What is asked of each measurement, in words, so that a worker whose program has another model or other settings than the plan
/// is told so. What cannot be put into words, such as the body of a function, is told by a log likelihood.
/// </summary>
/// <param name="family">The models.</param>
/// <param name="sampling">How each is sampled.</param>
internal sealed class BatchQuestion(ModelFamily family, ReplicaExchangeOptions sampling)
{
    // The plan has the seed; threads and checkpoints change no bit.
    private static readonly string[] Without =
    [
        nameof(ReplicaExchangeOptions.Seed), nameof(ReplicaExchangeOptions.Threads), nameof(ReplicaExchangeOptions.SideBySide),
        nameof(ReplicaExchangeOptions.Checkpoint),
    ];

    /// <summary>The first measurement of a source that can be read: models are described at it.</summary>
    /// <exception cref="BatchException">There is none among the first thousand.</exception>
    public static Measurement ExampleOf(IMeasurementSource source)
    {
        const int Most = 1000;
        const int AtOnce = 100;
        int count = Math.Min(Most, CountOf(source));
        for (int first = 0; first < count; first += AtOnce)
        {
            if (source.Read(first, Math.Min(AtOnce, count - first)).FirstOrDefault(one => one.Measurement is not null)
                is { Measurement: { } measurement })
            {
                return measurement;
            }
        }

        throw new BatchException(source.Name, $"has no curve among its first {count}.", "Look at one of them by itself.");
    }

    /// <summary>The number of measurements of a source.</summary>
    /// <exception cref="BatchException">It has none, or more than can be counted.</exception>
    public static int CountOf(IMeasurementSource source)
    {
        double count = source.Shape.Aggregate(1.0, (product, size) => product * size);
        return count is >= 1 and <= int.MaxValue && source.Shape.All(size => size > 0)
            ? (int)count
            : throw new BatchException(
                source.Name, $"has the shape {string.Join(" x ", source.Shape)}: nothing to do.", "Name another source.");
    }

    /// <summary>The names of all unknowns: those of the first candidate, then what others add.</summary>
    public IReadOnlyList<string> ParametersAt(Measurement example) =>
    [
        .. family.Candidates
            .SelectMany(candidate => candidate.Given(example).Parameters)
            .Select(parameter => parameter.Name)
            .Distinct(),
    ];

    /// <summary>Settings and candidates, a line each.</summary>
    /// <param name="example">The measurement at which models are described.</param>
    public IReadOnlyList<string> DescribeAt(Measurement example)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Records write their numbers in the language of the user, which may be another one on the next machine.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return
            [
                .. Settings(), $"limited: {family.IsLimited}",
                .. family.Candidates.SelectMany(candidate => Describe(candidate, example)),
            ];
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private IEnumerable<string> Settings() => typeof(ReplicaExchangeOptions)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !Without.Contains(property.Name))
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => $"{property.Name}: {TextOf(property.GetValue(sampling))}");

    private static string TextOf(object? value) => value switch
    {
        null => "none",
        TemperatureLadder ladder => string.Join(' ', ladder.InverseTemperatures),
        string text => text,
        IEnumerable many => string.Join(' ', many.Cast<object?>().Select(TextOf)),
        _ => $"{value}",
    };

    private IEnumerable<string> Describe(Candidate candidate, Measurement example)
    {
        ITarget target = candidate.Given(example);
        target = sampling.Lanes is int lanes ? target.WithLanes(lanes) : target;
        foreach (Parameter parameter in target.Parameters)
        {
            yield return $"{candidate.Name}, {parameter.Name}: {parameter.Prior}";
        }

        foreach ((string name, string text) in target.Description)
        {
            yield return $"{candidate.Name}, {name}: {text}";
        }

        ITargetState state = target.CreateState();
        state.Set([.. target.Parameters.Select(parameter => PointOf(parameter))]);
        yield return FormattableString.Invariant(
            $"{candidate.Name}, log likelihood at the middle of the prior: {state.LogLikelihood:G9}");
    }

    /// <summary>A point that a prior has anywhere: its mean where there is one.</summary>
    private static double PointOf(Parameter parameter) => parameter.Prior switch
    {
        { Mean: var mean } prior when mean > prior.Minimum && mean < prior.Maximum && double.IsFinite(mean) => mean,
        { Minimum: var minimum, Maximum: var maximum } when double.IsFinite(minimum + maximum) => 0.5 * (minimum + maximum),
        _ => 1,
    };
}
