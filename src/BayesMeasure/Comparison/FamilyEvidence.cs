using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Comparison;

/// <summary>
/// What the odds of neighbours do to the models of a family: each gets the ln Z that all estimates together give, a log Z that
/// was undecided by itself is decided by that of a neighbour, and where two log Z contradict the odds both are in doubt.
/// </summary>
internal sealed record FamilyEvidence
{
    /// <summary>Two decided log Z and the odds between them agree within so many errors.</summary>
    private const double MostErrors = 4;

    /// <summary>
    /// A ladder that is burning in is too low. One that is undecided, and so many nats above what neighbours say, has seen a mode
    /// that they have not.
    /// </summary>
    private const double FarAbove = 3;

    private FamilyEvidence()
    {
    }

    /// <summary>The models, with what is to be quoted of each.</summary>
    public required IReadOnlyList<ComparedModel> Models { get; init; }

    /// <summary>The errors of their ln Z.</summary>
    public required EvidenceErrors Errors { get; init; }

    /// <summary>The odds of neighbours, each with whether it was used.</summary>
    public required IReadOnlyList<NeighbourOdds> Neighbours { get; init; }

    /// <summary>Models that nothing ties to each other.</summary>
    public static FamilyEvidence Independent(IReadOnlyList<ComparedModel> models) => new()
    {
        Models = models,
        Errors = EvidenceErrors.Independent(models.Select(model => model.EvidenceError)),
        Neighbours = [],
    };

    /// <summary>The models of a family.</summary>
    public static FamilyEvidence Of(IReadOnlyList<ComparedModel> models) => Of(models, NeighbourOdds.Of(models));

    /// <summary>The models of a family, with odds that are known.</summary>
    public static FamilyEvidence Of(IReadOnlyList<ComparedModel> models, IReadOnlyList<NeighbourOdds> neighbours)
    {
        NeighbourOdds[] judged = WithoutDoubted([.. neighbours.Select(odds => Judge(odds, models))]);
        ComparedModel[] known = [.. models.Select(model => Doubted(model, judged))];
        while (true)
        {
            var combined = CombinedEvidence.Of(known, judged.Where(odds => odds.Fitness.IsUsable));
            int above = combined.Tied.Where(k => IsFarAbove(known[k].Result, combined, k)).FirstOrDefault(-1);
            if (above < 0)
            {
                return new()
                {
                    Models =
                    [
                        .. known.Select((model, k) => combined.Tied.Contains(k) ? Combined(model, combined, k) : Alone(model)),
                    ],
                    Errors = combined.Errors,
                    Neighbours = judged,
                };
            }

            string name = known[above].Name;
            judged = [.. judged.Select(odds => odds.Concerns(name)
                ? odds.LeftOutSince($"the ladder of {name} has met more than the odds allow for")
                : odds)];
        }
    }

    /// <summary>Whether a pair of decided log Z contradicts the odds between them.</summary>
    private static NeighbourOdds Judge(NeighbourOdds odds, IReadOnlyList<ComparedModel> models)
    {
        ComparedModel fewerModel = models.First(model => model.Name == odds.Fewer);
        ComparedModel moreModel = models.First(model => model.Name == odds.More);
        (Result fewer, Result more) = (fewerModel.Result, moreModel.Result);
        if (!odds.Fitness.IsUsable || !fewerModel.IsDecidedByItself || !moreModel.IsDecidedByItself)
        {
            return odds;
        }

        if (double.IsNaN(fewerModel.EvidenceError + moreModel.EvidenceError))
        {
            return odds.LeftOutSince("one of the two log Z has no error, and does not say why");
        }

        EvidenceEstimate[] estimates =
        [
            EvidenceEstimate.Of(more.FreeEnergy, 1),
            EvidenceEstimate.Of(fewer.FreeEnergy, 0),
            EvidenceEstimate.Of(odds, 1, 0),
        ];
        int[] signs = [1, -1, -1];
        double difference = estimates.Zip(signs).Sum(item => item.Second * item.First.Value);
        double variance = Enumerable.Range(0, 3).Sum(i => Enumerable.Range(0, 3).Sum(j =>
            signs[i] * signs[j] * estimates[i].CovarianceWith(estimates[j])));
        var found = new ValueWithError(
            more.FreeEnergy.LogEvidence - fewer.FreeEnergy.LogEvidence,
            Math.Sqrt(Math.Pow(more.FreeEnergy.StandardError, 2) + Math.Pow(fewer.FreeEnergy.StandardError, 2)));
        return difference * difference > MostErrors * MostErrors * variance
            ? odds.LeftOutSince($"it contradicts the difference of their log Z, {found}") with { IsContradicted = true }
            : odds;
    }

    /// <summary>Nothing follows from a model that contradicts one of its neighbours, and nothing mends it.</summary>
    private static NeighbourOdds[] WithoutDoubted(NeighbourOdds[] judged) => [.. judged.Select(odds =>
        odds.Fitness.IsUsable && judged.FirstOrDefault(other => other.IsContradicted && Touch(odds, other)) is { } contradicted
            ? odds.LeftOutSince($"{contradicted.Fewer} and {contradicted.More} contradict each other")
            : odds)];

    private static bool Touch(NeighbourOdds one, NeighbourOdds other) =>
        one.Concerns(other.Fewer) || one.Concerns(other.More);

    /// <summary>Where nothing ties a model to one that is decided, what its run took from a smaller one holds no more.</summary>
    private static ComparedModel Alone(ComparedModel model) => model.IsDecidedByItself || !model.Result.IsDecided
        ? model
        : InDoubt(model, "it was found by insertion from a model whose own log Z is in doubt");

    private static ComparedModel Doubted(ComparedModel model, IEnumerable<NeighbourOdds> neighbours) =>
        neighbours.FirstOrDefault(odds => odds.IsContradicted && odds.Concerns(model.Name)) is not { } contradicted
            ? model
            : InDoubt(model, $"by insertion, {contradicted}: {contradicted.Fitness.Text}");

    private static ComparedModel InDoubt(ComparedModel model, string doubt) => model with
    {
        Result = model.Result with
        {
            Doubt = doubt,
            Warnings = [.. model.Result.Warnings, $"log Z is undecided: {doubt}. Use more sweeps."],
        },
    };

    private static bool IsFarAbove(Result own, CombinedEvidence combined, int model) => !own.IsDecided
        && own.FreeEnergy.LogEvidence - combined.LogEvidences[model]
            > Math.Max(FarAbove, MostErrors * combined.Errors.OfSum(k => k == model ? 1 : 0));

    private static ComparedModel Combined(ComparedModel model, CombinedEvidence combined, int position)
    {
        Result own = model.Result;
        double error = combined.Errors.OfSum(k => k == position ? 1 : 0);
        NeighbourOdds[] odds = [.. combined.OddsOf(position)];
        FreeEnergyEstimate estimate = FreeEnergyEstimate.Exact(
            model.IsDecidedByItself
                ? $"{own.FreeEnergy.Method} with insertion"
                : $"insertion from {string.Join(" and ", combined.SourcesOf(position))}",
            combined.LogEvidences[position]) with
        {
            StandardError = error,
            EffectiveSamples = model.IsDecidedByItself
                ? own.FreeEnergy.EffectiveSamples * Math.Pow(own.FreeEnergy.StandardError / error, 2)
                : odds.Min(pair => pair.Bridge?.EffectiveSamples ?? double.NaN),
            Fitness = new(true, string.Join("; ", odds.Select(pair => $"{pair}, {pair.Fitness.Text}"))),
        };
        return model with { Result = own.IsDecided ? Quoting(own, estimate) : Mended(own, estimate) };
    }

    private static Result Quoting(Result own, FreeEnergyEstimate estimate) =>
        own with { FreeEnergy = estimate, FreeEnergies = [estimate, .. own.FreeEnergies] };

    /// <summary>What the run says by itself is left out, with its reason, which no longer leaves log Z undecided.</summary>
    private static Result Mended(Result own, FreeEnergyEstimate estimate) => own with
    {
        FreeEnergy = estimate,
        FreeEnergies = [estimate, .. own.FreeEnergies.Select(other => other.LeftOutSince(other.LeftOut ?? own.Doubt))],
        Doubt = null,
        Warnings =
        [
            .. own.Warnings.Where(warning => !warning.Contains(own.Doubt!, StringComparison.Ordinal)),
            $"log Z is that of an {estimate.Method}: by itself it is undecided, since {own.Doubt}.",
        ],
    };
}
