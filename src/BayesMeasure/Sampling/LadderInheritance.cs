using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>What the rungs of a new ladder take over from those of the old one.</summary>
/// <param name="target">What is sampled.</param>
/// <param name="old">The ladder before.</param>
internal sealed class LadderInheritance(ITarget target, TemperatureLadder old)
{
    /// <summary>
    /// Every new rung gets the replica at its height in the old ladder, or a copy of it when another rung has it.
    /// </summary>
    public Replica[] Replicas(Replica[] before, TemperatureLadder ladder)
    {
        var taken = new HashSet<Replica>();
        return PerRung(ladder, rung =>
        {
            Replica nearest = before[RungBefore(rung, ladder)];
            return taken.Add(nearest) ? nearest : CopyOf(nearest);
        });
    }

    /// <summary>The rung of the old ladder whose replica a rung of the new one takes over: the one at its height.</summary>
    public int RungBefore(int rung, TemperatureLadder ladder)
    {
        // The replica of rung 0 may be where the data are impossible: it stays there.
        int height = (int)Math.Round((old.Count - 1.0) * rung / (ladder.Count - 1));
        return rung == 0 ? 0 : Math.Max(height, 1);
    }

    /// <summary>
    /// The rungs of the old ladder beside an inverse temperature, whose steps are taken over, and the weight of the upper one.
    /// </summary>
    public (int Lower, int Upper, double Weight) RungsBeside(double inverseTemperature)
    {
        (int lower, double weight) = old.Locate(inverseTemperature);

        // Rung 0 draws from the prior and adapts nothing: below the first rung there is only the first rung to ask.
        return (Math.Max(lower, 1), lower + 1, lower == 0 ? 1 : weight);
    }

    /// <summary>The replicas of the old ladder, and copies of the uppermost for the rungs set on top of it.</summary>
    public Replica[] ReplicasBeyond(Replica[] before, TemperatureLadder ladder) =>
        PerRung(ladder, rung => rung < before.Length ? before[rung] : CopyOf(before[^1]));

    /// <summary>The explorers of the old ladder, and heirs of the uppermost for the rungs set on top of it.</summary>
    public RungExplorer[] ExplorersBeyond(RungExplorer[] before, TemperatureLadder ladder, Explorer explorer) =>
        PerRung(ladder, rung => rung < before.Length ? before[rung] : HeirOf(explorer, before[^1], before[^1], 0));

    /// <summary>Every new rung gets the steps of the old rungs beside it.</summary>
    public RungExplorer[] Explorers(RungExplorer[] before, TemperatureLadder ladder, Explorer explorer) => PerRung(ladder, rung =>
    {
        (int lower, int upper, double weight) = RungsBeside(ladder.InverseTemperatures[rung]);
        return HeirOf(explorer, before[lower], before[upper], weight);
    });

    private Replica CopyOf(Replica original)
    {
        var copy = new Replica(target);
        copy.CopyFrom(original);
        return copy;
    }

    private RungExplorer HeirOf(Explorer explorer, RungExplorer lower, RungExplorer upper, double weight)
    {
        RungExplorer heir = explorer.CreateRung(target);
        heir.BlendFrom(lower, upper, weight);
        return heir;
    }

    private static T[] PerRung<T>(TemperatureLadder ladder, Func<int, T> create) =>
        [.. Enumerable.Range(0, ladder.Count).Select(create)];
}
