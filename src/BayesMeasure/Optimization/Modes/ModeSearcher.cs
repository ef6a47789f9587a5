using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// One searcher of modes, with memory of its own: it inserts components into the residual, one after the other, refits all after
/// each, and perturbs what was found. What it finds depends on where it begins and on its random numbers alone.
/// </summary>
internal sealed class ModeSearcher
{
    /// <summary>How often, where a shape is taken at random, the next best is taken rather than the one before it.</summary>
    private const double NextShare = 0.6;

    /// <summary>How often the others are refitted before a component is put elsewhere: what they leave differs by that.</summary>
    private const double RefitShare = 0.5;

    /// <summary>A place that explains less than the best one by this, in nats, is left out.</summary>
    private const double Window = 5;

    private readonly SearchedTarget searched;
    private readonly MatchedFilter[] filters;
    private readonly bool[] free;
    private readonly bool[] missing;

    /// <param name="searched">The target.</param>
    public ModeSearcher(SearchedTarget searched)
    {
        this.searched = searched;
        Climb = ModeClimb.Of(searched.Target, searched.Unknowns, searched.Cancellation);
        filters = searched.CreateFilters();
        free = new bool[searched.Target.Parameters.Count];
        missing = new bool[searched.Components.Count];
    }

    /// <summary>The way up from a point.</summary>
    public ModeClimb Climb { get; }

    /// <summary>Inserts all components that are missing, the one that explains most first, and refits after each.</summary>
    /// <param name="values">One value an unknown; those of missing components are found.</param>
    /// <param name="isMissing">For each component, whether it is missing.</param>
    /// <param name="random">Where the shapes come from that are not the best; null takes the best.</param>
    /// <param name="least">A log density: where the last refit hardly comes so far it is given up.</param>
    /// <returns>The log density, to within the rough tolerance.</returns>
    public double Complete(Span<double> values, ReadOnlySpan<bool> isMissing, RandomStream? random, double least)
    {
        isMissing.CopyTo(missing);
        RemoveMissing(values);
        bool isRoughlyFitted = missing.Contains(true) && missing.Contains(false);
        double height = isRoughlyFitted && random?.NextUniform() > RefitShare
            ? double.NegativeInfinity
            : RefitOthers(values, least);
        while (missing.Contains(true))
        {
            Insert(values, random);
            RemoveMissing(values);
            height = RefitOthers(values, least);
        }

        return height;
    }

    /// <summary>The points with one component at each place where it explains most of what the others leave without it.</summary>
    /// <param name="from">One value an unknown.</param>
    /// <param name="component">The component.</param>
    /// <param name="most">The most places.</param>
    /// <returns>One value an unknown each, the best place first; not refitted.</returns>
    public IReadOnlyList<double[]> Places(ReadOnlySpan<double> from, int component, int most)
    {
        double[] without = from.ToArray();
        Array.Fill(missing, false);
        missing[component] = true;
        RemoveMissing(without);
        Climb.ClimbRoughly(without, free, double.NegativeInfinity);
        ((CurveClimb)Climb).Evaluate(without);
        MatchedFilter filter = filters[searched.Kinds[component]];
        filter.Score((CurveClimb)Climb);
        var places = new List<double[]>();
        double best = double.NegativeInfinity;
        while (places.Count < most
            && filter.TakeBest() is >= 0 and int taken
            && filter.ScoreOf(taken) is double score
            && score >= best - Window)
        {
            best = Math.Max(best, score);
            double[] place = [.. without];
            filter.Insert(searched.Components[component], taken, place);
            places.Add(place);
        }

        return places;
    }

    /// <summary>Climbs from a point that lacks nothing.</summary>
    /// <param name="values">One value an unknown.</param>
    /// <param name="least">A log density: where the climb hardly comes so far it is given up.</param>
    /// <returns>The log density, to within the rough tolerance.</returns>
    public double Refit(Span<double> values, double least) => Climb.ClimbRoughly(values, [], least);

    /// <summary>Climbs; what lacks a component may lie as low as it does.</summary>
    private double RefitOthers(Span<double> values, double least) =>
        Climb.ClimbRoughly(values, free, missing.Contains(true) ? double.NegativeInfinity : least);

    /// <summary>Takes components that are missing out of a point, and holds them.</summary>
    private void RemoveMissing(Span<double> values)
    {
        Array.Fill(free, true);
        for (int k = 0; k < missing.Length; k++)
        {
            if (missing[k])
            {
                searched.Components[k].Remove(values);
                foreach (int own in searched.Components[k].Component.Own)
                {
                    free[own] = false;
                }
            }
        }
    }

    /// <summary>Inserts the component of the highest score, or one of the next at random.</summary>
    private void Insert(Span<double> values, RandomStream? random)
    {
        var curves = (CurveClimb)Climb;
        curves.Evaluate(values);
        (int chosen, int cell, double score) = (-1, -1, double.NegativeInfinity);
        for (int k = 0; k < missing.Length; k++)
        {
            int kind = searched.Kinds[k];
            if (missing[k] && !IsMissingBefore(k, kind))
            {
                filters[kind].Score(curves);
                int taken = Take(filters[kind], random);
                if (taken >= 0 && filters[kind].ScoreOf(taken) > score)
                {
                    (chosen, cell, score) = (k, taken, filters[kind].ScoreOf(taken));
                }
            }
        }

        if (chosen < 0)
        {
            InsertAnywhere(values);
            return;
        }

        filters[searched.Kinds[chosen]].Insert(searched.Components[chosen], cell, values);
        missing[chosen] = false;
    }

    /// <summary>
    /// Where no shape of any component is a curve, the first that is missing begins in the middle of its prior.
    /// </summary>
    private void InsertAnywhere(Span<double> values)
    {
        int first = Array.IndexOf(missing, true);
        double[] middle = searched.Unknowns.Middle();
        foreach (int own in searched.Components[first].Component.Own)
        {
            values[own] = middle[own];
        }

        missing[first] = false;
    }

    private bool IsMissingBefore(int component, int kind)
    {
        for (int k = 0; k < component; k++)
        {
            if (missing[k] && searched.Kinds[k] == kind)
            {
                return true;
            }
        }

        return false;
    }

    private static int Take(MatchedFilter filter, RandomStream? random)
    {
        int taken = filter.TakeBest();
        while (random is not null && random.NextUniform() < NextShare)
        {
            int next = filter.TakeBest();
            if (next < 0)
            {
                break;
            }

            taken = next;
        }

        return taken;
    }
}
