using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Priors;
using BayesMeasure.Samples;

namespace SpectralDeconvolution;

/// <summary>How many peaks a spectrum has, as a comparison of models.</summary>
public sealed class Deconvolution
{
    private static string[] PositiveParameters { get; } = ["precision", "width", "noise"];

    private readonly Settings settings;
    private readonly MeasuredData measured;
    private readonly Prior peak;
    private readonly Prior common;

    /// <summary>Joins data and settings; everything that can be refused before sampling is refused here.</summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="MeasurementFormatException">The file is missing or holds something else.</exception>
    public Deconvolution(Settings settings)
    {
        this.settings = settings;
        measured = settings.IsBenchmark
            ? MeasuredData.Made(Nso3.CreateData(), Nso3.Sigma, settings.Data)
            : MeasuredData.Read(settings.Data);
        peak = PeakPrior();
        common = new WeakPrior(Data).Background(settings.Background) + measured.Noise.WeakPrior(Data);
        settings.Priors.RefuseMisfits(peak + common, PositiveParameters);
        peak = settings.Priors.Replace(peak).WithUnits(PeakUnits.For(Data));
        common = settings.Priors.Replace(common).WithUnits(PeakUnits.For(Data));
        Problem = CreateProblem();
        Problem.RefuseTooFewPoints("Use fewer --peaks");
    }

    /// <summary>The comparison.</summary>
    public ComparisonProblem Problem { get; }

    private Measurement Data => measured.Curve;

    private string Models
    {
        get
        {
            string article = settings.Background == BackgroundShape.None ? "no" : $"a {settings.Background}";
            return $"K = {settings.Peaks} {$"{settings.Shape} peaks on {article} background".ToLowerInvariant()}";
        }
    }

    private Prior PeakPrior() => settings switch
    {
        { Peaks.Most: 0 } => new Prior(),
        { HasPublishedPeak: true } => Nso3.Peak,
        _ => new WeakPrior(Data).Peak(settings.Shape),
    };

    private ComparisonProblem CreateProblem() => new()
    {
        Measured = measured,
        Family = CreateFamily(),
        Models = Models,
        Components = "peaks",
        Priors =
        [
            new("Prior of each peak", peak, settings.HasPublishedPeak ? "published" : PriorSection.WeakRule),
            new("Prior of background and noise", common, PriorSection.WeakRule),
        ],
        Truth = settings.HasPublishedPeak ? Nso3.TruthOf : null,
    };

    private ModelFamily CreateFamily()
    {
        ForwardModel background = settings.Background switch
        {
            BackgroundShape.Constant => ForwardModel.Of<ConstantBackground>(),
            BackgroundShape.Linear => ForwardModel.Of<LinearBackground>(),
            _ => ForwardModel.Zero,
        };
        (int fewest, int most) = (settings.Peaks.Fewest, settings.Peaks.Most);
        return settings.Shape == PeakShape.Gaussian
            ? ModelFamily.Peaks<GaussianPeak>(fewest, most, peak, measured.Noise.Model, background, common)
            : ModelFamily.Peaks<LorentzianPeak>(fewest, most, peak, measured.Noise.Model, background, common);
    }
}
