using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// When a run may end before all its sweeps are done: at the first of the limits that are set. Whichever it was is said by
/// <see cref="Inference.Result.StopReason"/>.
/// </summary>
/// <remarks>
/// The two limits of precision are looked at after 500 recorded sweeps of each chain and then each time 30 % more are recorded: a
/// run that asks at every sweep whether it is good enough ends when its error bar happens to be too small. These looks depend on
/// the draws alone, so the result stays the same, bit for bit, for any number of threads. A run that is given neither of them,
/// nor a number of sweeps, ends at a standard error of 0.05 where its chains agree, and is looked at sooner. A time budget is the
/// one limit that makes the number of sweeps depend on the machine; the draws themselves are those that a longer run makes.
/// </remarks>
public sealed record StoppingRule
{
    /// <summary>
    /// The wanted standard error of log Z, above 0; null, the default, for none. It counts as reached when the quoted error is
    /// not larger, log Z is decided, and a replica travelled from the prior to the posterior and back, or modes were searched for
    /// by inserting components wherever the data ask for them: without these, an error bar is not to be believed.
    /// </summary>
    public double? StandardError { get; init; }

    /// <summary>
    /// The wanted number of effective samples, above 0, of every one of <see cref="Parameters"/>: the smaller of those of the
    /// bulk and of the tails (Vehtari et al. 2021), with interchangeable components in order, as in a summary. It counts as
    /// reached when the rank-normalised split R-hat of each is at most 1.05 as well. Null, the default, for none.
    /// </summary>
    public double? EffectiveSamples { get; init; }

    /// <summary>
    /// The parameters that <see cref="EffectiveSamples"/> asks about, by full names such as "center[2]", or by names without the
    /// number of the component, such as "center", for all of them. Empty, the default, for all that are continuous.
    /// </summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>
    /// The time that a run may take, from its start; null, the default, for as long as it needs. Burn-in takes at most half of it
    /// and is cut short there, which the result says in a warning. A sweep that has begun is finished, and at least 2 are
    /// recorded.
    /// </summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>The clock of the time budget.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether a precision is asked for.</summary>
    internal bool AsksForPrecision => StandardError is not null || EffectiveSamples is not null;

    /// <summary>The limits that a result depends on, as names with texts.</summary>
    internal IEnumerable<(string Name, string Text)> Description =>
    [
        (nameof(StandardError), Text(StandardError)),
        (nameof(EffectiveSamples), Text(EffectiveSamples)),
        (nameof(Parameters), Parameters.Count == 0 ? "all" : string.Join(", ", Parameters)),
    ];

    /// <summary>Throws when a limit is impossible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range; the message names it.</exception>
    /// <exception cref="ArgumentException">
    /// Parameters are named, but no number of effective samples is wanted of them.
    /// </exception>
    public void RequireValid()
    {
        RequirePositive(StandardError, nameof(StandardError));
        RequirePositive(EffectiveSamples, nameof(EffectiveSamples));
        RequirePositive(TimeBudget?.TotalSeconds, nameof(TimeBudget));
        ArgumentNullException.ThrowIfNull(Parameters);
        if (Parameters.Count > 0 && EffectiveSamples is null)
        {
            throw new ArgumentException(
                $"{nameof(Parameters)} are named, but {nameof(EffectiveSamples)} is not set.", nameof(Parameters));
        }
    }

    /// <summary>The positions of the parameters that are asked about.</summary>
    /// <param name="known">The parameters of the target.</param>
    /// <exception cref="ArgumentException">A name is unknown; the message lists those that are known.</exception>
    internal int[] Positions(IReadOnlyList<Parameter> known)
    {
        RequireKnown(known);
        return [.. Enumerable.Range(0, known.Count).Where(i => Parameters.Count == 0
            ? !known[i].Prior.IsDiscrete
            : Parameters.Any(name => IsNameOf(known[i], name)))];
    }

    /// <summary>Throws when a name belongs to no parameter.</summary>
    internal void RequireKnown(IReadOnlyList<Parameter> known)
    {
        foreach (string name in Parameters.Where(name => !known.Any(parameter => IsNameOf(parameter, name))))
        {
            string names = string.Join(", ", known.Select(parameter => parameter.Name).Distinct());
            throw new ArgumentException($"There is no unknown '{name}' to wait for; the unknowns are {names}.");
        }
    }

    /// <summary>
    /// The same rule for one of several models: without the names that it does not have, and with a time budget of its own.
    /// </summary>
    internal StoppingRule For(IReadOnlyList<Parameter> known, TimeSpan? timeBudget)
    {
        string[] names = [.. Parameters.Where(name => known.Any(parameter => IsNameOf(parameter, name)))];
        bool asks = Parameters.Count == 0 || names.Length > 0;
        return this with { Parameters = names, EffectiveSamples = asks ? EffectiveSamples : null, TimeBudget = timeBudget };
    }

    private static string Text(double? limit) => limit is { } number ? $"{number}" : "none";

    private static bool IsNameOf(Parameter parameter, string name) => parameter.Name == name || parameter.BaseName == name;

    private static void RequirePositive(double? value, string name)
    {
        if (value is { } number && !(number > 0 && double.IsFinite(number)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and finite.");
        }
    }
}
