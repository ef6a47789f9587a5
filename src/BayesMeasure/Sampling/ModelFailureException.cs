using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// Carries a failure of the user's own code, the model or what hears of the progress, out of the run; it comes out as a
/// <see cref="SamplingException"/>.
/// </summary>
internal sealed class ModelFailureException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A failure of the model.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">Their values at which it failed.</param>
    /// <param name="place">Where in the run.</param>
    /// <param name="exception">How it failed.</param>
    public static ModelFailureException At(
        IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> values, string place, Exception exception)
    {
        var point = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            point.Add(FormattableString.Invariant($"{parameters[i].Name} = {values[i]:R}"));
        }

        return new($"The model failed at {string.Join(", ", point)} ({place}): {exception.Message}", exception);
    }
}
