using System.Diagnostics.CodeAnalysis;

namespace BayesMeasure.Inference;

/// <summary>
/// A run that had to stop because the model failed: its log likelihood was NaN or +infinity, or it threw; or because the method
/// could not solve what it is meant for; or because what hears of the progress threw. The message says what failed, where, and,
/// where it is the model, at which parameters; what was found before is in <see cref="Partial"/>.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "A failure of a run always says what failed.")]
public sealed class InferenceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="inner">What the model threw; null when it threw nothing.</param>
    /// <param name="partial">What was found before; null when that is too little.</param>
    public InferenceException(string message, Exception? inner = null, Result? partial = null)
        : base(message, inner) => Partial = partial;

    /// <summary>What was found before the failure; null when that is too little, as in burn-in.</summary>
    public Result? Partial { get; }
}
