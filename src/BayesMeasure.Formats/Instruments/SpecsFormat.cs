namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Spectra of SpecsLab and SpecsLab Prodigy (.xy): a header in comments, and below "# ColumnLabels:" energy and counts of each
/// curve. What stands below other comments are results of an analysis, and no spectrum.
/// </summary>
internal sealed class SpecsFormat : IMeasurementFormat
{
    private const string Labels = "ColumnLabels";
    private const int HeaderLines = 200;

    /// <inheritdoc/>
    public string Name => "SPECS .xy";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content)
    {
        if (!content.IsText || content.Lines.Count == 0 || !content.Lines[0].TrimStart().StartsWith("#"))
        {
            return false;
        }

        int last = Math.Min(HeaderLines, content.Lines.Count);
        bool isSpecs = content.Lines[0].Contains("SpecsLab", StringComparison.OrdinalIgnoreCase);
        return (isSpecs || Enumerable.Range(0, last).Any(line => Entry(content.Lines[line]).Key == "Region"))
            && Enumerable.Range(0, last).Any(line => Entry(content.Lines[line]).Key == Labels);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        var curves = new List<FoundCurve>();
        var header = new Dictionary<string, string>();
        string? axis = null;
        for (int line = 0; line < content.Lines.Count; line++)
        {
            (string key, string value) = Entry(content.Lines[line]);
            if (key == Labels)
            {
                int start = line + 1;
                int end = EndOfCurve(content, start);
                string name = NameOf(header, curves.Count + 1);
                string? energies = header.GetValueOrDefault("Energy Axis") ?? axis;
                string rate = header.GetValueOrDefault("Count Rate", "");
                curves.Add(new(name, () => Read(content, start, end, value, energies, rate)));
                line = end - 1;
            }
            else if (key.Length > 0)
            {
                header[key] = value;
            }
            else if (content.Lines[line].Contains("values in binding energy", StringComparison.OrdinalIgnoreCase))
            {
                axis = "Binding Energy";
            }
            else if (content.Lines[line].Contains("values in kinetic energy", StringComparison.OrdinalIgnoreCase))
            {
                axis = "Kinetic Energy";
            }
        }

        return Distinct([.. curves.Where(curve => curve.Name.Length > 0)]);
    }

    private static List<FoundCurve> Distinct(List<FoundCurve> curves) =>
        [.. curves.Select((curve, i) =>
            curves.Take(i).Any(other => other.Name == curve.Name) ? curve with { Name = $"{curve.Name} #{i + 1}" } : curve)];

    private static CurveData Read(FileContent content, int start, int end, string labels, string? axis, string rate)
    {
        NumberBlock numbers = NumberBlock.Read(content, start, end);
        if (numbers.Columns.Length < 2)
        {
            throw content.ErrorAt(
                start, "There are no lines with energy and counts below the labels.", "Export the spectrum again.");
        }

        string[] names = labels.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool isRate = names.ElementAtOrDefault(1) == "counts/s" || rate.Contains(
            "per Second", StringComparison.OrdinalIgnoreCase);
        return new(numbers.Columns[0], numbers.Columns[1])
        {
            XName = axis?.ToLowerInvariant() ?? names.FirstOrDefault("energy"),
            XUnit = "eV",
            YName = isRate ? "count rate" : names.ElementAtOrDefault(1) ?? "counts",
            YUnit = isRate ? "1/s" : null,
            Lines = numbers.Lines,
            Remarks = numbers.Columns.Length > 2 ? [$"Columns 3 to {numbers.Columns.Length} are not read."] : [],
        };
    }

    /// <summary>A curve ends where a comment follows its numbers; comments between labels and numbers belong to it.</summary>
    private static int EndOfCurve(FileContent content, int start)
    {
        bool hasNumbers = false;
        for (int line = start; line < content.Lines.Count; line++)
        {
            ReadOnlySpan<char> text = content.Lines[line].TrimStart();
            bool isComment = text.StartsWith("#");
            if (isComment && (hasNumbers || Entry(text).Key.Length > 0) && !text.TrimStart('#').IsWhiteSpace())
            {
                return line;
            }

            hasNumbers |= !isComment && !text.IsEmpty;
        }

        return content.Lines.Count;
    }

    private static string NameOf(Dictionary<string, string> header, int number)
    {
        string[] parts = [header.GetValueOrDefault("Group", ""), header.GetValueOrDefault("Region", "")];
        string region = string.Join(" / ", parts.Where(part => part.Length > 0));
        string name = region.Length > 0 ? region : $"curve {number}";
        return header.TryGetValue("Cycle", out string? cycle) ? $"{name}, cycle {cycle}" : name;
    }

    /// <summary>An entry of the header, such as "# Region: Fe2p"; empty where the line is none.</summary>
    private static (string Key, string Value) Entry(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimStart();
        int colon = text.IndexOf(':');
        return text.StartsWith("#") && colon > 1
            ? (text[1..colon].Trim().ToString(), text[(colon + 1)..].Trim().ToString())
            : ("", "");
    }
}
