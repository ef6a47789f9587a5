namespace BayesMeasure.Formats.Instruments;

/// <summary>Version 4: a header of 61 bytes, segments that say how long they are, and ranges, each with segments of its own.</summary>
internal static class BrukerVersion4
{
    private const int FirstSegment = 61;
    private const int RangeHeader = 160;
    private const int RangeType = 0;
    private const int OtherRangeType = 160;

    /// <summary>The ranges, of which all must be coupled scans.</summary>
    public static List<BrukerRange> Ranges(ByteReader reader)
    {
        var ranges = new List<BrukerRange>();
        int at = FirstSegment;
        while (reader.Integer(at) is not (RangeType or OtherRangeType))
        {
            at += SegmentLength(reader, at);
        }

        while (at < reader.Length && reader.Integer(at) is RangeType or OtherRangeType)
        {
            ranges.Add(Range(reader, at, out at));
        }

        return ranges;
    }

    private static BrukerRange Range(ByteReader reader, int at, out int end)
    {
        string type = reader.Text(at + 32, 24);
        if (type is not ("Locked Coupled" or "Unlocked Coupled"))
        {
            throw reader.Fail($"A range of version 4 is a scan of type \"{type}\", whose layout is not known.");
        }

        int steps = reader.Count(at + 88, bytesEach: 4);
        int data = at + RangeHeader + reader.Count(at + 140, bytesEach: 1);
        if (reader.Integer(at + 136) != 4)
        {
            throw reader.Fail("The points of a range of version 4 are not 4 bytes long.");
        }

        end = data + 4 * steps;
        return new(data, steps, reader.Double(at + 72), reader.Double(at + 80));
    }

    private static int SegmentLength(ByteReader reader, int at) => reader.Count(at + 4, bytesEach: 1) is >= 8 and var length
        ? length
        : throw reader.Fail("A segment is too short.");
}
