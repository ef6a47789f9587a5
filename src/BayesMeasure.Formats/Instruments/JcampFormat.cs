namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// JCAMP-DX 4.24 and 5.00: XYDATA in all packings, XYPOINTS, pages of NTUPLES, blocks within blocks. McDonald and Wilks, Applied
/// Spectroscopy 42, 151 (1988).
/// </summary>
internal sealed class JcampFormat : IMeasurementFormat
{
    private const string Evenly = "(X++(Y..Y))";

    private static readonly Dictionary<string, (string Name, string Unit)> Abscissas = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1/CM"] = ("wavenumber", "1/cm"),
        ["CM-1"] = ("wavenumber", "1/cm"),
        ["NANOMETERS"] = ("wavelength", "nm"),
        ["MICROMETERS"] = ("wavelength", "µm"),
        ["SECONDS"] = ("time", "s"),
        ["HZ"] = ("frequency", "Hz"),
        ["PPM"] = ("shift", "ppm"),
    };

    /// <inheritdoc/>
    public string Name => "JCAMP-DX";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content)
    {
        if (!content.IsText)
        {
            return false;
        }

        for (int line = 0; line < content.Lines.Count; line++)
        {
            ReadOnlySpan<char> text = content.Lines[line].Trim();
            if (!text.IsEmpty && !text.StartsWith("$$"))
            {
                return text.StartsWith("##TITLE", StringComparison.OrdinalIgnoreCase)
                    || text.StartsWith("##JCAMP", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        var curves = new List<FoundCurve>();
        var taken = new HashSet<string>();
        var twins = new Dictionary<string, int>();
        foreach (JcampBlock block in JcampBlock.ReadAll(content))
        {
            foreach (JcampRecord table in block.Tables)
            {
                string title = block.NameOf(table), name = title;
                while (!taken.Add(name))
                {
                    int number = twins[title] = twins.GetValueOrDefault(title, 1) + 1;
                    name = $"{title} ({number})";
                }

                curves.Add(new(name, () => Read(content, block, table)));
            }
        }

        return curves.Count > 0
            ? curves
            : throw content.Error(
                "The file is JCAMP-DX, but it has neither XYDATA nor XYPOINTS.",
                "Export the spectrum as JCAMP-DX with XYDATA, or as CSV.");
    }

    private static CurveData Read(FileContent content, JcampBlock block, JcampRecord table)
    {
        string form = string.Concat(table.Form.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return form switch
        {
            _ when table.Symbol is { } symbol => Named(ReadEvenly(content, block.Variables(content, symbol), table), block),
            Evenly => Named(ReadEvenly(content, block.Axes(content), table), block),
            "(XY..XY)" => Named(ReadPairs(content, block.Axes(content), table), block),
            _ => throw content.ErrorAt(
                table.Line,
                $"The data have the form {table.Form}, which is not read.",
                "Export them as XYDATA=(X++(Y..Y)), or as CSV."),
        };
    }

    private static CurveData ReadEvenly(FileContent content, JcampAxes axes, JcampRecord table)
    {
        var ordinates = new JcampOrdinates(content, table);
        double[] y = ordinates.Read();
        if (axes.Points is { } points && points != y.Length)
        {
            throw content.ErrorAt(
                table.Line,
                $"NPOINTS is {points}, but there are {y.Length} ordinates.",
                "Export the spectrum again: the file is cut or broken.");
        }

        double first = axes.First ?? ordinates.FirstX * axes.XFactor;
        double last = axes.Last ?? (axes.Step is { } step
            ? first + step * (y.Length - 1)
            : throw content.ErrorAt(
                table.Line, "Neither LASTX nor DELTAX is there, so x is not known.", "Export the spectrum again."));
        double spacing = y.Length > 1 ? (last - first) / (y.Length - 1) : 0;
        return new(
            [.. Enumerable.Range(0, y.Length).Select(i => first + i * spacing)], [.. y.Select(value => value * axes.YFactor)])
        {
            Remarks = [.. ordinates.Remarks(first, spacing, axes.XFactor)],
        };
    }

    private static CurveData ReadPairs(FileContent content, JcampAxes axes, JcampRecord table)
    {
        double[] numbers = new JcampOrdinates(content, table).ReadPlain();
        if (numbers.Length % 2 != 0)
        {
            throw content.ErrorAt(
                table.Line, "There is an x without its y.", "Export the spectrum again: the file is cut or broken.");
        }

        int count = numbers.Length / 2;
        if (axes.Points is { } points && points != count)
        {
            throw content.ErrorAt(
                table.Line,
                $"NPOINTS is {points}, but there are {count} points.",
                "Export the spectrum again: the file is cut or broken.");
        }

        return new(
            [.. Enumerable.Range(0, count).Select(i => numbers[2 * i] * axes.XFactor)],
            [.. Enumerable.Range(0, count).Select(i => numbers[2 * i + 1] * axes.YFactor)])
        {
            Remarks = table.Label == "PEAKTABLE" ? ["The block is a table of peaks, and no measured curve."] : [],
        };
    }

    private static CurveData Named(CurveData data, JcampBlock block)
    {
        (string name, string? unit) = Abscissas.TryGetValue(block.XUnits, out (string Name, string Unit) known)
            ? (known.Name, known.Unit)
            : ("x", block.XUnits.Length > 0 ? block.XUnits : null);
        return data with { XName = name, XUnit = unit, YName = block.YUnits.Length > 0 ? block.YUnits.ToLowerInvariant() : "y" };
    }
}

/// <summary>The scales of a table: what its numbers are multiplied by, and where x begins and ends.</summary>
/// <param name="First">The first x; null where it is not said.</param>
/// <param name="Last">The last x; null where it is not said.</param>
/// <param name="Step">The step of x; null where it is not said.</param>
/// <param name="Points">The number of points; null where it is not said.</param>
/// <param name="XFactor">The factor of x.</param>
/// <param name="YFactor">The factor of y.</param>
internal sealed record JcampAxes(double? First, double? Last, double? Step, int? Points, double XFactor, double YFactor);
