using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine;

/// <summary>What is known about the noise, as the command line names it.</summary>
/// <param name="Model">The noise model; of a ladder, that of its smallest level, once that is known.</param>
/// <param name="IsLadder">Whether the level is looked for along a ladder, where the free energy is lowest.</param>
public sealed record NoiseSetting(NoiseModel Model, bool IsLadder = false)
{
    private const double LeastNoise = 1e-6;
    private const double UsualNoise = 1e-4;
    private const double FewestDegreesOfFreedom = 1;
    private const double MostDegreesOfFreedom = 100;

    /// <summary>Of a correlation length, in median distances of points: below that noise is independent.</summary>
    private const double ShortestLength = 0.2;

    /// <summary>As a share of the range of x: noise as broad as peaks can explain them.</summary>
    private const double LongestLength = 0.1;

    /// <summary>One unknown level, found from the data.</summary>
    public static NoiseSetting Auto { get; } = new(GaussianNoise.Unknown);

    /// <summary>A level for each point, from a column of the file.</summary>
    public static NoiseSetting Column { get; } = new(GaussianNoise.PerPoint);

    /// <summary>Counts: y is what was counted.</summary>
    public static NoiseSetting Counts { get; } = new(PoissonNoise.Counts);

    /// <summary>One unknown level, with outliers.</summary>
    public static NoiseSetting Student { get; } = new(StudentNoise.Unknown());

    /// <summary>One unknown level under Jeffreys' prior, integrated out.</summary>
    public static NoiseSetting Jeffreys { get; } = new(new JeffreysNoise());

    /// <summary>One unknown level, correlated from point to point over an unknown length.</summary>
    public static NoiseSetting Correlated { get; } = new(CorrelatedNoise.Exponential(GaussianNoise.Unknown));

    /// <summary>A level for each point, from a column of the file, and one unknown jitter beyond them.</summary>
    public static NoiseSetting Jitter { get; } = new(new JitterNoise());

    /// <summary>The level at which the free energy is lowest, each model at its own.</summary>
    public static NoiseSetting Ladder { get; } = new(GaussianNoise.Unknown, IsLadder: true);

    /// <summary>The settings that have a name on the command line.</summary>
    public static IReadOnlyDictionary<string, NoiseSetting> Named { get; } =
        new Dictionary<string, NoiseSetting>(StringComparer.OrdinalIgnoreCase)
        {
            ["auto"] = Auto,
            ["column"] = Column,
            ["counts"] = Counts,
            ["student"] = Student,
            ["jeffreys"] = Jeffreys,
            ["correlated"] = Correlated,
            ["jitter"] = Jitter,
            ["ladder"] = Ladder,
        };

    /// <summary>Whether it needs the standard deviations of the file.</summary>
    public bool NeedsSigma => this == Column || this == Jitter;

    /// <summary>The text that names it on the command line.</summary>
    public string Name => IsLadder ? "ladder" : Named.FirstOrDefault(named => named.Value == this).Key
        ?? FormattableString.Invariant($"{(Model as GaussianNoise)?.Level}");

    /// <summary>One known level.</summary>
    public static NoiseSetting Level(double sigma) => new(GaussianNoise.Known(sigma));

    /// <summary>A ladder that is given its smallest level.</summary>
    public static NoiseSetting LadderFrom(double smallest) => new(GaussianNoise.Known(smallest), IsLadder: true);

    /// <summary>The noise in words.</summary>
    public override string ToString() => IsLadder
        ? FormattableString.Invariant(
            $"one level for each model, where its free energy is lowest, from {(Model as GaussianNoise)?.Level:G3} on: ")
            + "a run for the levels, and one there"
        : $"{Model}";

    /// <summary>
    /// A ladder that ends at half of the noise that second differences show, or at the rounding error of the digits of y where
    /// that is larger; any other setting as it is.
    /// </summary>
    /// <param name="data">The measured curve.</param>
    public NoiseSetting For(Measurement data)
    {
        if (this != Ladder)
        {
            return this;
        }

        double half = NoiseLevels.SmallestFor(data);
        return LadderFrom(half > 0 ? Math.Max(half, LowestLevel(data)) : LowestLevel(data));
    }

    /// <summary>
    /// Unknown noise: every factor of ten equally likely, up to the range of y from 1/10,000 of it, or from the rounding error of
    /// the digits of y where that is smaller, down to a millionth. Unknown degrees of freedom: from 1 to 100. A jitter: up to
    /// the range of y. A correlation length: from a fifth of the distance of points to a tenth of the range of x.
    /// </summary>
    /// <param name="data">The measured curve.</param>
    /// <exception cref="UserErrorException">There are too few points for correlated noise.</exception>
    public Prior WeakPrior(Measurement data) => Model.ParameterNames.Aggregate(new Prior(), (prior, name) => prior + new Prior
    {
        [name] = name switch
        {
            StudentNoise.DegreesOfFreedomName => Prior.LogUniform(FewestDegreesOfFreedom, MostDegreesOfFreedom),
            CorrelatedNoise.LengthName => Length(data),
            JitterNoise.JitterName => Prior.Uniform(0, data.YRange.Length),
            _ => Prior.LogUniform(LowestLevel(data), data.YRange.Length),
        },
    });

    private static Distribution Length(Measurement data)
    {
        (double shortest, double longest) = (ShortestLength * data.MedianSpacing, LongestLength * data.XRange.Length);
        return shortest < longest ? Prior.LogUniform(shortest, longest) : throw UserErrorException.OfData(
            $"{data.Name}: --noise correlated needs at least four different x. Measure more points, or use --noise auto.");
    }

    private static double LowestLevel(Measurement data)
    {
        double[] distinct = [.. data.Y.Distinct().Order()];
        double step = distinct.Zip(distinct.Skip(1), (low, high) => high - low).Min();
        return Math.Clamp(
            step / Math.Sqrt(12), LeastNoise * data.YRange.Length, UsualNoise * data.YRange.Length);
    }
}
