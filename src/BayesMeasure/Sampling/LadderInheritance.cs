using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>What the rungs of a new ladder take over from those of the old one.</summary>
/// <param name="target">What is sampled.</param>
/// <param name="old">The ladder before.</param>
internal sealed class LadderInheritance(ITarget target, TemperatureLadder old)
{
    /// <summary>Every new rung gets the replica at its height in the old ladder, or a copy of it when another rung has it.</summary>
    public Replica[] Replicas(Replica[] before, TemperatureLadder ladder)
    {
        var taken = new HashSet<Replica>();
        return PerRung(ladder, rung =>
        {
            // The replica of rung 0 may be where the data are impossible: it stays there.
            int height = (int)Math.Round((before.Length - 1.0) * rung / (ladder.Count - 1));
            Replica nearest = before[rung == 0 ? 0 : Math.Max(height, 1)];
            if (taken.Add(nearest))
            {
                return nearest;
            }

            var copy = new Replica(target);
            copy.CopyFrom(nearest);
            return copy;
        });
    }

    /// <summary>Every new rung gets the steps of the old rungs beside it.</summary>
    public RungExplorer[] Explorers(RungExplorer[] before, TemperatureLadder ladder, Explorer explorer) => PerRung(ladder, rung =>
    {
        RungExplorer heir = explorer.CreateRung(target);
        (int lower, double weight) = old.Locate(ladder.InverseTemperatures[rung]);

        // Rung 0 draws from the prior and adapts nothing: below the first rung there is only the first rung to ask.
        heir.BlendFrom(before[Math.Max(lower, 1)], before[lower + 1], lower == 0 ? 1 : weight);
        return heir;
    });

    private static T[] PerRung<T>(TemperatureLadder ladder, Func<int, T> create) => [.. Enumerable.Range(0, ladder.Count).Select(create)];
}
