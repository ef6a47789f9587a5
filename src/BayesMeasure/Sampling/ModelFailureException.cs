using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Carries a failure of the user's own code, the model or what hears of the progress, out of the run; it comes out as a
/// <see cref="Inference.InferenceException"/>.
/// </summary>
internal sealed class ModelFailureException(string message, Exception? inner = null)
    : Exception(message, inner is null ? null : TargetFault.Tellable(inner))
{
    /// <summary>No draw from the prior was possible.</summary>
    /// <param name="draws">The number of draws.</param>
    public static ModelFailureException OfStart(int draws) =>
        new($"The likelihood was zero at each of {draws} draws from the prior: prior and data contradict each other.");

    /// <summary>A failure of the model.</summary>
    /// <param name="target">What was sampled.</param>
    /// <param name="values">The values of its parameters at which it failed.</param>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="rung">The rung, from 0.</param>
    /// <param name="rungs">The number of rungs.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="exception">How it failed.</param>
    public static ModelFailureException At(
        ITarget target, ReadOnlySpan<double> values, int chain, int rung, int rungs, long sweep, Exception exception)
    {
        string place = FormattableString.Invariant($"chain {chain + 1}, rung {rung + 1} of {rungs}, sweep {sweep}");
        return new(
            $"The model failed at {TargetFault.PointOf(target, values)} ({place}): {TargetFault.MessageOf(exception)}"
            + TargetFault.At(target, values),
            exception);
    }

    /// <summary>A failure of the user's own code where no replica moves: between rounds, or where a sweep is recorded.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stage">What was being done, such as "in burn-in".</param>
    /// <param name="exception">How it failed.</param>
    public static ModelFailureException During(RunState run, string stage, Exception exception) => exception switch
    {
        ModelFailureException known => known,
        AggregateException { InnerExceptions: [var first, ..] } => During(run, stage, first),
        _ => new(
            FormattableString.Invariant($"The model or the explorer failed {stage} after sweep {run.Sweeps.All}")
            + $"{PlaceOf(run)}: {TargetFault.MessageOf(exception)}",
            exception),
    };

    /// <summary>Where the first chain was: what failed may have been evaluated elsewhere, but this is known.</summary>
    private static string PlaceOf(RunState run) => run.Sweeps.All == 0 || run.Target.Parameters.Count == 0
        ? ""
        : ", when the first chain was at "
            + TargetFault.PointOf(run.Target, run.Population.Chains[0].ValuesAt(run.Population.Ladder.PosteriorRung));
}
