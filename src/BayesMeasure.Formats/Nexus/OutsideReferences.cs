namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// Where an HDF5 file leads out of itself. PureHDF opens whatever a link or a list of files names, and a data file must not say
/// which files of its reader are opened: an external link is given as a soft one, which leads nowhere, and a list of external
/// files ends the reading.
/// </summary>
/// <remarks>
/// They are told by the sizes of what is read in a row (HDF5 File Format Specification 3.0, IV.A.2.g and IV.A.2.h): a link
/// message is a version of 1 byte, flags of 1 byte with bit 3, and a type of 1 byte, 64 and more where it is external; a list of
/// files is a version of 1 byte, 3 reserved, two counts of 2 bytes and an address of 8.
/// </remarks>
internal sealed class OutsideReferences
{
    private const byte Version = 1;
    private const byte HasType = 8;
    private const byte MostFlags = 0x1F;
    private const byte SoftLink = 1;
    private const byte ExternalLink = 64;

    private static readonly int[] LinkType = [1, 1, 1];
    private static readonly int[] FileList = [1, 3, 2, 2, 8];

    private readonly Queue<(int Length, byte First)> row = new(FileList.Length);
    private long end = -1;

    /// <summary>Looks at what was read, and changes the type of an external link.</summary>
    /// <param name="buffer">What was read.</param>
    /// <param name="at">Where it stands in the file.</param>
    /// <returns>Whether it was a list of external files.</returns>
    public bool IsFileList(Span<byte> buffer, long at)
    {
        if (at != end)
        {
            row.Clear();
        }
        else if (row.Count == FileList.Length)
        {
            row.Dequeue();
        }

        end = at + buffer.Length;
        row.Enqueue((buffer.Length, buffer.IsEmpty ? (byte)0 : buffer[0]));
        (int Length, byte First)[] last = [.. row];
        if (EndsWith(last, LinkType)
            && last[^3].First == Version && (last[^2].First & HasType) != 0 && last[^2].First <= MostFlags
            && last[^1].First >= ExternalLink)
        {
            buffer[0] = SoftLink;
        }

        return EndsWith(last, FileList) && last[0].First == Version && last[1].First == 0;
    }

    private static bool EndsWith((int Length, byte First)[] reads, int[] lengths) => reads.Length >= lengths.Length
        && reads[^lengths.Length..].Select(read => read.Length).SequenceEqual(lengths);
}
