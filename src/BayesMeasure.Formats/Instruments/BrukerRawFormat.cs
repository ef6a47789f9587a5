namespace BayesMeasure.Formats.Instruments;

/// <summary>
/// Scans of Siemens' and Bruker's diffractometers (.raw), versions 1, 2 and 3 (RAW1.01): ranges of a start, a step and
/// intensities. The layouts are those of the manuals of DIFFRAC-AT and DIFFRAC plus XCH. Of version 4 (RAW4.00) none was
/// published, and what others found out from files contradicts itself: it is refused.
/// </summary>
internal sealed class BrukerRawFormat : IMeasurementFormat
{
    /// <inheritdoc/>
    public string Name => "Bruker .raw";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content)
    {
        ReadOnlySpan<byte> head = content.Head.Span;
        return head.StartsWith("RAW "u8) || head.StartsWith("RAW2"u8) || head.StartsWith("RAW1.01"u8);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        var reader = new ByteReader(content);
        IReadOnlyList<BrukerRange> ranges = content.Head.Span[3] switch
        {
            (byte)' ' => Version1(reader),
            (byte)'2' => Version2(reader),
            _ => Version3(reader),
        };
        return [.. ranges.Select((range, i) => new FoundCurve($"range {i + 1}", () => range.Read(reader)))];
    }

    /// <summary>A range: 156 bytes, and 4 for each step. Only the first need begin with "RAW ".</summary>
    private static List<BrukerRange> Version1(ByteReader reader)
    {
        const int Header = 152;
        var ranges = new List<BrukerRange>();
        int at = 4;
        bool isLast = false;
        while (!isLast)
        {
            at += ranges.Count > 0 && reader.IsText(at, "RAW ") ? 4 : 0;
            int steps = reader.Count(at, bytesEach: 4);
            isLast = reader.Integer(at + Header - 4) == 0;
            ranges.Add(new(at + Header, steps, reader.Decimal(at + 20), reader.Decimal(at + 8)));
            at += Header + 4 * steps;
        }

        return ranges;
    }

    /// <summary>A header of 256 bytes; ranges, whose headers say how long they are, and 4 bytes for each step.</summary>
    private static List<BrukerRange> Version2(ByteReader reader)
    {
        var ranges = new List<BrukerRange>();
        int at = 256;
        int count = reader.Short(4);
        for (int range = 0; range < count; range++)
        {
            int header = reader.Short(at);
            int steps = reader.Short(at + 2);
            if (header < 48)
            {
                throw reader.Fail("The header of a range is too short.");
            }

            ranges.Add(new(at + header, steps, reader.Decimal(at + 16), reader.Decimal(at + 12)));
            at += header + 4 * steps;
        }

        return ranges;
    }

    /// <summary>
    /// A header of 712 bytes; ranges with headers of 304 bytes and supplementary ones, and 4 bytes for each step.
    /// </summary>
    private static List<BrukerRange> Version3(ByteReader reader)
    {
        const int Header = 304;
        var ranges = new List<BrukerRange>();
        int at = 712;
        int count = reader.Count(12, bytesEach: Header);
        for (int range = 0; range < count; range++)
        {
            if (reader.Integer(at) != Header)
            {
                throw reader.Fail($"The header of a range is not {Header} bytes long.");
            }

            int steps = reader.Count(at + 4, bytesEach: 4);
            int data = at + Header + reader.Count(at + 256, bytesEach: 1);
            ranges.Add(new(data, steps, reader.Double(at + 16), reader.Double(at + 176)));
            at = data + 4 * steps;
        }

        return ranges;
    }
}

/// <summary>A range: where its intensities lie, how many there are, and where x starts and by what it steps.</summary>
internal sealed record BrukerRange(int Data, int Steps, double Start, double Step)
{
    /// <summary>Reads the intensities.</summary>
    public CurveData Read(ByteReader reader)
    {
        if (!double.IsFinite(Start) || !double.IsFinite(Step) || Step == 0 || Steps == 0)
        {
            throw reader.Fail("A range has no start, no step or no points.");
        }

        return new(
            [.. Enumerable.Range(0, Steps).Select(i => Start + i * Step)],
            [.. Enumerable.Range(0, Steps).Select(i => reader.Single(Data + 4 * i))])
        {
            XName = "2theta",
            XUnit = "deg",
            YName = "intensity",
        };
    }
}
