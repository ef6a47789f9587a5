using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;

namespace BayesMeasure.Amortized.Network;

/// <summary>What a network says of the structure of a curve.</summary>
public sealed class StructureAnswer
{
    private readonly StructureNetwork network;
    private readonly AnswerOptions options;

    internal StructureAnswer(
        StructureNetwork network, Measurement curve, double lambda, AnswerOptions options, IReadOnlyList<StructureDraw> draws)
    {
        this.network = network;
        this.options = options;
        Curve = curve;
        Lambda = lambda;
        Draws = draws;
        Structures = new(network.Family, draws.Select(draw => (draw.Structure, 1.0 / draws.Count)));
    }

    /// <summary>The family of structures.</summary>
    public StructureFamily Family => network.Family;

    /// <summary>The curve.</summary>
    public Measurement Curve { get; }

    /// <summary>The parsimony.</summary>
    public double Lambda { get; }

    /// <summary>Independent draws from what the network believes.</summary>
    public IReadOnlyList<StructureDraw> Draws { get; }

    /// <summary>How often each structure was drawn, as probabilities.</summary>
    public StructureDistribution Structures { get; }

    /// <summary>The same curve at another parsimony, without training anew.</summary>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    public StructureAnswer Under(double lambda) => network.Given(Curve, lambda, options);

    /// <summary>The probabilities of the parts and of the most probable structures.</summary>
    public override string ToString() => $"{Curve.Name}, lambda = {FormattableString.Invariant($"{Lambda}")}\n{Structures}";
}

/// <summary>A structure that a network drew.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="LogProbability">The logarithm of the probability with which the network draws it.</param>
public readonly record struct StructureDraw(Structure Structure, double LogProbability);

/// <summary>How structures are drawn from an answer. Immutable.</summary>
public sealed record AnswerOptions
{
    /// <summary>The number of draws. 256 by default; at least 1.</summary>
    public int Draws { get; init; } = 256;

    /// <summary>The seed of the draws. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    internal AnswerOptions RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 1);
        return this;
    }
}
