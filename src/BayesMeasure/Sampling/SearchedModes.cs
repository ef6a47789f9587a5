using BayesMeasure.Inference;
using BayesMeasure.Optimization.Modes;

namespace BayesMeasure.Sampling;

/// <summary>Compares what a search for the modes finds with the draws of a run: a mode that they miss is named.</summary>
internal static class SearchedModes
{
    /// <summary>The result, with the hidden mode that was found.</summary>
    /// <param name="result">What a run found.</param>
    /// <param name="options">How modes are searched for; null searches for none.</param>
    /// <param name="cancellation">Leaves the result as it is.</param>
    public static Result ComparedWith(Result result, ModeSearchOptions? options, CancellationToken cancellation)
    {
        if (options is null || result.HiddenMode is not null || !result.Draws.AreKept || result.Target.Parameters.Count == 0)
        {
            return result;
        }

        try
        {
            Mode best = ModeSearch.Run(result.Target, options, cancellation);
            return UnvisitedMode.Among(best, result.Draws, result.FreeEnergy.LogEvidence) is { } missed
                ? Named(result, missed)
                : result;
        }
        catch (Exception failure) when (failure is NotSupportedException or InferenceException or OperationCanceledException)
        {
            // Where there can be no such search, the draws are all that there is to tell.
            return result;
        }
    }

    private static Result Named(Result result, UnvisitedMode missed)
    {
        Mode mode = missed.Mode;
        var hidden = new HiddenMode(mode.Values, mode.LogLikelihood, mode.LogPosterior - result.Draws.HighestLogDensity())
        {
            ApproximateShare = missed.Share,
        };
        return result with
        {
            HiddenMode = hidden,
            Warnings = [RunWarnings.OfHidden(hidden, result.Target.Parameters), .. result.Warnings],
        };
    }
}
