using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>What the rungs of a new ladder take over from those of the old one.</summary>
/// <param name="target">What is sampled.</param>
/// <param name="explorer">How it is explored.</param>
/// <param name="old">The ladder before.</param>
internal sealed class LadderInheritance(ITarget target, Explorer explorer, TemperatureLadder old)
{
    /// <summary>
    /// Every new rung gets the replica at its height in the old ladder, and the steps of the old rungs beside it.
    /// </summary>
    public Chain HeirOf(Chain before, TemperatureLadder ladder)
    {
        int[] heights = [.. Enumerable.Range(0, ladder.Count).Select(rung => RungBefore(rung, ladder))];
        Chain heir = before.Rearranged(heights);
        for (int rung = 0; rung < ladder.Count; rung++)
        {
            (int lower, int upper, double weight) = RungsBeside(ladder.InverseTemperatures[rung]);
            RungExplorer steps = explorer.CreateRung(target);
            steps.BlendFrom(ExplorerOf(before, lower), ExplorerOf(before, upper), weight);
            heir.LearnFrom(steps, rung);
        }

        return heir;
    }

    /// <summary>The rung of the old ladder whose replica a rung of the new one takes over: the one at its height.</summary>
    private int RungBefore(int rung, TemperatureLadder ladder)
    {
        // The replica of rung 0 may be where the data are impossible: it stays there.
        int height = (int)Math.Round((old.Count - 1.0) * rung / (ladder.Count - 1));
        return rung == 0 ? 0 : Math.Max(height, 1);
    }

    /// <summary>
    /// The rungs of the old ladder beside an inverse temperature, whose steps are taken over, and the weight of the upper one.
    /// </summary>
    private (int Lower, int Upper, double Weight) RungsBeside(double inverseTemperature)
    {
        (int lower, double weight) = old.Locate(inverseTemperature);

        // Rung 0 draws from the prior and adapts nothing: below the first rung there is only the first rung to ask.
        return (Math.Max(lower, 1), lower + 1, lower == 0 ? 1 : weight);
    }

    private RungExplorer ExplorerOf(Chain chain, int rung)
    {
        RungExplorer steps = explorer.CreateRung(target);
        chain.Teach(steps, rung);
        return steps;
    }
}
