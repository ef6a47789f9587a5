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
    private static string[] PositiveParameters { get; } =
        ["precision", "width", "gaussianWidth", "lorentzianWidth", "exponent", "noise"];

    private readonly Settings settings;
    private readonly MeasuredData measured;
    private readonly Prior peak;
    private readonly Prior common;

    /// <summary>Joins data and settings; everything that can be refused before sampling is refused here.</summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file holds something else.</exception>
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
            string article = settings.Background switch
            {
                BackgroundShape.None => "no",
                BackgroundShape.Exponential => "an exponential",
                _ => $"a {CommandValues.NameOf(settings.Background)}",
            };
            return $"K = {settings.Peaks} {CommandValues.NameOf(settings.Shape)} peaks on {article} background";
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

    private ModelFamily CreateFamily() => settings.Shape switch
    {
        PeakShape.Lorentzian => CreateFamily<LorentzianPeak>(),
        PeakShape.PseudoVoigt => CreateFamily<PseudoVoigtPeak>(),
        PeakShape.Voigt => CreateFamily<VoigtPeak>(),
        PeakShape.Pearson => CreateFamily<PearsonPeak>(),
        PeakShape.DoniachSunjic => CreateFamily<DoniachSunjicPeak>(),
        PeakShape.SplitPseudoVoigt => CreateFamily<SplitPeak<PseudoVoigtPeak>>(),
        _ => CreateFamily<GaussianPrecisionPeak>(),
    };

    private ModelFamily CreateFamily<TPeak>()
        where TPeak : struct, IPeak => ModelFamily.Of<TPeak>(
            settings.Peaks.Fewest, settings.Peaks.Most, peak, measured.Noise.Model, CreateBackground(), common);

    private ForwardModel CreateBackground() => settings.Background switch
    {
        BackgroundShape.Constant => ForwardModel.Of<ConstantBackground>(),
        BackgroundShape.Linear => ForwardModel.Of<LinearBackground>(),
        BackgroundShape.Exponential => ForwardModel.Of<ExponentialBackground>(),
        BackgroundShape.Shirley => ForwardModel.Curve(CreateShirley()),
        _ => ForwardModel.Zero,
    };

    private ShirleyBackground CreateShirley()
    {
        try
        {
            return new(Data.X, Data.Y);
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException($"--background shirley: {UserErrorException.Sentence(error)}", error);
        }
    }
}
