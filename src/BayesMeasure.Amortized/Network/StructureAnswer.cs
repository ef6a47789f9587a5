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

    /// <summary>Draws of the parameters given a structure, as many as structures were drawn.</summary>
    /// <param name="structure">The structure.</param>
    /// <exception cref="NotSupportedException">
    /// Nobody knows the parameters of the family, or the network was not taught them.
    /// </exception>
    /// <exception cref="ArgumentException">It is no structure of the family.</exception>
    public ParameterDraws Parameters(Structure structure)
    {
        _ = Family.NameOf(structure);
        return network.Parameters([this], [[.. Draws.Select(_ => structure)]], options)[0];
    }

    /// <summary>Draws of the parameters averaged over structures: one for each structure that was drawn.</summary>
    /// <exception cref="NotSupportedException">
    /// Nobody knows the parameters of the family, or the network was not taught them.
    /// </exception>
    public ParameterDraws Parameters() => network.ParametersOf([this], options)[0];

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

    /// <summary>In how many steps parameters are drawn out of noise. 12 by default; at least 2.</summary>
    public int Steps { get; init; } = 12;

    /// <summary>The seed of the draws. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    internal AnswerOptions RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 2);
        return this;
    }
}
