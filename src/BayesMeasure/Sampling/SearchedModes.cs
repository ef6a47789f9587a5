using BayesMeasure.Inference;
using BayesMeasure.Optimization.Modes;

namespace BayesMeasure.Sampling;

/// <summary>
/// What a search for the modes of a target found before its run: where the replicas at beta = 1 begin, and what its draws are
/// compared with. The search is made when it is first asked for.
/// </summary>
/// <param name="search">The search; it gives null where there can be none.</param>
internal sealed class SearchedModes(Func<Mode?> search)
{
    private readonly Lazy<Mode?> best = new(search);

    /// <summary>Nothing was searched for.</summary>
    public static SearchedModes None { get; } = new(() => null);

    /// <summary>The best mode, with those beside it; null where nothing was found.</summary>
    public Mode? Best => best.Value;

    /// <summary>
    /// A mode for each chain, so many for each as its part of the posterior is by the Laplace approximation; where that says
    /// nothing of the best, it has all.
    /// </summary>
    /// <param name="chains">The number of chains.</param>
    public IReadOnlyList<Mode> Starts(int chains)
    {
        if (best.Value is not { } highest)
        {
            return [];
        }

        Mode[] modes = [highest, .. highest.Others];
        double[] weights = [.. modes.Select(mode => WeightOf(mode, highest))];
        double all = weights.Sum();
        var starts = new List<Mode>();
        double share = 0;
        foreach ((Mode mode, double weight) in modes.Zip(weights))
        {
            share += weight / all;
            while (starts.Count < Math.Round(share * chains))
            {
                starts.Add(mode);
            }
        }

        return starts;
    }

    /// <summary>The result, with the hidden mode that the search found, if it found one.</summary>
    /// <param name="result">What a run found.</param>
    public Result ComparedWith(Result result)
    {
        if (result.HiddenMode is not null || !result.Draws.AreKept || best.Value is not { } mode)
        {
            return result;
        }

        try
        {
            return UnvisitedMode.Among(mode, result.Draws, result.FreeEnergy.LogEvidence) is { } missed
                ? Named(result, missed)
                : result;
        }
        catch (InferenceException)
        {
            // The model fails on the way from the draws to the mode: what the run has found is worth more than a check on it.
            return result;
        }
    }

    private static double WeightOf(Mode mode, Mode highest)
    {
        double weight = Math.Exp(mode.ApproximateLogEvidence - highest.ApproximateLogEvidence);
        return double.IsFinite(weight) ? weight : ReferenceEquals(mode, highest) ? 1 : 0;
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
