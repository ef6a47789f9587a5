using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Samples;

/// <summary>A measured curve, what is known about its noise, and what was found out about its file.</summary>
public sealed record MeasuredData
{
    /// <summary>The curve, at more than one x and with more than one y.</summary>
    public Measurement Curve { get; }

    /// <summary>What is known about the noise.</summary>
    public NoiseSetting Noise { get; }

    /// <summary>What was found out about the file, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    private MeasuredData(Measurement curve, NoiseSetting noise, IReadOnlyList<string> remarks)
    {
        (Curve, Noise, Remarks) = (curve, noise, remarks);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="settings">The file, its columns, and what is known about the noise.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data, or each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file holds something else.</exception>
    public static MeasuredData Read(DataSettings settings)
    {
        bool isColumnWanted = settings.Noise is null || settings.Noise == NoiseSetting.Column;
        if (!isColumnWanted && settings.Reading.SigmaColumn is not null)
        {
            throw new UserErrorException(
                "--sigma names a column of standard deviations, but --noise says something else. Leave one of them out.");
        }

        ReadMeasurement read = MeasurementFile.Read(settings.Path!, settings.Reading with { WithoutSigma = !isColumnWanted });
        NoiseSetting noise = settings.Noise ?? (read.Measurement.Sigma is null ? NoiseSetting.Auto : NoiseSetting.Column);
        return Checked(new(read.Measurement, noise, [.. FormatRemark(read), .. read.Remarks]), settings);
    }

    /// <summary>Takes data that the sample makes itself.</summary>
    /// <param name="curve">The data.</param>
    /// <param name="sigma">The standard deviation that they were made with.</param>
    /// <param name="settings">What the user says about the noise, if anything.</param>
    /// <exception cref="UserErrorException">The settings do not fit the data.</exception>
    public static MeasuredData Made(Measurement curve, double sigma, DataSettings settings) =>
        Checked(new(curve, settings.Noise ?? NoiseSetting.Level(sigma), []), settings);

    private static MeasuredData Checked(MeasuredData data, DataSettings settings)
    {
        Measurement curve = data.Curve;
        if (curve.XRange.Length == 0)
        {
            throw new UserErrorException($"{curve.Name}: all x are equal. Choose the column of x with --x.");
        }
        if (curve.YRange.Length == 0)
        {
            throw new UserErrorException($"{curve.Name}: all y are equal. Choose the column of y with --y.");
        }
        if (data.Noise == NoiseSetting.Column && curve.Sigma is null)
        {
            throw new UserErrorException(
                $"--noise column: {curve.Name} has no column named sigma, error or the like. "
                + "Name it with --sigma COLUMN, or use --noise auto.");
        }

        return data;
    }

    /// <summary>Columns of text are what one expects; any other format is said.</summary>
    private static string[] FormatRemark(ReadMeasurement read) =>
        read.Format == MeasurementFile.Formats[^1].Name ? [] : [$"The file was read as {read.Format}."];
}
