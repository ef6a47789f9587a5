using System.Text;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>Several explorers, applied one after the other in every sweep.</summary>
internal sealed record Sequence : Explorer
{
    /// <summary>Joins explorers.</summary>
    /// <param name="parts">At least one explorer.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public Sequence(params IReadOnlyList<Explorer> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Any(part => part is null))
        {
            throw new ArgumentException("A sequence has at least one explorer, and none is null.", nameof(parts));
        }

        Parts = [.. parts];
    }

    /// <summary>The explorers, in the order in which they are applied.</summary>
    public IReadOnlyList<Explorer> Parts { get; }

    /// <inheritdoc/>
    public override void RequireValid()
    {
        foreach (Explorer part in Parts)
        {
            part.RequireValid();
        }
    }

    /// <inheritdoc/>
    public override RungExplorer CreateRung(ITarget target) => new Rung([.. Parts.Select(part => part.CreateRung(target))]);

    /// <inheritdoc/>
    public override IReadOnlyList<ExplorerStep> StepsFor(ITarget target) => [.. Parts.SelectMany(part => part.StepsFor(target))];

    /// <summary>Two sequences are equal when their parts are.</summary>
    public bool Equals(Sequence? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AppendJoin(", ", Parts);
        return true;
    }

    private sealed class Rung(RungExplorer[] parts) : RungExplorer
    {
        private readonly RungExplorer[] parts = parts;

        public override IReadOnlyList<double[]> Learnt => [.. parts.SelectMany(part => part.Learnt)];

        public override void Explore(Replica replica, in Sweep sweep)
        {
            foreach (RungExplorer part in parts)
            {
                part.Explore(replica, in sweep);
            }
        }

        public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i].BlendFrom(((Rung)lower).parts[i], ((Rung)upper).parts[i], weight);
            }
        }

        public override void Pool(IReadOnlyList<RungExplorer> chains)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i].Pool([.. chains.Select(chain => ((Rung)chain).parts[i])]);
            }
        }
    }
}
