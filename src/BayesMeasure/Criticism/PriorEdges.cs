using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Reports;

namespace BayesMeasure.Criticism;

/// <summary>
/// Which posteriors are piled up at a bound of their prior: of the draws, a share lies in the outer 2 % of the prior that no
/// smooth density has there, and the nearest ones are as near as those of a density that is cut off, not of one that has come to
/// its end.
/// </summary>
internal static class PriorEdges
{
    /// <summary>The outer part of the prior's probability.</summary>
    private const double Outer = 0.02;

    /// <summary>How many times that part of the draws is a pile.</summary>
    private const double Pile = 4;

    /// <summary>
    /// The 2 % quantile of the distance from the bound over its median: at most 0.04 for a density that falls or is level from
    /// the bound on, 0.06 for a normal one that is cut off one standard deviation from its middle, and more beyond.
    /// </summary>
    private const double CutOff = 0.06;

    private const int FewestDraws = 100;

    /// <summary>A prior whose density at the bound is below this part of that at its median has no edge there.</summary>
    private const double Edge = 0.05;

    public static IEnumerable<CriticismFinding> Of(Result result)
    {
        if (!result.Draws.AreKept || result.Draws.Chains * result.Draws.Count < FewestDraws)
        {
            yield break;
        }

        Draws draws = OrderedDraws.Of(result).Draws;
        foreach ((int position, Parameter parameter) in draws.Parameters.Index().Where(item => !item.Item.Prior.IsDiscrete))
        {
            double[] values = [.. draws.Of(position).SelectMany(chain => chain)];
            int alike = draws.Parameters.Count(other => other.BaseName == parameter.BaseName);
            foreach ((double bound, string name) in ((double, string)[])
                [(parameter.Prior.Minimum, "lower"), (parameter.Prior.Maximum, "upper")])
            {
                if (HasEdge(parameter.Prior, bound) && IsPiledUp(parameter.Prior, bound, values, alike))
                {
                    yield return new(FindingKind.PriorEdge,
                        $"{parameter.Name} lies at the {name} bound of its prior, {parameter.Prior}: where values beyond "
                        + $"{ValueWithError.Rounded(bound)} are possible, widen it (on a command line "
                        + $"--prior {parameter.BaseName}=...).");
                }
            }
        }
    }

    /// <summary>Of equal components in order, the first and the last lie near the bounds by themselves.</summary>
    private static bool IsPiledUp(Distribution prior, double bound, double[] values, int alike)
    {
        double share = values.Count(value => Math.Abs(
            prior.CumulativeProbability(value) - prior.CumulativeProbability(bound)) <= Outer) / (double)values.Length;
        double expected = 1 - Math.Pow(1 - Outer, alike);
        double[] distances = [.. values
            .Select(value => Math.Abs(prior.ToCoordinate(value) - prior.ToCoordinate(bound)))
            .Order()];
        return share >= Math.Min(0.5, Pile * expected)
            && distances[(int)(Outer * distances.Length)] <= CutOff * distances[distances.Length / 2];
    }

    private static bool HasEdge(Distribution prior, double bound)
    {
        double coordinate = prior.ToCoordinate(bound);
        if (!double.IsFinite(bound) || !double.IsFinite(coordinate))
        {
            return false;
        }

        double middle = prior.Mean;
        return prior.LogCoordinateDensity(bound, coordinate)
            > prior.LogCoordinateDensity(middle, prior.ToCoordinate(middle)) + Math.Log(Edge);
    }
}
