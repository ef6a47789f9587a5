using System.Globalization;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;

namespace BayesMeasure.CommandLine;

/// <summary>A measured curve, what is known about its noise, and what was found out about its file.</summary>
public sealed record MeasuredData
{
    /// <summary>Scales of priors are from 1e-150 to 1e150, and y is some of them.</summary>
    private const double SmallestRange = 1e-140;
    private const double LargestRange = 1e140;

    /// <summary>Roots are written with three digits at least.</summary>
    private const double RootTolerance = 0.006;

    /// <summary>Where nothing was counted, 0 is no standard deviation, and programs write another one.</summary>
    private static readonly Func<double, double>[] Roots =
    [
        Math.Sqrt,
        count => Math.Sqrt(Math.Max(count, 1)),
        count => Math.Sqrt(count + 1),
        count => Math.Sqrt(count + 0.75) + 1,
    ];

    /// <summary>The curve, at more than one x and with more than one y.</summary>
    public Measurement Curve { get; }

    /// <summary>What is known about the noise.</summary>
    public NoiseSetting Noise { get; }

    /// <summary>What was found out about the file, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => Curve.Remarks;

    private MeasuredData(Measurement curve, NoiseSetting noise)
    {
        (Curve, Noise) = (curve, noise);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="settings">The file, its columns, and what is known about the noise.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file holds something else.</exception>
    public static MeasuredData Read(DataSettings settings)
    {
        bool isColumnWanted = settings.Noise is null or { NeedsSigma: true };
        if (!isColumnWanted && settings.Reading.SigmaColumn is not null)
        {
            throw new UserErrorException(
                "--sigma names a column of standard deviations, but --noise says something else. Leave one of them out.");
        }

        ReadMeasurement read = MeasurementFile.Read(settings.Path!, settings.Reading with { WithoutSigma = !isColumnWanted });
        NoiseSetting noise = settings.Noise ?? (read.Measurement.Sigma is null ? NoiseSetting.Auto : NoiseSetting.Column);
        string[] remarks =
        [
            .. FormatRemark(read),
            .. read.Remarks,
            .. settings.Noise is null ? NoiseRemark(read.Measurement) : [],
            .. LongData.ProposalFor(read.Measurement) is { } proposal ? (string[])[proposal] : [],
        ];
        return Checked(OnLadder(read.Measurement with { Remarks = remarks }, noise));
    }

    /// <summary>Takes data that the sample makes itself.</summary>
    /// <param name="curve">The data.</param>
    /// <param name="sigma">The standard deviation that they were made with.</param>
    /// <param name="settings">What the user says about the noise, if anything.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data.</exception>
    public static MeasuredData Made(Measurement curve, double sigma, DataSettings settings) =>
        Checked(OnLadder(curve, settings.Noise ?? NoiseSetting.Level(sigma)));

    /// <summary>The same with a remark more.</summary>
    /// <param name="remark">What was decided about the data, in a sentence.</param>
    public MeasuredData With(string remark) => new(Curve with { Remarks = [.. Remarks, remark] }, Noise);

    /// <summary>The same with standard deviations that were found from the data.</summary>
    /// <param name="sigma">That of each point.</param>
    /// <param name="remark">How they were found, in a sentence.</param>
    public MeasuredData WithSigma(IEnumerable<double> sigma, string remark)
    {
        var curve = new Measurement(Curve.X, Curve.Y, sigma)
        {
            Name = Curve.Name,
            XName = Curve.XName,
            YName = Curve.YName,
            XUnit = Curve.XUnit,
            YUnit = Curve.YUnit,
            Remarks = Curve.Remarks,
        };
        return new MeasuredData(curve, NoiseSetting.Column).With(remark);
    }

    /// <summary>A ladder of levels ends where the data say, unless the user does.</summary>
    private static MeasuredData OnLadder(Measurement curve, NoiseSetting noise)
    {
        var data = new MeasuredData(curve, curve.YRange.Length > 0 ? noise.For(curve) : noise);
        return noise == NoiseSetting.Ladder && data.Noise.Model is GaussianNoise { Level: { } smallest }
            ? data.With(string.Create(
                CultureInfo.InvariantCulture,
                $"The level of the noise is looked for from {smallest:G3} on, half of what second differences of y show, ")
                + "or the rounding of its digits. Another end: --noise ladder:LEVEL.")
            : data;
    }

    private static MeasuredData Checked(MeasuredData data)
    {
        Measurement curve = data.Curve;
        if (curve.XRange.Length == 0)
        {
            throw UserErrorException.OfData($"{curve.Name}: all x are equal. Choose the column of x with --x.");
        }
        if (!double.IsNormal(curve.XRange.Length * curve.XRange.Length))
        {
            throw UserErrorException.OfData(
                $"{curve.Name}: x spans {curve.XRange}, whose square is no number. "
                + "Give x in another unit, or cut it with --from and --to.");
        }
        if (curve.YRange.Length == 0)
        {
            throw UserErrorException.OfData($"{curve.Name}: all y are equal. Choose the column of y with --y.");
        }
        if (curve.YRange.Length is < SmallestRange or > LargestRange)
        {
            throw UserErrorException.OfData(
                $"{curve.Name}: y spans {curve.YRange}, whose square is no number. Give y in another unit.");
        }
        if (data.Noise.NeedsSigma && curve.Sigma is null)
        {
            throw new UserErrorException(
                $"--noise {data.Noise.Name}: {curve.Name} has no column named sigma, error or the like. "
                + "Name it with --sigma COLUMN, or use --noise auto.");
        }

        if (data.Noise == NoiseSetting.Counts)
        {
            RequireCounts(curve);
        }

        return data;
    }

    private static void RequireCounts(Measurement curve)
    {
        int other = curve.Y.ToList().FindIndex(value => !IsCount(value));
        if (other >= 0)
        {
            throw new UserErrorException(FormattableString.Invariant(
                $"--noise counts: {curve.Name} has y = {curve.Y[other]} at x = {curve.X[other]}, and counts are whole numbers. ")
                + "Give the counts as they were measured, or use another --noise.");
        }
    }

    /// <summary>What y and sigma look like, where nobody said what the noise is.</summary>
    private static string[] NoiseRemark(Measurement curve)
    {
        const string Proposal = "--noise counts knows what few counts say, which a standard deviation does not.";
        if (!curve.Y.All(IsCount))
        {
            return [];
        }

        bool areRoots = curve.Sigma is { } sigma && Roots.Any(root => curve.Y.Zip(sigma).All(point =>
            Math.Abs(point.Second - root(point.First)) <= RootTolerance * point.Second));
        return areRoots ? [$"sigma is the root of {curve.YName}: these are counts, and {Proposal}"]
            : curve.Sigma is null ? [$"All {curve.YName} are whole numbers. If they were counted, {Proposal}"] : [];
    }

    private static bool IsCount(double value) => value >= 0 && value == Math.Floor(value);

    /// <summary>Columns of text are what one expects; any other format is said.</summary>
    private static string[] FormatRemark(ReadMeasurement read) =>
        read.Format == MeasurementFile.Formats[^1].Name ? [] : [$"The file was read as {read.Format}."];
}
