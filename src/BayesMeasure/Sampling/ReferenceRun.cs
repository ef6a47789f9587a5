using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.References;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// What a run does with a reference at beta = 1: it collects draws in the last round of burn-in, fits the reference to them when
/// that is over, and uses it, frozen, from then on. No draw that it was fitted to is recorded.
/// </summary>
internal sealed class ReferenceRun
{
    /// <summary>The random numbers of independence steps belong to no rung.</summary>
    private const int StepStream = int.MaxValue - 3;

    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;
    private readonly ReferenceOptions settings;
    private readonly CollectedDraws draws;
    private readonly string? refusal;
    private FittedReference? fitted;
    private string? failureText;

    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings of the run, with those of a reference.</param>
    public ReferenceRun(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        this.options = options;
        settings = options.Reference!;
        draws = new(options.Chains, target.Parameters.Count);
        refusal = ReferenceFit.RefusalOf(target);
    }

    /// <summary>What there is, or why there is nothing, for a certificate.</summary>
    private string Statement => failureText is not null
        ? $"No estimate from the reference at beta = 1: the model failed at a draw of it. {failureText}"
        : fitted is not null
        ? $"Reference at beta = 1, fitted to the end of burn-in: {fitted.Description}."
        : $"No reference at beta = 1: {refusal ?? "the draws at the end of burn-in are too few, or do not vary."}";

    /// <summary>Shows where a replica at beta = 1 is after a sweep.</summary>
    /// <param name="round">The round of the sweep.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="replica">The replica.</param>
    public void Collect(Round round, int chain, Replica replica)
    {
        if (refusal is null && round.EndsBurnIn(options))
        {
            draws.Add(chain, replica.Coordinates);
        }
    }

    /// <summary>Fits the reference after a round, if that was the last of burn-in.</summary>
    public void EndRound(Round round)
    {
        if (refusal is null && round.EndsBurnIn(options))
        {
            fitted = ReferenceFit.Of(target, draws, options.Seed);
            draws.Clear();
        }
    }

    /// <summary>The independence steps of a chain; null where there are none, as in burn-in.</summary>
    public IndependenceStep? StepOf(int chain) => settings.IndependenceSteps && fitted is not null
        ? new(fitted, target.Parameters.Count, new(options.Seed, chain, StepStream))
        : null;

    /// <summary>
    /// A result with what came of the reference: estimates of log Z beside those of the ladder, and a statement.
    /// </summary>
    public Result AddTo(Result result)
    {
        FreeEnergyEstimate[] estimates = [.. Estimates(result.Draws)];
        return result with
        {
            FreeEnergies = [.. result.FreeEnergies, .. estimates],
            Report = LadderRun.Of(result) with { Reference = Statement },
        };
    }

    /// <summary>The estimates of log Z between the reference and the recorded draws; none where there is no reference.</summary>
    private IEnumerable<FreeEnergyEstimate> Estimates(Draws recorded)
    {
        if (fitted is null)
        {
            return [];
        }

        try
        {
            var sample = new ReferenceSample(target, fitted, options.Seed);
            ReferenceWeights weights = sample.Weights(recorded, settings.Draws, Threads);
            IReferenceEstimator[] estimators = [new PosteriorBridge(), new ImportanceSampling()];
            return [.. estimators.Select(estimator => estimator.Estimate(weights))];
        }
        catch (AggregateException failure)
        {
            // What the run has recorded is worth more than a check on it: the model failed where no replica has been.
            failureText = failure.InnerExceptions[0].Message;
            return [];
        }
    }

    private int Threads => options.Threads == 0 ? Environment.ProcessorCount : options.Threads;

    /// <summary>Carries the draws that were collected, and the reference once there is one.</summary>
    public void Transfer(StateStream stream)
    {
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            double[] collected = Transfer(stream, stream.IsReading ? [] : draws.Numbers(chain));
            if (stream.IsReading)
            {
                draws.Restore(chain, collected);
            }
        }

        double[] numbers = Transfer(stream, stream.IsReading || fitted is null ? [] : fitted.Numbers);
        if (stream.IsReading)
        {
            fitted = numbers.Length == 0 ? null : FittedReference.Of(target, numbers);
        }
    }

    private static double[] Transfer(StateStream stream, double[] numbers)
    {
        int length = numbers.Length;
        stream.Number(ref length);
        double[] carried = stream.IsReading ? new double[length] : numbers;
        stream.Numbers(carried);
        return carried;
    }
}
