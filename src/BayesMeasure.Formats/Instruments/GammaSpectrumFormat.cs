using System.Globalization;

namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Spectra of gamma detectors as text (.Spe): blocks $KEY:, of which $DATA: has the first and last channel and then the counts,
/// and $MCA_CAL: or $ENER_FIT: the energy as a polynomial of the channel.
/// </summary>
internal sealed class GammaSpectrumFormat : IMeasurementFormat
{
    private const string Again = "Export the spectrum again: the file is cut or broken.";

    /// <inheritdoc/>
    public string Name => "gamma spectrum (.Spe)";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content)
    {
        if (!content.IsText || !content.Text.AsSpan().TrimStart().StartsWith("$"))
        {
            return false;
        }

        return BlockAt(content, "$DATA:") >= 0;
    }

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options) => [new("counts", () => Read(content))];

    private static CurveData Read(FileContent content)
    {
        int data = BlockAt(content, "$DATA:");
        double[] range = data + 1 < content.Lines.Count ? Numbers(content, data + 1) : [];
        if (range.Length != 2 || !(range[1] >= range[0]) || range[1] - range[0] >= content.Text.Length)
        {
            throw content.ErrorAt(data + 2, "Below $DATA: there must be the first and the last channel.", Again);
        }

        double[] counts = [.. ValuesOf(content, data + 2)];
        if (counts.Length != range[1] - range[0] + 1)
        {
            throw content.ErrorAt(
                data + 2,
                FormattableString.Invariant($"There are {counts.Length} counts for channels {range[0]} to {range[1]}."),
                Again);
        }

        double[] channels = [.. Enumerable.Range(0, counts.Length).Select(i => range[0] + i)];
        return Calibrated(content, new(channels, counts) { XName = "channel", YName = "counts" });
    }

    private static CurveData Calibrated(FileContent content, CurveData data)
    {
        if (Coefficients(content, "$MCA_CAL:", skip: 1) is { } full)
        {
            string line = content.Lines[BlockAt(content, "$MCA_CAL:") + 2].ToString();
            string? unit = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(word => word.EndsWith("eV", StringComparison.Ordinal));
            return Scaled(data, full, unit, "$MCA_CAL");
        }

        return Coefficients(content, "$ENER_FIT:", skip: 0) is { } linear ? Scaled(data, linear, null, "$ENER_FIT") : data with
        {
            Remarks = ["The file has no calibration of the energy: x is the channel."],
        };
    }

    private static CurveData Scaled(CurveData data, double[] coefficients, string? unit, string block) => data with
    {
        X = [.. data.X.Select(
            channel => coefficients.Reverse().Aggregate(0.0, (sum, coefficient) => sum * channel + coefficient))],
        XName = "energy",
        XUnit = unit,
        Remarks =
        [
            FormattableString.Invariant(
                $"x is the energy by {block}: {string.Join(", ", coefficients)} are its powers of the channel.")
                + (unit == null ? " The file does not say its unit; it is usually keV." : ""),
        ],
    };

    /// <summary>The coefficients of a calibration; null where there is none, or one without a slope.</summary>
    private static double[]? Coefficients(FileContent content, string block, int skip)
    {
        int line = BlockAt(content, block) + 1 + skip;
        if (line == skip || line >= content.Lines.Count)
        {
            return null;
        }

        double[] coefficients = LeadingNumbers(content.Lines[line].ToString());
        bool isIdentity = coefficients is [0, 1, ..] && coefficients.Skip(2).All(value => value == 0);
        return coefficients.Length >= 2 && coefficients[1] != 0 && !isIdentity ? coefficients : null;
    }

    private static int BlockAt(FileContent content, string key)
    {
        for (int line = 0; line < content.Lines.Count; line++)
        {
            if (content.Lines[line].Trim().Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return line;
            }
        }

        return -1;
    }

    private static IEnumerable<double> ValuesOf(FileContent content, int line)
    {
        for (; line < content.Lines.Count && !content.Lines[line].TrimStart().StartsWith("$"); line++)
        {
            foreach (double value in Numbers(content, line))
            {
                yield return value;
            }
        }
    }

    private static double[] LeadingNumbers(string line) =>
    [
        .. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(word => TryParse(word, out _))
            .Select(word => TryParse(word, out double value) ? value : double.NaN),
    ];

    private static double[] Numbers(FileContent content, int line)
    {
        string[] words = content.Lines[line].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string? bad = Array.Find(words, word => !TryParse(word, out _));
        return bad == null
            ? LeadingNumbers(string.Join(' ', words))
            : throw content.ErrorAt(line + 1, $"\"{bad}\" is not a number.", Again);
    }

    private static bool TryParse(string word, out double value) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
