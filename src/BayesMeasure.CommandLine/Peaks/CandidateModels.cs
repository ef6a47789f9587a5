using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>Every model that is asked for, with its prior: sums of peaks, of a background, and noise.</summary>
internal sealed class CandidateModels
{
    private static string[] PositiveParameters { get; } =
    [
        "precision", "width", "gaussianWidth", "lorentzianWidth", "exponent", "noise", "degrees of freedom",
        "correlation length", "ratio", "widthRatio",
    ];

    private readonly Settings settings;
    private readonly MeasuredData measured;
    private readonly Dictionary<PeakKind, Prior> peaks;
    private readonly Dictionary<string, Background> backgrounds;
    private readonly Prior noise;

    /// <param name="settings">What the user asks for.</param>
    /// <param name="measured">The data.</param>
    /// <exception cref="UserErrorException">
    /// The settings do not fit the data, or each other; or the data have no such background.
    /// </exception>
    public CandidateModels(Settings settings, MeasuredData measured)
    {
        (this.settings, this.measured) = (settings, measured);
        var rule = new WeakPrior(Data)
        {
            AreDips = settings.AreDips,
            AreCounts = measured.Noise == NoiseSetting.Counts,
            AreNarrow = settings.HasSmoothBackground,
        };
        peaks = settings.Kinds.ToDictionary(kind => kind, kind => PriorOf(kind, rule));
        Dictionary<BackgroundTerm, ForwardModel> terms = settings.Models.SelectMany(model => model.Background)
            .Distinct()
            .ToDictionary(term => term, term => term.ModelFor(Data));
        backgrounds = settings.Models.DistinctBy(model => model.BackgroundName)
            .ToDictionary(model => model.BackgroundName, model => new Background(model.Background, terms, rule));
        noise = measured.Noise.WeakPrior(Data);
        settings.Priors.RequireFitting(AllParameters, PositiveParameters);
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<Candidate> All => [.. settings.Models.SelectMany(Candidates)];

    /// <summary>The priors, part by part, as a report shows them.</summary>
    public IEnumerable<PriorSection> Sections =>
    [
        .. peaks.Select(peak => new PriorSection(
            peaks.Count == 1 ? "Prior of each peak" : $"Prior of each {peak.Key.Name}",
            Given(peak.Value),
            settings.HasPublishedPeak ? "published" : PriorSection.WeakRule)),
        .. backgrounds.Select(background => new PriorSection(
            backgrounds.Count == 1 ? "Prior of background and noise" : $"Prior of background ({background.Key}) and noise",
            Given(background.Value.Prior + noise),
            PriorSection.WeakRule)),
    ];

    private Measurement Data => measured.Curve;

    private bool AreLabelled => settings.Kinds.Count > 1;

    /// <summary>All parameters that there are, once.</summary>
    private Prior AllParameters => peaks.Values.Concat(backgrounds.Values.Select(background => background.Prior)).Append(noise)
        .SelectMany(prior => prior.Entries)
        .DistinctBy(entry => entry.Name)
        .Aggregate(new Prior(), (all, entry) => all + new Prior { [entry.Name] = entry.Rule });

    private Prior PriorOf(PeakKind kind, WeakPrior rule)
    {
        bool isThere = settings.Models.Any(model => model.Peaks.Any(peak => peak.Kind == kind && peak.Range.Most > 0));
        Prior prior = !isThere ? new Prior() : settings.HasPublishedPeak ? Nso3.Peak : rule.Peak(kind);
        Prior whole = isThere && kind.IsDoublet ? prior + settings.Doublet!.Prior : prior;
        return AreLabelled ? whole.Labelled(kind.Label) : whole;
    }

    private Prior Given(Prior prior) => settings.Priors.Replace(prior).WithUnits(PeakUnits.For(Data));

    private IEnumerable<Candidate> Candidates(ModelChoice choice)
    {
        Background background = backgrounds[choice.BackgroundName];
        Prior common = Given(background.Prior + noise);
        return choice.Counts.Select(counts => new Candidate(
            NameOf(choice, counts),
            counts.Sum(),
            choice.Peaks.Zip(counts, Peaks).Aggregate(ForwardModel.Zero, (sum, kind) => sum + kind) + background.Model,
            measured.Noise.Model,
            choice.Peaks.Zip(counts, Prior).Aggregate(new Prior(), (sum, kind) => sum + kind) + common));
    }

    /// <summary>By the number of peaks alone, where nothing else tells the models apart.</summary>
    private string NameOf(ModelChoice choice, int[] counts) => settings.Models.Count == 1 && peaks.Count <= 1
        ? $"K = {counts.Sum()}"
        : choice.NameOf(counts, withBackground: backgrounds.Count > 1);

    private ForwardModel Peaks(PeakCount peak, int count)
    {
        ForwardModel one = peak.Kind.Model;
        return (AreLabelled ? one.Labelled(peak.Kind.Label) : one).Repeat(count);
    }

    /// <summary>All peaks of a kind lose energy to the same processes.</summary>
    private Prior Prior(PeakCount peak, int count)
    {
        Prior one = Given(peaks[peak.Kind]);
        string[] shared = peak.Kind.HasStep ? [AreLabelled ? $"{peak.Kind.Label}.loss" : "loss"] : [];
        return one.Repeat(count, count > 0 ? shared : []);
    }
}
