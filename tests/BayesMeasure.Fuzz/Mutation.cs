using System.Text;

namespace BayesMeasure.Fuzz;

/// <summary>Breaks files: what storms, editors, transfers and enemies do to them.</summary>
/// <param name="random">Where chance comes from.</param>
internal sealed class Mutation(Random random)
{
    private const int MostMutations = 4;
    private const int LongestFile = 400_000;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "0", "-1", "1e999", "NaN", "--", "\0", "\x1b[31m", "\x1a", ",", ";", "\t", "\"", "(", "{", "[", "##END=",
            "##TITLE=", "$$", "\n", "\r\n", "99999999999", "2147483647", "-2147483648", "1e308", "#", "'", "\\", "\u202e",
            "# data_set: a\n", "#S 1\n", "$DATA:\n0 1\n", "<<DATA>>\n", "loop_\n", "data_a\n", "_cell_length_a 0\n", "-",
            "4.9e-324",
            "%%%%", "JZZ", "Zs", "<a>", "</a>", "&#1;", "\u00e4", "1,234", "1.234,5", "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "null", "{}",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0],
        [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0, 0, 0, 0, 0, 0, 0xF0, 0x7F], [0, 0, 0, 0, 0, 0, 0, 0x80],
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e308", "-1e308", "1e-320", "1e400", "1e9", "2147483648", "4294967296", "9223372036854775808",
        "NaN", "inf",
        "0.1.2", "1e", "1e+", ".", "1,5", "0x10", "1_0", "00000000000000000000000000000001",
        "3.0000000000000000000000000000000001",
    ];

    private static readonly long[] Integers =
        [-1, 0, 1, 7, 255, 256, 32_767, 65_535, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 1L << 32, 1L << 24];

    /// <summary>A broken copy of one of some files.</summary>
    public byte[] Of(IReadOnlyList<byte[]> files)
    {
        List<byte> bytes = [.. files[random.Next(files.Count)]];
        for (int left = random.Next(2) == 0 ? 1 : 1 + random.Next(MostMutations); left > 0 && bytes.Count > 0; left--)
        {
            Change(bytes, files);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> files)
    {
        int at = random.Next(bytes.Count);
        int length = Math.Min(1 + random.Next(random.Next(4) == 0 ? 400 : 12), bytes.Count - at);
        switch (random.Next(12))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 6:
                Overwrite(bytes, at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 7:
                ChangeNumber(bytes, at);
                break;
            case 8:
                Overwrite(bytes, at, Integer());
                break;
            case 9:
                MoveLine(bytes, at);
                break;
            case 10:
                Repeat(bytes, at, length);
                break;
            default:
                byte[] other = files[random.Next(files.Count)];
                int start = random.Next(other.Length);
                bytes.InsertRange(at, other[start..Math.Min(start + length, other.Length)]);
                break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] token)
    {
        for (int i = 0; i < token.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = token[i];
        }
    }

    /// <summary>Another number in the place of the next one that is written in digits.</summary>
    private void ChangeNumber(List<byte> bytes, int from)
    {
        int start = bytes.FindIndex(from, IsOfNumber);
        if (start < 0)
        {
            return;
        }

        int end = bytes.FindIndex(start, value => !IsOfNumber(value));
        bytes.RemoveRange(start, (end < 0 ? bytes.Count : end) - start);
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]));
    }

    private static bool IsOfNumber(byte value) => value is >= (byte)'0' and <= (byte)'9' or (byte)'.';

    /// <summary>A number as machines write it: of 1 to 8 bytes, low or high byte first.</summary>
    private byte[] Integer()
    {
        byte[] number = BitConverter.GetBytes(Integers[random.Next(Integers.Length)])[..(1 << random.Next(4))];
        if (random.Next(2) == 0)
        {
            Array.Reverse(number);
        }

        return number;
    }

    /// <summary>A line is lost, or comes again elsewhere.</summary>
    private void MoveLine(List<byte> bytes, int at)
    {
        int start = at == 0 ? 0 : bytes.FindLastIndex(at - 1, value => value == '\n') + 1;
        int end = bytes.FindIndex(at, value => value == '\n');
        List<byte> line = bytes.GetRange(start, (end < 0 ? bytes.Count : end + 1) - start);
        if (random.Next(2) == 0)
        {
            bytes.RemoveRange(start, line.Count);
        }

        bytes.InsertRange(random.Next(bytes.Count + 1), line);
    }

    /// <summary>What is short comes again and again, now and then until the file is long: what is slow shows then.</summary>
    private void Repeat(List<byte> bytes, int at, int length)
    {
        List<byte> part = bytes.GetRange(at, length);
        int most = random.Next(40) == 0 ? LongestFile : 2_000;
        int times = Math.Min(1 + random.Next(most / length + 1), Math.Max(0, LongestFile - bytes.Count) / length);
        bytes.InsertRange(at, Enumerable.Repeat(part, times).SelectMany(bytes => bytes));
    }
}
