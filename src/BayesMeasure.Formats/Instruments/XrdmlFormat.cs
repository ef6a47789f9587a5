using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Scans of PANalytical's diffractometers (.xrdml): XML with positions of the axes and counts or intensities. Each scan is a
/// curve.
/// </summary>
internal sealed class XrdmlFormat : IMeasurementFormat
{
    private const string Root = "xrdMeasurements";
    private const string Again = "Export the scan again: the file is cut or broken.";
    private const int MostDepth = 64;

    /// <inheritdoc/>
    public string Name => "PANalytical .xrdml";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content) => content.IsText
        && content.Text.AsSpan(0, Math.Min(content.Text.Length, 4096)).Contains($"<{Root}", StringComparison.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        XElement[] scans = [.. Named(Load(content), "scan")];
        return [.. scans.Select((scan, i) => new FoundCurve($"scan {i + 1}", () => Read(content, scan, i + 1)))];
    }

    private static XElement Load(FileContent content)
    {
        try
        {
            RequireShallow(content);
            using var reader = XmlReader.Create(new StringReader(content.Text), Settings());
            return XElement.Load(reader);
        }
        catch (XmlException error)
        {
            throw content.ErrorAt(Math.Max(error.LineNumber, 1), "The XML is broken.", Again);
        }
    }

    /// <summary>A tree is visited by calls within calls: one of a million levels would exhaust the stack.</summary>
    private static void RequireShallow(FileContent content)
    {
        using var reader = XmlReader.Create(new StringReader(content.Text), Settings());
        while (reader.Read())
        {
            if (reader.Depth > MostDepth)
            {
                throw content.Error($"The XML has more than {MostDepth} levels.", Again);
            }
        }
    }

    private static XmlReaderSettings Settings() => new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    private static CurveData Read(FileContent content, XElement scan, int number)
    {
        XElement points = Named(scan, "dataPoints").FirstOrDefault() ?? throw content.Error(
            $"Scan {number} has no points.", Again);
        XElement? counts = Named(points, "counts").FirstOrDefault();
        XElement y = counts ?? Named(points, "intensities").FirstOrDefault()
            ?? throw content.Error($"Scan {number} has neither counts nor intensities.", Again);
        double[] values = Numbers(content, y);
        string axis = (string?)scan.Attribute("scanAxis") ?? "";
        XElement position = AxisOf(points, axis) ?? throw content.Error($"Scan {number} has no axis that moves.", Again);
        CurveData data = new(Positions(content, position, values.Length), values)
        {
            XName = (string?)position.Attribute("axis") ?? "x",
            XUnit = (string?)position.Attribute("unit"),
            YName = y.Name.LocalName,
        };
        return Attenuated(content, points, data, isRaw: counts != null);
    }

    /// <summary>Of coupled axes the one that is named 2Theta; else the first that moves.</summary>
    private static XElement? AxisOf(XElement points, string scanAxis)
    {
        XElement[] moving = [.. Named(points, "positions").Where(axis => !Named(axis, "commonPosition").Any())];
        return moving.FirstOrDefault(axis => (string?)axis.Attribute("axis") == scanAxis)
            ?? moving.FirstOrDefault(axis => (string?)axis.Attribute("axis") == "2Theta")
            ?? moving.FirstOrDefault();
    }

    private static double[] Positions(FileContent content, XElement axis, int count)
    {
        if (Named(axis, "listPositions").FirstOrDefault() is { } list)
        {
            return Numbers(content, list);
        }

        double[] ends =
        [
            .. Named(axis, "startPosition").Take(1).Concat(Named(axis, "endPosition").Take(1))
                .SelectMany(end => Numbers(content, end)),
        ];
        if (ends.Length != 2)
        {
            throw content.Error("An axis has neither a start and an end nor a list of positions.", Again);
        }

        double step = count > 1 ? (ends[1] - ends[0]) / (count - 1) : 0;
        return [.. Enumerable.Range(0, count).Select(i => ends[0] + i * step)];
    }

    /// <summary>Counts are as the detector had them behind the attenuator; intensities are corrected for it already.</summary>
    private static CurveData Attenuated(FileContent content, XElement points, CurveData data, bool isRaw)
    {
        if (Named(points, "beamAttenuationFactors").FirstOrDefault() is not { } element)
        {
            return data;
        }

        double[] factors = Numbers(content, element);
        if (factors.All(factor => factor == 1))
        {
            return data;
        }

        if (!isRaw)
        {
            return data with { Remarks = ["The intensities are corrected for the attenuator already: they are no counts."] };
        }

        return factors.Length == data.Y.Length
            ? data with
            {
                Y = [.. data.Y.Zip(factors, (value, factor) => value * factor)],
                Sigma = [.. data.Y.Zip(factors, (value, factor) => Math.Sqrt(Math.Max(value, 1)) * factor)],
                YName = "intensity",
                Remarks =
                [
                    "The counts and their roots, the standard deviations, are multiplied by the factors of the attenuator.",
                ],
            }
            : throw content.Error($"There are {data.Y.Length} counts, but {factors.Length} factors of the attenuator.", Again);
    }

    private static IEnumerable<XElement> Named(XElement element, string name) =>
        element.Descendants().Where(child => child.Name.LocalName == name);

    private static double[] Numbers(FileContent content, XElement element)
    {
        string[] words = element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
            {
                throw content.Error($"\"{words[i]}\" in {element.Name.LocalName} is not a number.", Again);
            }
        }

        return numbers;
    }
}
