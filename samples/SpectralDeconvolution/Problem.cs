using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Priors;

namespace SpectralDeconvolution;

/// <summary>What is asked of a spectrum: the data, the priors, and the models that are compared.</summary>
public sealed class Problem
{
    private static string[] PositiveParameters { get; } = ["precision", "width", "noise"];

    private readonly Settings settings;

    /// <summary>Joins data and settings; everything that can be refused before sampling is refused here.</summary>
    /// <param name="settings">What the user asks for.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="MeasurementFormatException">The file is missing or holds something else.</exception>
    public Problem(Settings settings)
    {
        this.settings = settings;
        Data = IsBenchmark ? Nso3.CreateData() : ReadFile();
        Noise = settings.Noise ?? UsualNoise;
        RefuseFlatData();
        RefuseMissingSigma();
        var rule = new WeakPrior(Data);
        Prior peak = settings.Peaks.Most == 0 ? new Prior() : HasPublishedPeak ? Nso3.Peak : rule.Peak(settings.Shape);
        Prior common = rule.Background(settings.Background) + rule.Noise(Noise);
        RefuseUnknownPriors(peak + common);
        Peak = Replace(peak).WithUnitsOf(Data);
        Common = Replace(common).WithUnitsOf(Data);
        Family = CreateFamily();
        RefuseTooFewPoints();
    }

    /// <summary>Whether this is the built-in benchmark.</summary>
    public bool IsBenchmark => settings.Data is null;

    /// <summary>The spectrum.</summary>
    public Measurement Data { get; }

    /// <summary>What is known about the noise.</summary>
    public NoiseSetting Noise { get; }

    /// <summary>The prior of one peak; empty when there are none.</summary>
    public Prior Peak { get; }

    /// <summary>The prior of background and noise.</summary>
    public Prior Common { get; }

    /// <summary>The models that are compared.</summary>
    public ModelFamily Family { get; }

    /// <summary>What was found out about the file, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; private set; } = [];

    /// <summary>Whether the prior of a peak is the published one, but for what the user replaced.</summary>
    public bool HasPublishedPeak => IsBenchmark && settings.Shape == PeakShape.Gaussian;

    /// <summary>
    /// What the noise alone contributes to every free energy, (1/2) sum of ln 2 pi sigma^2; null when the noise is unknown.
    /// </summary>
    public double? NoiseConstant => Noise == NoiseSetting.Auto ? null : -Noise.Model.Bind(Data).LogLikelihood(0, []);

    private NoiseSetting UsualNoise =>
        IsBenchmark ? NoiseSetting.Level(Nso3.Sigma) : Data.Sigma is null ? NoiseSetting.Auto : NoiseSetting.Column;

    private Measurement ReadFile()
    {
        var file = new SpectrumFile(settings.Data!, settings);
        Measurement data = file.Read();
        Remarks = file.Remarks;
        return data;
    }

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
            ? ModelFamily.Peaks<GaussianPeak>(fewest, most, Peak, Noise.Model, background, Common)
            : ModelFamily.Peaks<LorentzianPeak>(fewest, most, Peak, Noise.Model, background, Common);
    }

    /// <summary>The prior with the user's own rules in place of those of the same name.</summary>
    private Prior Replace(Prior prior) => prior.Entries.Aggregate(
        new Prior(),
        (result, entry) => result + new Prior { [entry.Name] = settings.Priors.GetValueOrDefault(entry.Name, entry.Rule) });

    private void RefuseFlatData()
    {
        if (Data.XRange.Length == 0)
            throw new UserErrorException($"{Data.Name}: all x are equal. Choose the column of x with --x.");
        if (Data.YRange.Length == 0)
            throw new UserErrorException($"{Data.Name}: all y are equal. Choose the column of y with --y.");
    }

    private void RefuseMissingSigma()
    {
        if (Noise == NoiseSetting.Column && Data.Sigma is null)
        {
            throw new UserErrorException(
                $"--noise column: {Data.Name} has no column named sigma, error or uncertainty. "
                + "Name it with --sigma COLUMN, or use --noise auto.");
        }

        if (settings.Sigma is not null && Noise != NoiseSetting.Column)
        {
            throw new UserErrorException(
                "--sigma names a column of standard deviations, but --noise says something else. Leave one of them out.");
        }
    }

    private void RefuseUnknownPriors(Prior prior)
    {
        foreach ((string name, ParameterRule rule) in settings.Priors)
        {
            if (!prior.Entries.Any(entry => entry.Name == name))
            {
                string known = prior.Entries.Count == 0 ? "none" : string.Join(", ", prior.Entries.Select(entry => entry.Name));
                throw new UserErrorException(
                    $"--prior {name}: there is no such parameter. With these options there are: {known}.");
            }

            if (PositiveParameters.Contains(name) && rule is Distribution { Minimum: < 0 } or FixedValue { Value: <= 0 })
            {
                throw new UserErrorException(
                    $"--prior {name}={rule}: {name} is always positive. Use a distribution such as LogUniform or Gamma.");
            }
        }
    }

    private void RefuseTooFewPoints()
    {
        foreach (Candidate candidate in Family.Candidates)
        {
            int unknowns = CountUnknowns(candidate);
            if (unknowns > Data.Count)
            {
                throw new UserErrorException(
                    $"{Data.Name} has {Data.Count} points, but {candidate.Name} has {unknowns} unknown parameters. "
                    + "Use fewer --peaks, or measure more points.");
            }
        }
    }

    private int CountUnknowns(Candidate candidate)
    {
        try
        {
            return candidate.Given(Data).Parameters.Count;
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException(UserErrorException.Sentence(error), error);
        }
    }
}
