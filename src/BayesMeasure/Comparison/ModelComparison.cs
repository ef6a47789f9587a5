using BayesMeasure.Measurements;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.Comparison;

/// <summary>
/// Which model the data choose: p(K | D) = p(K) Z_K / sum of p(J) Z_J over all models, with errors that follow from those
/// of ln Z.
/// </summary>
[TypeFormatterSource]
public sealed class ModelComparison : INotebookView
{
    /// <summary>Two models can be told apart when their free energies differ by this many standard errors.</summary>
    public const double DecisionSigmas = 2;

    private readonly Lazy<string?> objection;
    private readonly Lazy<IReadOnlyList<StuckModel>> stuck;

    internal ModelComparison(FamilyEvidence evidence, ulong seed, bool isPartial, ModelPrior? prior = null)
    {
        Seed = seed;
        IsPartial = isPartial;
        Evidence = evidence;
        Prior = prior ?? ModelPrior.Uniform;
        Models = Weigh(evidence, Prior);
        Best = Models.MaxBy(model => model.LogWeight)!;
        Doubtful = Models.OrderByDescending(model => model.LogWeight)
            .FirstOrDefault(model => model.Doubt is not null && !model.IsOutOfTheRunning(Best));
        Decision = new(Models, Best, evidence.Errors, Prior);
        objection = new(() => ComparisonObjection.To(this));
        stuck = new(() => [.. NestedEnergies.Of(Models, evidence.Errors)]);
    }

    /// <summary>
    /// Weighs models of any kinds against each other, all of the same data: posteriors of one measurement or of several, bare
    /// targets, sampled or exact.
    /// </summary>
    /// <param name="models">The models, at least one, with different names.</param>
    /// <exception cref="ArgumentException">
    /// There is no model, two have the same name, or the models explain different data.
    /// </exception>
    public static ModelComparison Of(params IReadOnlyList<ComparedModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0 || models.DistinctBy(model => model.Name).Count() < models.Count)
        {
            throw new ArgumentException("A comparison has at least one model, and all have different names.", nameof(models));
        }

        ComparedData.RequireSame(models);
        return new(FamilyEvidence.Independent(models), models[0].Result.Seed, models.Any(model => model.Result.IsPartial));
    }

    /// <summary>
    /// The same comparison under another prior over models. Nothing is sampled anew; probabilities, errors and the decision
    /// follow.
    /// </summary>
    /// <param name="prior">How probable the models are before the data.</param>
    /// <exception cref="ArgumentException">The prior does not know a model, or rules all of them out.</exception>
    public ModelComparison Under(ModelPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return Copy(prior, IsLimited, NoiseLevels);
    }

    /// <summary>
    /// The same comparison, where it is known that no more components are possible than the most that were tried.
    /// </summary>
    public ModelComparison Limited() => Copy(Prior, isLimited: true, NoiseLevels);

    /// <summary>
    /// What all models together predict, without a decision for one: the mixture of their predictions, each weighted by
    /// p(model | data), as a mean curve and a pointwise band, from 400 draws of each model. The noise of a new measurement is not
    /// in it.
    /// </summary>
    /// <param name="x">Where to predict; need not be the measured points.</param>
    /// <param name="level">The share of the probability within the band: above 0 and below 1, 0.9 by default.</param>
    /// <exception cref="ArgumentException">
    /// A model that matters is no posterior of one measured curve; the message names it.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Prediction Predict(IReadOnlyList<double> x, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(x);
        return AveragedPrediction.Of(this, [.. x], level);
    }

    /// <summary>The models, in the order of the family.</summary>
    public IReadOnlyList<WeighedModel> Models { get; }

    /// <summary>
    /// ln of the odds between models of a family that have one component more or less, from the draws of both: those that are fit
    /// are in the free energies and probabilities, and in the errors of these. Two decided models that are a million to one apart
    /// have none; empty where there are no such models.
    /// </summary>
    public IReadOnlyList<NeighbourOdds> Neighbours => Evidence.Neighbours;

    /// <summary>
    /// How probable the models were before the data: <see cref="ModelPrior.Uniform"/> unless another was asked for.
    /// </summary>
    public ModelPrior Prior { get; }

    /// <summary>
    /// The most probable model, that of the lowest free energy if all were equally probable, whether or not the runner-up can be
    /// told apart from it.
    /// </summary>
    public WeighedModel Best { get; }

    /// <summary>
    /// Whether it was cancelled or a model failed: candidates are missing, or the last one has fewer draws than asked for.
    /// </summary>
    public bool IsPartial { get; }

    /// <summary>The candidates whose runs failed; those that are compared are the others. Empty where none failed.</summary>
    public IReadOnlyList<FailedModel> Failed { get; internal init; } = [];

    /// <summary>
    /// Whether no more components are possible than the most that were tried, as <see cref="ModelFamily.IsLimited"/> says.
    /// </summary>
    public bool IsLimited { get; internal init; }

    /// <summary>
    /// How the level of the noise of each model was found, where <see cref="Comparison.NoiseLevels.Compare"/> made this; null
    /// otherwise, and for one that was read from a file.
    /// </summary>
    public NoiseLevels? NoiseLevels { get; internal init; }

    /// <summary>
    /// Why no probability is to be quoted, however certain it looks: the best model does not describe the data, its noise is
    /// correlated from point to point, its level was not found, it has the largest K that was tried, or the run of the next
    /// larger one is stuck. One sentence or two; null where nothing of this is so.
    /// </summary>
    public string? Objection => objection.Value;

    /// <summary>
    /// How far the probabilities may be quoted, in two or three words: "undecided", or "not to be quoted" where there is an
    /// <see cref="Objection"/>, log Z of a model in the running is undecided, or the comparison is partial. Null where a model is
    /// selected. Text, files and figures say it beside p(K | D).
    /// </summary>
    public string? Reserve => IsDecided ? null : IsSound ? "undecided" : "not to be quoted";

    /// <summary>
    /// What was decided about the data without being asked, as <see cref="Measurement.Remarks"/> of the measured curves say it.
    /// </summary>
    public IReadOnlyList<string> Remarks => SavedRemarks ??
    [
        .. (from model in Models from curve in model.Target.Curves from remark in curve.Measurement.Remarks select remark)
            .Distinct(),
    ];

    /// <summary>
    /// What a reader must know before trusting the numbers, each with the name of its model: the warnings of all runs, models
    /// whose free energy is too high, and, of the best model, chains that disagree and what its criticism found.
    /// </summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. from model in Failed select $"{model.Name} is not compared: {model.Reason}",
        .. from model in Models from warning in model.Result.Warnings select $"{model.Name}: {warning}",
        .. LevelWarnings,
        .. Stuck.Select(model => model.Text),
        .. from warning in Best.ConvergenceWarnings select $"{Best.Name}: {warning}",
        .. from finding in Best.Findings select $"{Best.Name}: {finding}",
    ];

    /// <summary>
    /// The <see cref="Warnings"/> that the <see cref="Verdict"/> does not quote: what reports and figures say beside it, so that
    /// nothing is said twice.
    /// </summary>
    public IReadOnlyList<string> FurtherWarnings => [.. Warnings.Where(warning => !Verdict.Contains(
        warning.StartsWith($"{Best.Name}: ", StringComparison.Ordinal) ? warning[(Best.Name.Length + 2)..] : warning,
        StringComparison.Ordinal))];

    /// <summary>
    /// Whether the best model's free energy less ln p(model) is lower than every other's by at least two standard errors of the
    /// difference.
    /// A partial comparison decides nothing, nor one to which there is an <see cref="Objection"/>. Neither does one in which
    /// log Z of a model is undecided, unless that model is out of the running: since Z is a mean of the likelihood, it is at most
    /// the highest likelihood that its run has met, and where even that, times p(model), is less than the best model has, no
    /// error of log Z matters. Neither does a mode that its draws miss, where twenty times what that holds would not help it.
    /// </summary>
    public bool IsDecided => Decision.IsMade && IsSound;

    /// <summary>The best model, or null when the comparison is undecided.</summary>
    public WeighedModel? Selected => IsDecided ? Best : null;

    /// <summary>
    /// About how many more sweeps for each chain of the best two models would decide between them, rounded up to two digits: at
    /// the present ln odds between them, with both errors falling as one over the square root of the sweeps. Null
    /// when decided, and where no number can be named: the comparison is partial, an estimate cannot be trusted, or the
    /// difference is below a fifth of its error, so that it may be nothing.
    /// </summary>
    /// <remarks>Where more than one model is close to the best, it is the number for the one that takes longest.</remarks>
    public long? SweepsToDecide => IsSound ? Decision.Sweeps : null;

    /// <summary>The seed of the first model; in a family, the others count up from it.</summary>
    public ulong Seed { get; }

    /// <summary>The best model in the running whose log Z is undecided; null when there is none.</summary>
    private WeighedModel? Doubtful { get; }

    /// <summary>What is known of the ln Z of all models.</summary>
    internal FamilyEvidence Evidence { get; }

    private Decision Decision { get; }

    /// <summary>The models whose free energy is higher than it can be beside that of a smaller one.</summary>
    internal IReadOnlyList<StuckModel> Stuck => SavedStuck ?? stuck.Value;

    /// <summary>These as a file has them, for a comparison that was read from it; null for another.</summary>
    internal IReadOnlyList<StuckModel>? SavedStuck { get; init; }

    /// <summary>The remarks of a comparison that was read from a file; null for another.</summary>
    internal IReadOnlyList<string>? SavedRemarks { get; init; }

    /// <summary>What forbids to quote the levels of the noise of the models.</summary>
    internal IReadOnlyList<string> LevelWarnings => SavedLevelWarnings ??
        [.. from model in Models from warning in NoiseLevels?.WarningsOf(model) ?? [] select $"{model.Name}: {warning}"];

    /// <summary>These of a comparison that was read from a file; null for another.</summary>
    internal IReadOnlyList<string>? SavedLevelWarnings { get; init; }

    private bool IsSound => !IsPartial && Doubtful is null && Objection is null;

    /// <summary>The decision in words, a table of all models, and what is to be warned of, as plain text.</summary>
    public override string ToString() => ComparisonPage.Of(this).ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => ComparisonPage.Of(this).ToHtml();

    /// <summary>
    /// The decision in words; "undecided" when the best two models cannot be told apart, with about how many more sweeps for each
    /// chain would help, and whether the data themselves hardly tell them apart.
    /// </summary>
    public string Verdict => (IsDecided, IsPartial) switch
    {
        (true, _) => $"Selected: {NameOf(Best)}.{Decision.Reserve}",
        (_, true) when Doubtful is null =>
            $"Undecided: {WhyPartial}. {NameOf(Best)} is the best of {string.Join(", ", Models.Select(NameOf))}.",
        _ when Doubtful is not null || Objection is not null => $"{DoubtInWords} {Objection}".TrimEnd(),
        _ => $"Undecided. {Decision.Advice}",
    };

    /// <summary>Why nothing is decided, as far as runs are to blame; no more than that where they are not.</summary>
    private string DoubtInWords => Doubtful switch
    {
        null => "Undecided.",
        { Result.HiddenMode: not null } =>
            $"Undecided: the draws of {NameOf(Doubtful)} miss a mode of its posterior, so its log Z may be too low. "
            + "See its warnings.",
        _ => $"Undecided: log Z of {NameOf(Doubtful)} is not to be relied on, since {Doubtful.Doubt}. See its warnings.",
    };

    private string WhyPartial => Failed.Count > 0
        ? $"{string.Join(", ", Failed.Select(model => model.Name))} failed"
        : "cancelled";

    private static string NameOf(ComparedModel model) => model.Name;

    /// <summary>The same comparison, whose models have levels of the noise that were looked for.</summary>
    internal ModelComparison WithLevels(NoiseLevels levels) => Copy(Prior, IsLimited, levels);

    private ModelComparison Copy(ModelPrior prior, bool isLimited, NoiseLevels? levels) => new(Evidence, Seed, IsPartial, prior)
    {
        IsLimited = isLimited,
        NoiseLevels = levels,
        Failed = Failed,
        SavedStuck = SavedStuck,
        SavedRemarks = SavedRemarks,
        SavedLevelWarnings = SavedLevelWarnings,
    };

    private static WeighedModel[] Weigh(FamilyEvidence evidence, ModelPrior prior)
    {
        IReadOnlyList<ComparedModel> models = evidence.Models;
        double[] priors = prior.Probabilities(models);
        double[] logWeights =
            [.. priors.Zip(models, (probability, model) => Math.Log(probability) + model.Result.FreeEnergy.LogEvidence)];
        double[] probabilities = ProbabilityErrors.Probabilities(logWeights);
        Interval[] intervals = ProbabilityErrors.Intervals(logWeights, evidence.Errors);
        return
        [
            .. models.Select((model, k) => new WeighedModel(model)
            {
                PriorProbability = priors[k],
                Probability = probabilities[k],
                ProbabilityStandardError = ProbabilityErrors.StandardError(probabilities, evidence.Errors, k),
                ProbabilityInterval = intervals[k],
            }),
        ];
    }
}
