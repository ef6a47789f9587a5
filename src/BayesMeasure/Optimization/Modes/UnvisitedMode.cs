using BayesMeasure.Inference;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// A mode that the draws of a run do not know, although it holds a part of the posterior: of the draws that are nearest to it,
/// none leads up to it.
/// </summary>
/// <param name="Mode">The mode.</param>
/// <param name="Share">
/// The part of the posterior that it holds, as the Laplace approximation has it; NaN where there is none.
/// </param>
internal sealed record UnvisitedMode(Mode Mode, double Share)
{
    /// <summary>A mode that holds less is not told of.</summary>
    private const double SmallestShare = 0.05;

    /// <summary>The draws from which is climbed.</summary>
    private const int Nearest = 8;

    /// <summary>The unvisited mode that holds most; null when there is none.</summary>
    /// <param name="modes">What a search found, at least one.</param>
    /// <param name="draws">The draws.</param>
    /// <param name="logEvidence">ln Z as the draws have it.</param>
    public static UnvisitedMode? Among(IReadOnlyList<Mode> modes, Draws draws, double logEvidence)
    {
        var searched = new SearchedTarget(modes[0].Target);
        var searcher = new ModeSearcher(searched);
        return modes
            .Select(mode => new UnvisitedMode(mode, ShareOf(mode, logEvidence)))
            .Where(mode => double.IsNaN(mode.Share) ? mode.StandsOut(draws) : mode.Share >= SmallestShare)
            .OrderByDescending(mode => mode.Share)
            .FirstOrDefault(mode => !mode.IsReached(searched, searcher, draws));
    }

    /// <summary>W / (Z + W), with W the part of ln Z that the mode has by itself.</summary>
    private static double ShareOf(Mode mode, double logEvidence) => 1 / (1 + Math.Exp(logEvidence - mode.ApproximateLogEvidence));

    /// <summary>Whether the density is higher than that of any draw by more than its scatter explains.</summary>
    private bool StandsOut(Draws draws) =>
        Mode.LogPosterior > Enumerable.Range(0, draws.Chains).Max(chain => Enumerable.Range(0, draws.Count)
            .Max(draw => draws.LogLikelihood(chain, draw) + draws.LogPrior(chain, draw))) + Mode.Values.Count + 3;

    private bool IsReached(SearchedTarget searched, ModeSearcher searcher, Draws draws)
    {
        FoundMode top = Climbed(searched, searcher, [.. Mode.Values]);
        var known = new FoundModes(searched);
        known.Add(top);
        var near = new PriorityQueue<double[], double>();
        double[] point = new double[Mode.Values.Count];
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < draws.Count; draw++)
            {
                draws[chain, draw].CopyTo(point);
                searched.Labels.Order(point);
                double distance = known.SquaredDistance(top, point);
                if (near.Count < Nearest || -distance > near.UnorderedItems.Min(item => item.Priority))
                {
                    near.Enqueue([.. point], -distance);
                    while (near.Count > Nearest)
                    {
                        near.Dequeue();
                    }
                }
            }
        }

        return near.UnorderedItems.Any(item => known.AreSame(top, Climbed(searched, searcher, item.Element)));
    }

    private static FoundMode Climbed(SearchedTarget searched, ModeSearcher searcher, double[] values)
    {
        double height = searcher.Climb.Climb(values);
        searched.Labels.Order(values);
        return new(values, height, searcher.Climb.Metric(), searcher.Climb.Predicted(), searcher.Climb.IsTop);
    }
}
