namespace CustomInference;

/// <summary>
/// An inference of one's own: targets of one bounded parameter, answered by a sum over a grid. Whatever asks an inference, a
/// comparison of models or a virtual measurement, can ask this one.
/// </summary>
/// <param name="Points">The points of the grid, at the middles of equal cells between the bounds of the prior.</param>
public sealed record GridQuadrature(int Points) : IInference
{
    private const int Chains = 2;
    private const int DrawsOfChain = 500;

    /// <inheritdoc/>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public IInference WithSeed(ulong seed) => this with { Seed = seed };

    /// <inheritdoc/>
    public string? RefusalOf(ITarget target) => target.Parameters switch
    {
        [{ Prior: { IsDiscrete: false, Minimum: > double.NegativeInfinity, Maximum: < double.PositiveInfinity } }] => null,
        [_] => "A grid needs a continuous prior with bounds, such as Uniform. Use ReplicaExchange.",
        _ => $"A grid is for one parameter, and there are {target.Parameters.Count}. Use ReplicaExchange.",
    };

    /// <inheritdoc/>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets, IProgress<InferenceProgress>? progress = null, CancellationToken cancellation = default)
    {
        for (int i = 0; i < targets.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Result result = Answer(targets[i], Seed + (ulong)i);
            progress?.Report(new(1, 1, "summed") { Index = i, Count = targets.Count, Finished = i + 1 });
            yield return new(i, targets[i], result, Failure: null);
        }
    }

    private Result Answer(ITarget target, ulong seed)
    {
        Distribution prior = target.Parameters[0].Prior;
        double cell = (prior.Maximum - prior.Minimum) / Points;
        double[] grid = [.. Enumerable.Range(0, Points).Select(i => prior.Minimum + (i + 0.5) * cell)];
        ITargetState state = target.CreateState();
        double[] logLikelihoods = Array.ConvertAll(grid, value =>
        {
            state.Set([value]);
            return state.LogLikelihood;
        });
        double[] logPriors = Array.ConvertAll(grid, value => prior.LogDensity(value));
        double highest = logLikelihoods.Zip(logPriors, (likelihood, density) => likelihood + density).Max();
        double[] weights =
            [.. logLikelihoods.Zip(logPriors, (likelihood, density) => Math.Exp(likelihood + density - highest))];
        int[][] drawn =
            [.. Enumerable.Range(0, Chains).Select(chain => Draw(weights, new RandomStream(seed, chain, replica: 0)))];
        var estimate = FreeEnergyEstimate.Exact("grid quadrature", highest + Math.Log(weights.Sum() * cell));
        return new()
        {
            Target = target,
            Draws = new(target.Parameters, Of(grid), Of(logLikelihoods), Of(logPriors)),
            FreeEnergy = estimate,
            FreeEnergies = [estimate],
            Seed = seed,
            StopReason = new(StopKind.Exact, $"The sum over {Points} points is done."),
            Report = new GridReport(Points),
        };

        double[][] Of(double[] numbers) => [.. drawn.Select(chain => Array.ConvertAll(chain, point => numbers[point]))];
    }

    /// <summary>Points of the grid, each as often as its weight says.</summary>
    private static int[] Draw(double[] weights, RandomStream random)
    {
        double[] cumulative = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            cumulative[i] = sum += weights[i];
        }

        return [.. Enumerable.Range(0, DrawsOfChain).Select(_ =>
        {
            int found = Array.BinarySearch(cumulative, sum * random.NextUniform());
            return Math.Min(found < 0 ? ~found : found, weights.Length - 1);
        })];
    }
}

/// <summary>What belongs to the method alone.</summary>
/// <param name="Points">The points of the grid.</param>
public sealed record GridReport(int Points) : InferenceReport
{
    /// <inheritdoc/>
    public override string Method => "grid quadrature";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Statements => [$"The sum is over {Points} points between the bounds of the prior."];
}
