using System.Globalization;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Spectra of Amptek's multichannel analysers (.mca): sections in double brackets, of which DATA has the counts, a line a channel
/// from 0, and CALIBRATION pairs of channel and energy, through which a straight line is laid.
/// </summary>
internal sealed class AmptekFormat : IMeasurementFormat
{
    private const string Start = "<<PMCA SPECTRUM>>";
    private const string Again = "Export the spectrum again: the file is cut or broken.";

    /// <inheritdoc/>
    public string Name => "Amptek spectrum (.mca)";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content) =>
        content.Text.AsSpan().TrimStart().StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options) => [new("counts", () => Read(content))];

    private static CurveData Read(FileContent content)
    {
        double[][] counts = Section(content, "<<DATA>>", fields: 1) is { Length: > 0 } found
            ? found
            : throw content.Error("The file is an Amptek spectrum, but there is no <<DATA>> in it.", Again);
        double[] channels = [.. Enumerable.Range(0, counts.Length).Select(i => (double)i)];
        var data = new CurveData(channels, [.. counts.Select(line => line[0])]) { XName = "channel", YName = "counts" };
        double[][] pairs = Section(content, "<<CALIBRATION>>", fields: 2);
        if (pairs.Length < 2 || pairs.All(pair => pair[0] == pairs[0][0]))
        {
            return data with { Remarks = ["The file has no calibration of the energy: x is the channel."] };
        }

        (double offset, double gain) = Line(pairs);
        return data with
        {
            X = [.. channels.Select(channel => offset + gain * channel)],
            XName = "energy",
            Remarks =
            [
                FormattableString.Invariant(
                    $"x is the energy by a line through {pairs.Length} calibrated points: {offset} + {gain} times the channel.")
                    + " The file does not say its unit; it is usually keV.",
            ],
        };
    }

    /// <summary>The numbers of a section; words, such as the label of the calibration, are left out.</summary>
    private static double[][] Section(FileContent content, string name, int fields)
    {
        var numbers = new List<double[]>();
        bool isWithin = false;
        for (int line = 0; line < content.Lines.Count; line++)
        {
            string text = content.Lines[line].Trim().ToString();
            if (text.StartsWith("<<", StringComparison.Ordinal))
            {
                isWithin = text.Equals(name, StringComparison.OrdinalIgnoreCase);
                continue;
            }

            if (!isWithin || text.Length == 0 || text.StartsWith("LABEL", StringComparison.Ordinal))
            {
                continue;
            }

            string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            double[] values = [.. words.Select(word =>
                double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
            numbers.Add(values.Length == fields && values.All(double.IsFinite)
                ? values
                : throw content.ErrorAt(line + 1, $"\"{text}\" stands in {name}, where {fields} number(s) should be.", Again));
        }

        return [.. numbers];
    }

    private static (double Offset, double Gain) Line(double[][] pairs)
    {
        double meanChannel = pairs.Average(pair => pair[0]);
        double meanEnergy = pairs.Average(pair => pair[1]);
        double gain = pairs.Sum(pair => (pair[0] - meanChannel) * (pair[1] - meanEnergy))
            / pairs.Sum(pair => (pair[0] - meanChannel) * (pair[0] - meanChannel));
        return (meanEnergy - gain * meanChannel, gain);
    }
}
