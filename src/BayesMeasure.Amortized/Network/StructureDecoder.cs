using TorchSharp.Modules;
using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;
using NormLayer = TorchSharp.Modules.LayerNorm;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Decides on a structure, one decision after the other, each given those before, the curve and lambda. What it finds is added to
/// the log odds of the prior, and is zero at the start: an untrained network is the prior.
/// </summary>
internal sealed class StructureDecoder : nn.Module
{
    /// <summary>The names of the layers that are zero at the start.</summary>
    public static readonly string[] Evidence = [nameof(evidence), nameof(scoreEvidence)];

    private const int Parsimonies = 3;

    private readonly Parameter decisionToken;
    private readonly Parameter answerToken;
    private readonly LinearLayer parsimony;
    private readonly LinearLayer parsimonyToken;
    private readonly ModuleList<DecoderBlock> blocks;
    private readonly NormLayer norm;
    private readonly LinearLayer evidence;
    private readonly ConditionalScores? scores;
    private readonly LinearLayer? scoreToken;
    private readonly LinearLayer? scoreEvidence;

    /// <param name="options">The size of the network.</param>
    /// <param name="decisions">The number of decisions.</param>
    /// <param name="scores">What a curve says for a decision given those before; null where a decision is not one column.</param>
    public StructureDecoder(NetworkOptions options, int decisions, ConditionalScores? scores)
        : base(nameof(StructureDecoder))
    {
        this.scores = scores;
        if (scores is not null)
        {
            scoreToken = nn.Linear(ConditionalScores.PerDecision, options.Width);
            scoreEvidence = nn.Linear(ConditionalScores.PerDecision, 1);
        }

        decisionToken = nn.Parameter(zeros(decisions, options.Width));
        answerToken = nn.Parameter(zeros(3, options.Width));
        parsimony = nn.Linear(Parsimonies, options.Width);
        parsimonyToken = nn.Linear(options.Width, options.Width);
        blocks = nn.ModuleList(
            [.. Enumerable.Range(0, options.DecoderLayers)
                .Select(_ => new DecoderBlock(options.Width, options.Heads, isCausal: true))]);
        norm = nn.LayerNorm(options.Width);
        evidence = nn.Linear(options.Width, 1);
        RegisterComponents();
    }

    /// <summary>The log odds of yes of the first decisions.</summary>
    /// <param name="curve">What is known of the curve of each structure.</param>
    /// <param name="structures">The decisions that were taken, with lambda and the prior.</param>
    /// <param name="count">The number of decisions that are asked for: those before are given.</param>
    /// <returns>Batch, decisions.</returns>
    public Tensor LogOdds(CurveEncoding curve, StructureTensors structures, int count)
    {
        Tensor context = Parsimony(structures.Lambda);
        Tensor tokens = AnswersBefore(structures.Taken, count) + decisionToken.narrow(0, 0, count);
        if (curve.DecisionScores is not null)
        {
            tokens = tokens + curve.DecisionScores.narrow(1, 0, count);
        }

        Tensor? conditional = scores?.Of(curve.Projections!, structures, count);
        if (conditional is not null)
        {
            tokens = tokens + scoreToken!.call(conditional);
        }

        foreach (DecoderBlock block in blocks)
        {
            tokens = block.call(tokens, curve, context, null);
        }

        Tensor found = evidence.call(norm.call(tokens));
        found = conditional is null ? found : found + scoreEvidence!.call(conditional);
        return found.squeeze(2) + structures.PriorLogOdds.narrow(1, 0, count);
    }

    /// <summary>A token a decision that tells the answer before it: no, yes, or that there is none.</summary>
    private Tensor AnswersBefore(Tensor taken, int count)
    {
        Tensor first = full(taken.size(0), 1, Scalars.Two, dtype: int64);
        Tensor answers = cat([first, taken.narrow(1, 0, count - 1).to(int64)], 1);
        return answerToken.index_select(0, answers.flatten()).view(taken.size(0), count, answerToken.size(1));
    }

    private Tensor Parsimony(Tensor lambda)
    {
        Tensor half = (lambda.log() - lambda.neg().log1p()) * Scalars.Half;
        Tensor known = stack([lambda, half, half * half], 1);
        return parsimonyToken.call(nn.functional.silu(parsimony.call(known)));
    }
}

/// <summary>A batch of structures as tensors.</summary>
/// <param name="Taken">1 for yes: batch, decisions.</param>
/// <param name="PriorLogOdds">The log odds beforehand: batch, decisions.</param>
/// <param name="Lambda">The parsimony: batch.</param>
internal sealed record StructureTensors(Tensor Taken, Tensor PriorLogOdds, Tensor Lambda)
{
    /// <summary>Hands a batch over, to memory of torch's own: what a sum rounds to depends on where it begins.</summary>
    public static StructureTensors Of(StructureBatch batch)
    {
        long[] shape = [batch.Count, batch.Taken.Length / batch.Count];
        return new(
            tensor(batch.Taken, shape).clone(),
            tensor(batch.PriorLogOdds, shape).clone(),
            tensor(batch.Lambdas).clone());
    }
}
