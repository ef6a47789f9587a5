using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Persistence;

/// <summary>Reads results back: what a file holds comes back equal, what it does not hold refuses when it is asked for.</summary>
internal static class ResultReader
{
    /// <summary>More than any run has: each chain takes memory, whether its draws are kept or not.</summary>
    private const int MostChains = 1 << 20;

    public static Result ReadResult(string path)
    {
        var root = SavedValue.Read(path);
        if (root.Find("models") is not null)
        {
            throw new InvalidDataException($"{path}: this is a comparison of models: read it with ModelComparison.Load.");
        }

        SavedValue diagnostics = root["diagnostics"];
        return Read(root, diagnostics["models"].Items[0], diagnostics.Find("draws")?.Items[0]);
    }

    public static ModelComparison ReadComparison(string path)
    {
        var root = SavedValue.Read(path);
        if (root.Find("models") is not { } models)
        {
            throw new InvalidDataException(root.Find("groups") is null
                ? $"{path}: this is no comparison of models. A single result is read with Result.Load."
                : $"{path}: this says whether measurements should be joined, and is no comparison of models.");
        }

        SavedValue diagnostics = root["diagnostics"];
        SavedValue[] answers = models.Items;
        SavedValue[] runs = RequireCount(diagnostics["models"], answers.Length);
        SavedValue[]? draws = diagnostics.Find("draws") is { } kept ? RequireCount(kept, answers.Length) : null;
        SavedValue[]? criticisms = diagnostics.Find("criticism") is { } said ? RequireCount(said, answers.Length) : null;
        ComparedModel[] compared = [.. answers.Select((answer, i) =>
            new ComparedModel(answer["name"].Text, Read(answer, runs[i], draws?[i]))
            {
                Components = answer["k"].CountOrNull,
                SavedFindings = [.. criticisms?[i]["findings"].Items.Select(Finding) ?? []],
                SavedConvergence = criticisms is null ? null : [.. criticisms[i]["convergence"].Items.Select(text => text.Text)],
            })];
        if (compared.DistinctBy(model => model.Name).Count() is var different && (different == 0 || different < compared.Length))
        {
            throw models.Wrong("at least one model, each with a name of its own");
        }

        var prior = ModelPrior.Given(
            diagnostics["model_prior"].Text,
            compared.Zip(runs, (model, run) => (model.Name, run["prior_probability"].Number)).ToDictionary());
        return new(ReadEvidence(compared, diagnostics), root["seed"].Seed, diagnostics["partial"].IsTrue, prior)
        {
            // Files of earlier versions knew neither limits nor stuck runs: what they decided stays decided.
            IsLimited = diagnostics.Find("limited") is not { IsTrue: false },
            Failed =
            [
                .. diagnostics.Find("failed")?.Items.Select(
                    saved => new FailedModel(saved["name"].Text, saved["reason"].Text)) ?? [],
            ],
            SavedStuck = [.. diagnostics.Find("stuck")?.Items.Select(Stuck) ?? []],
            SavedRemarks = [.. diagnostics.Find("remarks")?.Items.Select(remark => remark.Text) ?? []],
            SavedLevelWarnings = [.. LevelWarnings(diagnostics)],
        };
    }

    /// <summary>Files of earlier versions have no levels, and most comparisons none either.</summary>
    private static IEnumerable<string> LevelWarnings(SavedValue diagnostics) =>
        from level in diagnostics.Find("noise_levels") is { IsNull: false } levels ? levels.Items : []
        from warning in level["warnings"].Items
        select $"{level["name"].Text}: {warning.Text}";

    private static StuckModel Stuck(SavedValue saved) => new(saved["smaller"].Text, saved["text"].Text);

    private static CriticismFinding Finding(SavedValue saved) => new(
        saved["kind"].NameOf<FindingKind>("the kind of a finding"), saved["text"].Text);

    /// <summary>Files of earlier versions have no odds of neighbours.</summary>
    private static FamilyEvidence ReadEvidence(ComparedModel[] models, SavedValue diagnostics)
    {
        FamilyEvidence independent = FamilyEvidence.Independent(models);
        return independent with
        {
            Neighbours = [.. (diagnostics.Find("neighbours")?.Items ?? []).Select(ReadOdds)],
            Errors = diagnostics.Find("logZ_covariance") is { IsNull: false } covariance
                ? new([.. RequireCount(covariance, models.Length).Select(row =>
                    RequireCount(row, models.Length).Select(item => item.Number).ToArray())])
                : independent.Errors,
        };
    }

    private static NeighbourOdds ReadOdds(SavedValue saved) => new(saved["fewer"].Text, saved["more"].Text)
    {
        LogOdds = saved["log_odds"].Number,
        StandardError = saved["log_odds_se"].Number,
        Fitness = new(saved["usable"].IsTrue, saved["fitness"].Text),
    };

    private static Result Read(SavedValue answer, SavedValue run, SavedValue? drawn)
    {
        Draws draws = ReadDraws(run, drawn);
        FreeEnergyEstimate[] estimates = [.. run["free_energies"].Items.Select(Estimate)];
        if (estimates.Length == 0)
        {
            throw run["free_energies"].Wrong("at least one estimate");
        }

        return new()
        {
            Target = new SavedTarget(run.File, draws),
            Draws = draws,
            FreeEnergy = estimates[0] with
            {
                LogEvidence = answer["logZ"].Number,
                StandardError = answer["logZ_se"].Number,
            },
            FreeEnergies = estimates,
            Doubt = ReadDoubt(run),
            HiddenMode = ReadHiddenMode(run["hidden_mode_excess"], drawn),
            Seed = run["seed"].Seed,
            StopReason = new(RunJson.StopKindOf(run["stop_reason"]), run["stop_text"].Text),
            Warnings = [.. run["warnings"].Items.Select(warning => warning.Text)],
            Report = new SavedRun(
                drawn?["method"].Text ?? "a method that the file does not name",
                [.. drawn is { } known ? known["statements"].Items.Select(statement => statement.Text) : []])
            {
                SweepsPerDraw = run.Find("sweeps_per_draw")?.Count ?? 1,
            },
        };
    }

    private static FreeEnergyEstimate Estimate(SavedValue saved)
    {
        double error = saved["logZ_se"].Number;
        return new()
        {
            Method = saved["method"].Text,
            LogEvidence = saved["logZ"].Number,
            StandardError = error,
            EffectiveSamples = error == 0 && saved["effective_samples"].IsNull
                ? double.PositiveInfinity
                : saved["effective_samples"].Number,
            Fitness = saved.Find("fitness") is { } fitness ? new(saved["usable"].IsTrue, fitness.Text) : null,
        };
    }

    /// <summary>Files of earlier versions say no more than that the estimates disagree.</summary>
    private static string? ReadDoubt(SavedValue run) => run.Find("doubt") is { } doubt ? doubt.TextOrNull
        : run["estimates_agree"] is { IsNull: false, IsTrue: false } ? "the estimates differ beyond their errors"
        : null;

    private static HiddenMode? ReadHiddenMode(SavedValue excess, SavedValue? drawn) => excess.IsNull ? null
        : drawn?["hidden_mode"] is { IsNull: false } mode
            ? new(mode["point"].Numbers, mode["log_likelihood"].Number, excess.Number)
            {
                ApproximateShare = mode.Find("share")?.Number ?? double.NaN,
            }
            : new([], double.NaN, excess.Number);

    private static Draws ReadDraws(SavedValue run, SavedValue? drawn)
    {
        if (drawn is not { } saved)
        {
            SavedValue chains = run["chains"];
            return Draws.NotKept(
                chains.Count <= MostChains
                    ? chains.Count
                    : throw new InvalidDataException($"{run.File}, {chains.Place}: no run has {chains.Count} chains."),
                run["sweeps"].Count,
                $"{run.File} was written without draws, so it tells nothing of single unknowns: save it with draws.");
        }

        try
        {
            return new(
                [.. saved["parameters"].Items.Select(ParameterOf)],
                [.. saved["values"].Items.Select(chain => chain.Numbers)],
                [.. saved["log_likelihoods"].Items.Select(chain => chain.LogDensities)],
                [.. saved["log_priors"].Items.Select(chain => chain.LogDensities)]);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{saved.File}, {saved.Place}: {error.Message}", error);
        }
    }

    private static Parameter ParameterOf(SavedValue saved) => new(
        saved["name"].Text,
        saved["base_name"].Text,
        saved["component"].CountOrNull,
        saved["unit"].TextOrNull,
        PriorOf(saved["prior"]))
    {
        Role = saved["role"].NameOf<ParameterRole>("the role of a parameter"),
    };

    private static Distribution PriorOf(SavedValue saved)
    {
        try
        {
            return Prior.ParseRule(saved.Text) as Distribution ?? throw saved.Wrong("a distribution");
        }
        catch (FormatException)
        {
            return new SavedPrior(saved.Text, saved.File);
        }
    }

    private static SavedValue[] RequireCount(SavedValue array, int count) =>
        array.Items is var items && items.Length == count ? items : throw array.Wrong($"one entry for each of {count} models");
}
