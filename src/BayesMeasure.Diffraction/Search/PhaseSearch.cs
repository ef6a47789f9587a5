using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Inference;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// Which crystalline phases a powder pattern shows, how much of each, and how sure: sets of phases are searched by insertion,
/// removal and exchange, all unknowns refined, and the gates of all candidates then sampled at the refined profile.
/// </summary>
/// <remarks>
/// y = sum_k g_k h_k phi_k + B. The variance of a point is c (counts + (model error x Bragg intensity)^2), with c for
/// over-dispersion and
/// for errors that last half a line; intensities of lines have errors of their own, which are integrated out.
/// docs/phase-search.md has the model, what was measured, and when not to believe it.
/// </remarks>
public static class PhaseSearch
{
    /// <summary>Searches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="candidates">
    /// What each candidate shows: lines, computed for the wavelength of the pattern, or patterns measured on the pure phases with
    /// a like instrument over the same range; one to 1,000, with different names.
    /// </param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="start">
    /// An answer of another method for the pattern and the same candidates, such as a first look; null for none. It is a start
    /// and no prior: where the evidence is for nothing instead, that is the start.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are no candidates, two have one name, an option is out of range, or the start is of other candidates.
    /// </exception>
    public static PhaseSearchResult Of(
        MeasuredPattern pattern,
        IReadOnlyList<ReferencePattern> candidates,
        PhaseSearchOptions? options = null,
        PhaseSearchResult? start = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        PhaseSearchOptions choice = Checked(candidates, options);
        RequireSame(start, candidates);
        return Search(pattern, candidates, choice, start?.State);
    }

    /// <summary>
    /// Searches a series of one sample, such as over temperature or time: each pattern with the phases of the one before as a
    /// start.
    /// </summary>
    /// <remarks>
    /// The start saves time, and is no prior: insertion, removal and exchange follow as for a pattern alone. Where that gives
    /// another set of phases than the one before, or another verdict than one that the phases explain the pattern, the pattern
    /// is searched from nothing as well, and that is its answer; the answer of any other pattern is the one alone up to where
    /// its fit began.
    /// </remarks>
    /// <param name="patterns">The patterns in their order, all of one wavelength; one at least.</param>
    /// <param name="candidates">As by <see cref="Of"/>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>A result for each pattern, in their order.</returns>
    /// <exception cref="ArgumentException">As by <see cref="Of"/>, or wavelengths of patterns differ.</exception>
    public static IEnumerable<PhaseSearchResult> OfSeries(
        IReadOnlyList<MeasuredPattern> patterns, IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        PhaseSearchOptions choice = Checked(candidates, options);
        if (patterns.FirstOrDefault(one => one.Radiation.Wavelength != patterns[0].Radiation.Wavelength) is { } other)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{other.Measurement.Name} was measured at {other.Radiation.Wavelength} Å, ")
                + FormattableString.Invariant($"and {patterns[0].Measurement.Name} at ")
                + FormattableString.Invariant($"{patterns[0].Radiation.Wavelength} Å: a series has one wavelength."));
        }

        return Series(patterns, candidates, choice);
    }

    /// <summary>
    /// Searches many patterns that have nothing to do with each other, side by side: each is answered as it would be alone, with
    /// the same bits on any number of threads. With an <see cref="PhaseSearchOptions.Engine"/> the guides of hundreds of them
    /// are fitted at once.
    /// </summary>
    /// <param name="patterns">The patterns, of any wavelength that the candidates were computed for.</param>
    /// <param name="candidates">As by <see cref="Of"/>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told when a pattern is done, in their order.</param>
    /// <param name="cancellation">Ends it; what was handed out before stays.</param>
    /// <returns>What became of each pattern, in their order; one that failed says why, and costs no other.</returns>
    /// <exception cref="ArgumentException">As by <see cref="Of"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IEnumerable<PhaseSearchRun> OfAll(
        IReadOnlyList<MeasuredPattern> patterns,
        IReadOnlyList<ReferencePattern> candidates,
        PhaseSearchOptions? options = null,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        PhaseSearchOptions choice = Checked(candidates, options);
        return new PhaseSearchBatch(candidates, choice, cancellation).Runs(patterns).Select(run =>
        {
            progress?.Report(new(1, 1, "searched") { Index = run.Index, Count = patterns.Count, Finished = run.Index + 1 });
            return run;
        });
    }

    private static IEnumerable<PhaseSearchResult> Series(
        IReadOnlyList<MeasuredPattern> patterns, IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions options)
    {
        PhaseSearchResult? before = null;
        foreach (MeasuredPattern pattern in patterns)
        {
            PhaseSearchResult result = Search(pattern, candidates, options, before?.State);
            if (before != null && !IsContinued(before, result))
            {
                result = Search(pattern, candidates, options, start: null);
            }

            yield return before = result;
        }
    }

    private static bool IsContinued(PhaseSearchResult before, PhaseSearchResult after) =>
        after.Verdict.Kind is PhaseVerdictKind.Trusted or PhaseVerdictKind.Textured
        && after.State.Phases.Select(phase => phase.Candidate).Order()
            .SequenceEqual(before.State.Phases.Select(phase => phase.Candidate).Order());

    /// <summary>The answer for one pattern.</summary>
    internal static PhaseSearchResult Search(
        MeasuredPattern pattern, IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions choice, FitState? start)
    {
        if (choice.Method == PhaseMethod.Variational)
        {
            VariationalSearch search = VariationalSearch.Of(pattern, candidates, choice, start);
            for (int round = 1; search.Result == null; round++)
            {
                search.Take(VariationalSearch.Settings(round, choice.Engine).Select([search.Problem])[0]);
            }

            return search.Result;
        }

        SearchContext context = new(pattern, candidates, choice);
        double[] logOdds = choice.LogOdds(candidates.Count);
        double[] scales = context.HeightScales();
        PhaseSelection selection = new(context, new(scales, logOdds));
        Hypothesis selected = selection.Select(start);
        NeighbouringSets near = selection.Near;
        RivalComparison comparison = new(context, near, scales);
        SettledSet best = comparison.Settled(selected.Fit);
        GateAnswer gates = Sampled();
        if (gates.Other(best.Fit.State) is { } other)
        {
            best = comparison.Settled(near.Refined(other).Fit);
            gates = Sampled();
        }

        return new ResultAssembly(context, best, gates, scales).Result();

        GateAnswer Sampled() => new GateStage(near.Fit, scales, logOdds).Sample(
            best, near.Filter.Matches(best.Fit.Residual, best.Fit.State.Instrument, best.Fit.Scale));
    }

    /// <summary>The options, which are valid for the candidates.</summary>
    private static PhaseSearchOptions Checked(IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions? options)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        PhaseSearchOptions choice = options ?? new();
        choice.RequireValid();
        RequireCandidates(candidates);
        RequireStructures(candidates, choice);
        return choice;
    }

    private static void RequireStructures(IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions options)
    {
        if (options.CorrectsMicroabsorption
            && candidates.FirstOrDefault(candidate => candidate is not PowderLines { Crystal: not null }) is { } bare)
        {
            throw new ArgumentException(
                $"{bare.Name} is no structure, so that its absorption is unknown: "
                + "a correction of microabsorption needs structures.");
        }

        string[] named = [.. options.GrainDiameters.Keys, .. options.InternalStandard is { } told ? [told.Phase] : (string[])[]];
        if (named.FirstOrDefault(name => candidates.All(candidate => candidate.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"There is no candidate {unknown}. Candidates are called by the names in their files.");
        }
    }

    private static void RequireSame(PhaseSearchResult? start, IReadOnlyList<ReferencePattern> candidates)
    {
        int[] fitted = [.. start?.State.Phases.Select(phase => phase.Candidate) ?? []];
        int other = fitted.FirstOrDefault(k => k >= candidates.Count || candidates[k].Name != start!.Candidates[k], -1);
        if (other >= 0)
        {
            throw new ArgumentException(
                $"The start has {start!.Candidates[other]} as candidate {other}, and these candidates have not: "
                + "search them alike.",
                nameof(start));
        }
    }

    private static void RequireCandidates(IReadOnlyList<ReferencePattern> candidates)
    {
        const int Most = 1000;
        if (candidates.Count is 0 or > Most)
        {
            throw new ArgumentException(
                $"There are {candidates.Count} candidates: one to {Most} are searched.", nameof(candidates));
        }

        if (candidates.GroupBy(candidate => candidate.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"{twice.Count()} candidates are called {twice.Key}. Leave out duplicates, or give them names of their own.",
                nameof(candidates));
        }
    }
}
