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

    private readonly int[] lengths = new int[FileList.Length];
    private readonly byte[] firsts = new byte[FileList.Length];
    private long end = -1;

    /// <summary>Looks at what was read, and changes the type of an external link.</summary>
    /// <param name="buffer">What was read.</param>
    /// <param name="at">Where it stands in the file.</param>
    /// <returns>Whether it was a list of external files.</returns>
    public bool IsFileList(Span<byte> buffer, long at)
    {
        if (at != end)
        {
            Array.Clear(lengths);
        }

        end = at + buffer.Length;
        lengths.AsSpan(1).CopyTo(lengths);
        firsts.AsSpan(1).CopyTo(firsts);
        (lengths[^1], firsts[^1]) = (buffer.Length, buffer.IsEmpty ? (byte)0 : buffer[0]);
        if (lengths.AsSpan().EndsWith(LinkType)
            && firsts[^3] == Version && (firsts[^2] & HasType) != 0 && firsts[^2] <= MostFlags && firsts[^1] >= ExternalLink)
        {
            buffer[0] = SoftLink;
        }

        return lengths.AsSpan().SequenceEqual(FileList) && firsts[0] == Version && firsts[1] == 0;
    }
}
