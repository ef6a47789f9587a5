using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>How many peaks a spectrum has, as a comparison of models.</summary>
public sealed class Deconvolution
{
    private const int MostModels = 200;

    private readonly Settings settings;
    private readonly MeasuredData measured;

    /// <summary>Joins data and settings; everything that can be refused before sampling is refused here.</summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file holds something else.</exception>
    public Deconvolution(Settings settings)
    {
        RequireAgreement(settings);
        measured = settings.IsBenchmark
            ? MeasuredData.Made(Nso3.CreateData(), Nso3.Sigma, settings.Data)
            : MeasuredData.Read(settings.Data);
        measured = settings.HasSmoothBackground && measured.Noise == NoiseSetting.Counts ? SmoothedCounts.Of(measured) : measured;
        this.settings = WithAxisOfLosses(settings, ref measured);
        measured = WithRemarkOnNarrowPeaks(measured, this.settings);
        Problem = CreateProblem(new CandidateModels(this.settings, measured));
        Problem.RequireEnoughPoints("Use fewer --peaks");
    }

    /// <summary>The comparison.</summary>
    public ComparisonProblem Problem { get; }

    private string Models => settings.Models is [{ Peaks: [{ Kind: var kind, Range: var range }] } model]
        ? $"K = {range} {kind.Name}{(kind.IsDoublet ? "s" : settings.AreDips ? " dips" : " peaks")} on "
            + $"{Article(kind.HasStep ? "active-shirley" : model.BackgroundName)} background"
        : string.Join("; ", settings.Models.Select(model => model.Name));

    private static string Article(string background) => background switch
    {
        "none" => "no",
        ['a' or 'e', ..] => $"an {background}",
        _ => $"a {background}",
    };

    private ComparisonProblem CreateProblem(CandidateModels models)
    {
        string? twice = models.All.GroupBy(candidate => candidate.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? new()
            {
                Measured = measured,
                Family = new(models.All),
                Models = Models,
                Components = "peaks",
                Priors = [.. models.Sections],
                Truth = settings.HasPublishedPeak ? Nso3.TruthOf : null,
                Figure = comparison => comparison.Plot(isReversed: settings.IsReversed),
            }
            : throw new UserErrorException($"--model: {twice} is there twice. Give each model once.");
    }

    private static void RequireAgreement(Settings settings)
    {
        double count = settings.Models.Sum(model => model.CountOfModels);
        if (count > MostModels)
        {
            throw new UserErrorException(
                $"--model: these are {count:N0} models, more than {MostModels}. Narrow the ranges of the numbers of peaks.");
        }

        bool areDoublets = settings.Kinds.Any(kind => kind.IsDoublet);
        if (areDoublets != settings.Doublet is not null)
        {
            throw new UserErrorException(areDoublets
                ? "--model: say what is known of the doublets: --doublet \"splitting=..,ratio=..\"."
                : "--doublet: no peak of --model is a doublet. Write it behind its shape, such as \"2 voigt doublet\".");
        }

        if (settings.Kinds.FirstOrDefault(kind => kind.HasStep && !PeakKind.WithSteps.Contains(kind.Shape)) is { } other)
        {
            string shapes = string.Join(", ", PeakKind.WithSteps.Select(CommandValues.NameOf));
            throw new UserErrorException(
                $"active-shirley goes with the shapes {shapes}, whose areas have a closed form, not with {other.Name}. "
                + "Use shirley.");
        }

        if (settings.HasSmoothBackground)
        {
            RequireNothingLikeSmooth(settings);
        }
    }

    /// <summary>
    /// Nothing tells two smooth curves apart, and the integral over one has a closed form in Gaussian noise alone.
    /// </summary>
    private static void RequireNothingLikeSmooth(Settings settings)
    {
        foreach (ModelChoice model in settings.Models.Where(model => model.IsOnSmooth))
        {
            if (model.Background.FirstOrDefault(term => term.IsSmooth) is { } other)
            {
                throw new UserErrorException(
                    $"{model.BackgroundName}: a smooth background holds levels, lines and decays already. "
                    + $"Leave {other.Name} out.");
            }
        }

        if (settings.Data.Noise is ({ Model: not GaussianNoise } or { IsLadder: true }) and { } noise
            && noise != NoiseSetting.Counts)
        {
            throw new UserErrorException(
                $"A smooth background needs --noise auto, column, counts or a number, not {noise.Name}. "
                + "Use one of these, or --background polynomial:5.");
        }
    }

    private static MeasuredData WithRemarkOnNarrowPeaks(MeasuredData measured, Settings settings)
    {
        bool hasPeaks = settings.Models.Any(model => model.Peaks.Any(peak => peak.Range.Most > 0));
        if (!settings.HasSmoothBackground || settings.HasPublishedPeak || !hasPeaks)
        {
            return measured;
        }

        double widest = new WeakPrior(measured.Curve) { AreNarrow = true }.Widest;
        return measured.With(string.Create(
            CultureInfo.InvariantCulture,
            $"Broad peaks and a smooth background are alike, so that by default no peak is wider than {widest:G3}, a tenth of ")
            + $"the range of {measured.Curve.XName}. Where you know better, give a --prior.");
    }

    /// <summary>Losses lie at larger binding energies, and at smaller kinetic ones.</summary>
    private static Settings WithAxisOfLosses(Settings settings, ref MeasuredData measured)
    {
        var open = new BackgroundTerm(BackgroundShape.Tougaard);
        if (!settings.Models.Any(model => model.Background.Contains(open)))
        {
            return settings;
        }

        string axis = measured.Curve.XName.Contains("kinetic", StringComparison.OrdinalIgnoreCase) ? "kinetic" : "binding";
        measured = measured.With($"Tougaard's background takes {measured.Curve.XName} for a {axis} energy in eV.");
        return settings with
        {
            Models =
            [
                .. settings.Models.Select(model => model with
                {
                    Background = [.. model.Background.Select(term => term == open ? open with { Detail = axis } : term)],
                }),
            ],
        };
    }
}
