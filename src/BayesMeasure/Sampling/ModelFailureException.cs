using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Carries a failure of the user's own code, the model or what hears of the progress, out of the run; it comes out as a
/// <see cref="Inference.InferenceException"/>.
/// </summary>
internal sealed class ModelFailureException(string message, Exception? inner = null) : Exception(message, inner)
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
        var point = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            point.Add(FormattableString.Invariant($"{target.Parameters[i].Name} = {values[i]:R}"));
        }

        string fault = target.FaultAt(values) is { } found ? $" {found}" : "";
        return new($"The model failed at {string.Join(", ", point)} ({place}): {exception.Message}{fault}", exception);
    }
}
