using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Formats;

/// <summary>
/// From the curves that a format found to a measurement: the one that is asked for, without missing points, cut and binned.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="format">Its format.</param>
/// <param name="options">What to read.</param>
internal sealed class CurveSelection(FileContent content, IMeasurementFormat format, ReadOptions options)
{
    private const int MostNames = 12;

    private readonly List<string> remarks = [];

    /// <summary>Reads the curve that is asked for, or the first.</summary>
    public ReadMeasurement Read(IReadOnlyList<FoundCurve> curves)
    {
        if (curves.Count == 0)
        {
            throw content.Error($"The file is {format.Name}, but there is no curve in it.", "Export the curve again.");
        }

        FoundCurve curve = Choose(curves);
        CurveData data = curve.Read();
        if (!format.HasColumns && content.IsText && content.EncodingRemark is { } encoding)
        {
            remarks.Add(encoding);
        }

        remarks.AddRange(data.Remarks);
        CurvePoints points = CurvePoints.Of(data, content);
        points = points.WithoutPlaceholders(remarks).WithoutMissing(remarks).Within(options.From, options.To, remarks);
        points = points.WithSigma(options, data, content).Binned(options.Bin, remarks);
        LookForSwappedColumns(points);
        string[] said = [.. remarks.Select(PrintableText.Of)];
        return new(
            Measured(points, data, curves.Count > 1 ? curve.Name : null) with { Remarks = said },
            format.Name,
            PrintableText.Of(curve.Name),
            [.. curves.Select(found => PrintableText.Of(found.Name))],
            said);
    }

    private FoundCurve Choose(IReadOnlyList<FoundCurve> curves)
    {
        if (options.Curve is { } name)
        {
            return curves.FirstOrDefault(curve => curve.Name == name)
                ?? curves.FirstOrDefault(curve => PrintableText.Of(curve.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw content.Error($"There is no curve \"{name}\".", $"The file has {NamesOf(curves)}.");
        }

        if (curves.Count > 1)
        {
            remarks.Add(
                $"The file has {curves.Count} curves: {NamesOf(curves)}. The first is read; another one is chosen by its name.");
        }

        return curves[0];
    }

    private static string NamesOf(IReadOnlyList<FoundCurve> curves)
    {
        string names = string.Join(", ", curves.Take(MostNames).Select(curve => $"\"{curve.Name}\""));
        return curves.Count > MostNames ? $"{names} and {curves.Count - MostNames} more" : names;
    }

    private void LookForSwappedColumns(CurvePoints points)
    {
        if (points.Count > 3 && IsEven(points.Y) && !IsMonotonic(points.X))
        {
            remarks.Add("y is evenly spaced and x is in no order: are the columns swapped?");
        }
    }

    private Measurement Measured(CurvePoints points, CurveData data, string? curve)
    {
        string file = Path.GetFileNameWithoutExtension(content.Name);
        return new(points.X, points.Y, points.Sigma)
        {
            Name = PrintableText.Of(curve == null ? file : $"{file}, {curve}"),
            XName = PrintableText.Of(data.XName),
            YName = PrintableText.Of(data.YName),
            XUnit = data.XUnit is { } x ? PrintableText.Of(x) : null,
            YUnit = data.YUnit is { } y ? PrintableText.Of(y) : null,
        };
    }

    private static bool IsMonotonic(double[] values)
    {
        bool rises = values.Zip(values.Skip(1), (left, right) => right >= left).All(isSo => isSo);
        return rises || values.Zip(values.Skip(1), (left, right) => right <= left).All(isSo => isSo);
    }

    private static bool IsEven(double[] values)
    {
        double step = (values[^1] - values[0]) / (values.Length - 1);
        return step != 0 && values.Index().All(value =>
            Math.Abs(value.Item - values[0] - value.Index * step) <= 1e-6 * Math.Abs(step));
    }
}
