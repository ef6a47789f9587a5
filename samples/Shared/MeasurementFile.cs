using BayesMeasure.Measurements;
using MathNet.Numerics;

namespace BayesMeasure.Samples;

/// <summary>Reads a measured curve, and finds out which columns it is in where nobody said so.</summary>
/// <param name="settings">The file, and the columns that were named.</param>
internal sealed class MeasurementFile(DataSettings settings)
{
    /// <summary>Two columns are scales of one axis when a straight line leaves no more than this share of the range.</summary>
    private const double LinearTolerance = 1e-5;

    private static string[] SigmaNames { get; } = ["sigma", "error", "uncertainty"];

    private readonly string path = settings.Path!;
    private readonly List<string> remarks = [];

    /// <summary>What was found out about the columns, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => remarks;

    /// <summary>Reads the curve.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file holds something else.</exception>
    public Measurement Read()
    {
        IReadOnlyList<string> columns = Measurement.ReadCsvColumns(path);
        CsvOptions options = new() { XColumn = settings.X ?? 1, YColumn = settings.Y ?? 2, SigmaColumn = FindSigma(columns) };
        if (HasTwoScales(columns))
        {
            remarks.Add("Column 2 is a second scale of column 1, a linear function of it: x is column 2, y is column 3.");
            options = options with { XColumn = 2, YColumn = 3 };
        }

        return Measurement.ReadCsv(path, options);
    }

    /// <summary>Whether the first two columns are two scales of one axis, such as kinetic and binding energy.</summary>
    private bool HasTwoScales(IReadOnlyList<string> columns)
    {
        if (columns.Count < 3 || settings.X is not null || settings.Y is not null || settings.Sigma is { Number: <= 3 })
        {
            return false;
        }
        Measurement scales = Measurement.ReadCsv(path);
        if (scales.Count < 3 || scales.XRange.Length == 0 || scales.YRange.Length == 0)
        {
            return false;
        }
        (double offset, double slope) = Fit.Line([.. scales.X], [.. scales.Y]);
        double largest = scales.X.Zip(scales.Y, (x, y) => Math.Abs(y - offset - slope * x)).Max();
        return largest <= LinearTolerance * scales.YRange.Length;
    }

    private CsvColumn? FindSigma(IReadOnlyList<string> columns)
    {
        bool isWanted = settings.Noise is null || settings.Noise == NoiseSetting.Column;
        if (settings.Sigma is not null || !isWanted)
        {
            return settings.Sigma;
        }
        string? found = columns.FirstOrDefault(column => SigmaNames.Contains(BareName(column), StringComparer.OrdinalIgnoreCase));
        if (found is null)
        {
            return null;
        }
        remarks.Add($"The standard deviations of y are those of the column \"{found}\".");
        return found;
    }

    private static string BareName(string column) => column.Split('(', '[')[0].Trim();
}
