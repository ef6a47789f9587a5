using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;

namespace BayesMeasure.Amortized.Network;

/// <summary>What a network says of the structure of a curve.</summary>
public sealed class StructureAnswer
{
    /// <summary>A curve of the family is called unlike it once in so many times.</summary>
    private const double Unlike = 1.0 / 250;

    private readonly StructureNetwork network;
    private readonly AnswerOptions options;

    /// <param name="network">Who answers.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="lambda">The parsimony.</param>
    /// <param name="options">How structures were drawn.</param>
    /// <param name="draws">The draws.</param>
    /// <param name="typicality">How typical the curve is; null where nobody knows.</param>
    /// <param name="prior">Another prior than that of the network's family; null for this one.</param>
    internal StructureAnswer(
        StructureNetwork network,
        Measurement curve,
        double lambda,
        AnswerOptions options,
        IReadOnlyList<StructureDraw> draws,
        double? typicality,
        StructurePrior? prior = null)
    {
        this.network = network;
        this.options = options;
        Family = prior is null ? network.Family : network.Family with { Prior = prior };
        Curve = curve;
        Lambda = lambda;
        Draws = draws;
        Typicality = typicality;
        double[] weights = prior is null ? [.. draws.Select(_ => 1.0 / draws.Count)] : Weights();
        Structures = new(Family, draws.Zip(weights, (draw, weight) => (draw.Structure, weight)));
        EffectiveShare = 1 / weights.Sum(weight => weight * weight) / weights.Length;
    }

    /// <summary>The family of structures, with the prior that is answered under.</summary>
    public StructureFamily Family { get; }

    /// <summary>The curve.</summary>
    public Measurement Curve { get; }

    /// <summary>The parsimony.</summary>
    public double Lambda { get; }

    /// <summary>Independent draws from what the network believes under the prior that it was trained with.</summary>
    public IReadOnlyList<StructureDraw> Draws { get; }

    /// <summary>The probabilities of structures: how often each was drawn, with weights under another prior.</summary>
    public StructureDistribution Structures { get; }

    /// <summary>
    /// The effective number of draws over their number (Kish): 1, and less under another prior than that of the training.
    /// </summary>
    public double EffectiveShare { get; }

    /// <summary>
    /// How many of the curves that a training simulates are as far from their mean as this one: by the encoding of the network,
    /// or by scale and residuals. Null before a training.
    /// </summary>
    public double? Typicality { get; }

    /// <summary>Whether the curve is unlike those of the training, so that the network is asked what it never learnt.</summary>
    public bool IsUnlikeTraining => Typicality < Unlike;

    /// <summary>What is known of this answer: <see cref="AnswerVerdict.Amortised"/>, since nobody checked it.</summary>
    public AnswerVerdict Verdict { get; } = AnswerVerdict.Amortised;

    /// <summary>The same curve at another parsimony, without training anew.</summary>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    public StructureAnswer Under(double lambda)
    {
        StructureAnswer answer = network.Given(Curve, lambda, options);
        return Family.Prior == network.Family.Prior ? answer : answer.Under(Family.Prior);
    }

    /// <summary>
    /// The same draws under another prior of the structures, without training anew: each has the weight p'(M) / p(M), and
    /// <see cref="EffectiveShare"/> tells how many are left.
    /// </summary>
    /// <param name="prior">The other prior, of the same parts.</param>
    /// <exception cref="InvalidOperationException">It rules out all that was drawn.</exception>
    public StructureAnswer Under(StructurePrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return new(network, Curve, Lambda, options, Draws, Typicality, prior);
    }

    /// <summary>The most probable structures with the probability that the network gives each, found best first.</summary>
    /// <param name="count">The largest number of structures: at least 1.</param>
    /// <remarks>
    /// Under the prior that the network was trained with. What shares the beginning of a probable structure is found first; one
    /// whose every beginning is improbable may be missing.
    /// </remarks>
    public IReadOnlyList<StructureDraw> MostProbable(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. network.Expand(Curve, Lambda, 2 * count, left: 0).Take(count)];
    }

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
    public override string ToString()
    {
        string warning = IsUnlikeTraining
            ? FormattableString.Invariant($"unlike the curves of the training: 1 in {1 / Typicality:F0} of these is as far off\n")
            : "";
        return $"{Curve.Name}, lambda = {FormattableString.Invariant($"{Lambda}")}, amortised\n{warning}{Structures}";
    }

    /// <summary>The structures that the network thinks most of, as far as a referee needs them.</summary>
    internal IReadOnlyList<StructureDraw> Expand(int most, double left) => network.Expand(Curve, Lambda, most, left);

    private double[] Weights()
    {
        double[] logs =
        [
            .. Draws.Select(draw => Family.LogPrior(draw.Structure, Lambda) - network.Family.LogPrior(draw.Structure, Lambda)),
        ];
        double total = LogSum.Of(logs);
        return double.IsFinite(total) ? [.. logs.Select(log => Math.Exp(log - total))] : throw new InvalidOperationException(
            $"None of the {Draws.Count} structures that were drawn for {Curve.Name} is possible where {Family.Prior}.");
    }
}

/// <summary>What is known of an answer.</summary>
public enum AnswerVerdict
{
    /// <summary>It is right on average over simulated curves; nobody checked it for this one.</summary>
    Amortised,

    /// <summary>The evidence of structures corrected it.</summary>
    Corrected,

    /// <summary>
    /// The structures that the network thinks of are not those of the posterior: what is told is no answer; compare those worth
    /// comparing.
    /// </summary>
    Refused,
}

/// <summary>A structure that a network drew.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="LogProbability">The logarithm of the probability with which the network draws it.</param>
public readonly record struct StructureDraw(Structure Structure, double LogProbability)
{
    /// <summary>ln 1 / (1 + exp(-x)).</summary>
    internal static double LogSigmoid(double logOdds) =>
        -(Math.Max(0, -logOdds) + double.LogP1(Math.Exp(-Math.Abs(logOdds))));
}

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
