using BayesMeasure.Inference;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// The modes of a target that a search found before its run: where the replicas at beta = 1 begin, and what its draws are
/// compared with. The search is made when it is first asked for.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="search">
/// A search that begins from given points as well as from its own; it gives null where there can be none.
/// </param>
internal sealed class SearchedModes(ITarget target, Func<IReadOnlyList<ModeStart>, Mode?> search)
{
    private readonly Lazy<List<Mode>> modes = new(() => [.. Told(search([]))]);

    /// <summary>All that were found, the best first.</summary>
    public IReadOnlyList<Mode> All => modes.Value;

    /// <summary>
    /// Whether they were found by inserting components wherever the data ask for them: a search through all places, where climbs
    /// from draws of the prior find what is wide alone.
    /// </summary>
    public bool AreInserted => All.Count > 0 && InsertedComponent.Of(target).Count > 0;

    /// <summary>Nothing is searched for.</summary>
    public static SearchedModes NoneOf(ITarget target) => new(target, _ => null);

    /// <summary>Climbs from a point that replicas found.</summary>
    /// <param name="point">The point, one value an unknown.</param>
    /// <returns>Whether there was a mode that is not known yet: it is from now on.</returns>
    public bool Climb(double[] point)
    {
        Mode[] found =
        [
            .. Told(search([ModeStart.Whole(target, point)])).Where(mode => !All.Any(mode.IsAsHighAs)),
        ];
        modes.Value.AddRange(found);
        modes.Value.Sort((one, other) => other.LogCoordinateDensity.CompareTo(one.LogCoordinateDensity));
        return found.Length > 0;
    }

    /// <summary>
    /// A mode for each chain, so many for each as its part of the posterior is by the Laplace approximation; where that says
    /// nothing of any, the best has all.
    /// </summary>
    /// <param name="chains">The number of chains.</param>
    public IReadOnlyList<Mode> Starts(int chains)
    {
        double[] weights = [.. All.Select(mode => Math.Exp(mode.OneSidedLogEvidence - HighestLogEvidence(All)))];
        double all = weights.Where(double.IsFinite).Sum();
        var starts = new List<Mode>();
        double share = 0;
        foreach ((Mode mode, double weight) in All.Zip(weights))
        {
            share += all > 0 ? (double.IsFinite(weight) ? weight / all : 0) : 1;
            while (starts.Count < Math.Min(chains, Math.Round(share * chains)))
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
        if (result.HiddenMode is not null || !result.Draws.AreKept || All.Count == 0)
        {
            return result;
        }

        try
        {
            return UnvisitedMode.Among(All, result.Draws, result.FreeEnergy.LogEvidence) is { } missed
                ? Named(result, missed)
                : result;
        }
        catch (Exception)
        {
            // The model fails on the way from the draws to the mode: what the run has found is worth more than a check on it.
            return result;
        }
    }

    private static double HighestLogEvidence(IReadOnlyList<Mode> modes) =>
        modes.Select(mode => mode.OneSidedLogEvidence).Where(double.IsFinite).DefaultIfEmpty(0).Max();

    private static IEnumerable<Mode> Told(Mode? best) => best?.All ?? [];

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
