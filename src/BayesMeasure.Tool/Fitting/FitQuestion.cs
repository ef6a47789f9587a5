using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;
using BayesMeasure.Comparison;
using BayesMeasure.Explorers;
using BayesMeasure.Models;
using BayesMeasure.Plotting;
using BayesMeasure.Priors;

namespace BayesMeasure.Tool.Fitting;

/// <summary>Sums of named terms as a comparison of models.</summary>
internal sealed class FitQuestion
{
    private const int MostModels = 200;

    private readonly IReadOnlyList<TermSum> sums;
    private readonly MeasuredData measured;
    private readonly GivenPriors given;
    private readonly TermScales scales;
    private readonly bool areLabelled;
    private readonly Dictionary<TermKind, Prior> priors;
    private readonly Dictionary<TermSum, Background> backgrounds;

    /// <summary>Joins data and sums; everything that can be refused before sampling is refused here.</summary>
    /// <param name="sums">The sums that are compared.</param>
    /// <param name="measured">The data.</param>
    /// <param name="given">The priors that the user gives.</param>
    /// <exception cref="UserErrorException">They do not fit each other, or nothing is known of a parameter.</exception>
    public FitQuestion(IReadOnlyList<TermSum> sums, MeasuredData measured, GivenPriors given)
    {
        (this.sums, this.measured, this.given) = (sums, measured, given);
        RequireFew(sums);
        scales = new(measured.Curve);
        TermKind[] kinds = [.. sums.SelectMany(sum => sum.Terms).Select(term => term.Kind).Distinct()];
        areLabelled = kinds.Length > 1;
        backgrounds = sums.ToDictionary(sum => sum, BackgroundOf);
        given.RequireFitting(
            kinds.Aggregate(Common(sums[0]), (all, kind) => Joined(all, Placeholders(kind))), positive: []);
        priors = kinds.ToDictionary(kind => kind, kind => kind.PriorFor(scales, given, LabelOf(kind)).WithUnits(UnitOf));
    }

    /// <summary>The comparison.</summary>
    /// <param name="isLogarithmic">Whether the axis of x is logarithmic in the figure.</param>
    /// <param name="isReversed">Whether it runs from right to left; null to tell by what it measures.</param>
    public ComparisonProblem Problem(bool isLogarithmic, bool? isReversed) => new()
    {
        Measured = measured,
        Family = new([.. sums.SelectMany(Candidates)]),
        Models = string.Join("; ", sums.Select(sum => sum.Name)),
        Priors =
        [
            .. priors.Select(prior => new PriorSection($"Prior of each {prior.Key.Name}", prior.Value, PriorSection.WeakRule)),
            .. sums.DistinctBy(sum => sum.BackgroundName)
                .Select(sum => new PriorSection("Prior of background and noise", Given(Common(sum)), PriorSection.WeakRule)),
        ],

        // Decays are correlated so strongly that what one gains the others must lose in the same step (docs/explorers.md).
        Explorer = priors.Keys.Any(kind => kind.Name.EndsWith("decay", StringComparison.Ordinal))
            ? Explorer.Sequence(Explorer.Default, new ComponentReshape().Every(2))
            : Explorer.Default,
        Figure = comparison => comparison.Plot(isLogarithmic, isReversed),
    };

    private IEnumerable<Candidate> Candidates(TermSum sum) => sum.Counts.Select(counts => new Candidate(
        sum.NameOf(counts),
        Components: sums.Count == 1 && sum.Terms.Count == 1 ? counts.Sum() : null,
        sum.Terms.Zip(counts, (term, count) => ModelOf(term.Kind).Repeat(count))
            .Aggregate(ForwardModel.Zero, (all, term) => all + term) + backgrounds[sum].Model,
        measured.Noise.Model,
        sum.Terms.Zip(counts, (term, count) => priors[term.Kind].Repeat(count))
            .Aggregate(new Prior(), (all, prior) => all + prior) + Given(Common(sum))));

    private Background BackgroundOf(TermSum sum) => new(
        sum.Background,
        sum.Background.Distinct().ToDictionary(term => term, term => term.ModelFor(measured.Curve)),
        new(measured.Curve) { AreCounts = measured.Noise == NoiseSetting.Counts });

    private ForwardModel ModelOf(TermKind kind) => kind.LabelledModel(LabelOf(kind));

    private string? LabelOf(TermKind kind) => areLabelled ? kind.Name : null;

    /// <summary>The background and the noise.</summary>
    private Prior Common(TermSum sum) => backgrounds[sum].Prior + measured.Noise.WeakPrior(measured.Curve);

    private Prior Given(Prior prior) => given.Replace(prior).WithUnits(UnitOf);

    private Func<string, string?> UnitOf => PeakUnits.For(measured.Curve);

    /// <summary>The names of a kind's parameters, to see whether what the user gives is about one of them.</summary>
    private Prior Placeholders(TermKind kind) =>
        ModelOf(kind).ParameterNames.Aggregate(new Prior(), (prior, name) => prior + new Prior { [name] = Prior.Fixed(1) });

    private static Prior Joined(Prior all, Prior more) => more.Entries
        .Where(entry => all.Entries.All(known => known.Name != entry.Name))
        .Aggregate(all, (prior, entry) => prior + new Prior { [entry.Name] = entry.Rule });

    private static void RequireFew(IReadOnlyList<TermSum> sums)
    {
        double count = sums.Sum(sum => sum.CountOfModels);
        if (count > MostModels)
        {
            throw new UserErrorException($"--model: these are {count:N0} models, more than {MostModels}. Narrow the ranges.");
        }

        string[] names = [.. sums.SelectMany(sum => sum.Counts.Select(sum.NameOf))];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
        {
            throw new UserErrorException($"--model: {twice} is there twice. Give each model once.");
        }
    }
}
