using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using BayesMeasure.Measurements;

namespace BayesMeasure.Formats.Instruments;

/// <summary>Reads numbers at places of a binary file, the low byte first, and never beyond its end.</summary>
/// <param name="content">The file.</param>
internal sealed class ByteReader(FileContent content)
{
    /// <summary>The number of bytes.</summary>
    public int Length => content.Bytes.Length;

    /// <summary>An integer of two bytes without sign.</summary>
    public int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Take(at, 2));

    /// <summary>An integer of four bytes.</summary>
    public int Integer(int at) => BinaryPrimitives.ReadInt32LittleEndian(Take(at, 4));

    /// <summary>How many of something there are: not more than the file has room for.</summary>
    public int Count(int at, int bytesEach)
    {
        int count = Integer(at);
        return count >= 0 && count <= Length / bytesEach ? count : throw Fail(
            $"{count} entries are more than the file has room for.");
    }

    /// <summary>A number of four bytes.</summary>
    public double Single(int at) => BinaryPrimitives.ReadSingleLittleEndian(Take(at, 4));

    /// <summary>A number of four bytes as the decimal number that it stands for: a step of 0.02 is not 0.0199999996.</summary>
    public double Decimal(int at) =>
        double.Parse(((float)Single(at)).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A number of eight bytes.</summary>
    public double Double(int at) => BinaryPrimitives.ReadDoubleLittleEndian(Take(at, 8));

    /// <summary>Whether a text stands at a place.</summary>
    public bool IsText(int at, string text) => at + text.Length <= Length && Text(at, text.Length) == text;

    /// <summary>A text of so many bytes, up to the first zero.</summary>
    public string Text(int at, int length) => Encoding.Latin1.GetString(Take(at, length)).Split('\0')[0];

    /// <summary>An error of the file.</summary>
    public MeasurementFormatException Fail(string problem) =>
        content.Error(
            $"The file is Bruker .raw, but broken or of another kind. {problem}", "Export the scan as text with columns (.xy).");

    private ReadOnlySpan<byte> Take(int at, int length) => at >= 0 && at <= Length - length
        ? content.Bytes.Span.Slice(at, length)
        : throw Fail("It ends too early.");
}
