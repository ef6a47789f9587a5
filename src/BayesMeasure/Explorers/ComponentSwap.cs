using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Makes two components of a sum exchange the value of one parameter, or of some: two peaks that have found each other's place,
/// but not each other's width, need not pass through everything between.
/// </summary>
/// <remarks>
/// A pair of each group a sweep; each parameter is exchanged with probability one half. A symmetric proposal. Where all are
/// exchanged, the components only change their names: it makes every one of the K! orders count. Targets without groups of
/// components are left alone.
/// </remarks>
public sealed record ComponentSwap : Explorer
{
    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new Rung(target);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ExplorerStep> StepsFor(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return [new(this, MoveKind.Swap, [.. target.Groups.Select(group => group.Components)])];
    }

    private sealed class Rung(ITarget target) : RungExplorer
    {
        private readonly int[][][] groups =
            [.. target.Groups.Select(group => group.ToArrays())];

        private readonly int[] positions = new int[target.Parameters.Count];
        private readonly double[] trial = new double[target.Parameters.Count];

        public override void Explore(Replica replica, in Sweep sweep)
        {
            foreach (int[][] components in groups)
            {
                int first = sweep.Random.NextInteger(components.Length);
                int second = (first + 1 + sweep.Random.NextInteger(components.Length - 1)) % components.Length;
                int count = Exchange(replica, components[first], components[second], in sweep);
                replica.Move(
                    positions.AsSpan(0, count), trial.AsSpan(0, count), sweep.InverseTemperature, sweep.Random.NextLogUniform());
            }
        }

        private int Exchange(Replica replica, int[] first, int[] second, in Sweep sweep)
        {
            int count = 0;
            for (int i = 0; i < first.Length; i++)
            {
                if (sweep.Random.NextUniform() < 0.5)
                {
                    (positions[count], trial[count++]) = (first[i], replica.Coordinates[second[i]]);
                    (positions[count], trial[count++]) = (second[i], replica.Coordinates[first[i]]);
                }
            }

            return count;
        }
    }
}
