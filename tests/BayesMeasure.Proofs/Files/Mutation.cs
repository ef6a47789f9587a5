using System.Text;

namespace BayesMeasure.Proofs.Files;

/// <summary>Breaks files: what storms, editors, transfers and enemies do to them.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Mutation(int seed)
{
    private const int MostMutations = 4;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "0", "-1", "1e999", "NaN", "--", "\0", "\x1b[31m", "\x1a", ",", ";", "\t", "\"", "(", "{", "[", "##END=",
            "##TITLE=", "$$", "\n", "\r\n", "99999999999", "2147483647", "-2147483648", "1e308", "#",
            "# data_set: a\n", "#S 1\n", "$DATA:\n0 1\n", "<<DATA>>\n",
            "%%%%", "JZZ", "Zs", "<a>", "</a>", "&#1;", "\u00e4", "1,234", "1.234,5",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0],
    ];

    private readonly Random random = new(seed);

    /// <summary>A broken copy of one of some files.</summary>
    public byte[] Of(IReadOnlyList<byte[]> files)
    {
        List<byte> bytes = [.. files[random.Next(files.Count)]];
        for (int left = 1 + random.Next(MostMutations); left > 0 && bytes.Count > 0; left--)
        {
            Change(bytes, files);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> files)
    {
        int at = random.Next(bytes.Count);
        int length = Math.Min(1 + random.Next(random.Next(4) == 0 ? 400 : 12), bytes.Count - at);
        byte[] token = Tokens[random.Next(Tokens.Length)];
        switch (random.Next(8))
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
                bytes.InsertRange(at, token);
                break;
            case 6:
                Overwrite(bytes, at, token);
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
}
