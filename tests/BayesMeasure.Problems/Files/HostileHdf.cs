using System.Text;
using PureHDF;
using PureHDF.Filters;

namespace BayesMeasure.Problems.Files;

/// <summary>
/// Files of HDF5 that are made to do harm: they lead to other files, in circles, or to more memory than the machine has. PureHDF
/// writes none of these, so that a whole file is written, and some of its bytes replaced.
/// </summary>
public static class HostileHdf
{
    private const string Placeholder = "PLACEHOLDERPLACEHOLDERPLACEHOLDERPLACEHOLDERPLACEHOLDER";
    private const int Filler = 80;
    private const byte Mark = 0xAB;
    private const byte HeapMark = 0xCD;

    /// <summary>A file whose "/data/link" is an external link.</summary>
    /// <param name="target">The other file.</param>
    /// <param name="inside">The path of a dataset in it.</param>
    public static byte[] ExternalLink(string target, string inside)
    {
        byte[] bytes = Written(new H5File { ["data"] = new H5Group { ["link"] = new H5SoftLink(Placeholder) } });
        int at = PositionOf(bytes, Encoding.ASCII.GetBytes(Placeholder));
        byte[] link = Encoding.ASCII.GetBytes($"\0{target}\0{inside}\0".PadRight(Placeholder.Length, '\0'));
        link.CopyTo(bytes, at);

        // Version, flags, type, character set, length of the name, name, length of the link.
        bytes[at - 2 - "link".Length - 4 - 1 - 1] = 64;
        return bytes;
    }

    /// <summary>A file whose dataset "/numbers" has its bytes in another file.</summary>
    public static byte[] ExternalNumbers(string target)
    {
        var numbers = new H5Dataset(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 });
        numbers.Attributes["filler"] = Enumerable.Repeat(Mark, Filler).ToArray();
        byte[] names = [.. Enumerable.Repeat(HeapMark, 100)];
        byte[] bytes = Written(new H5File { ["numbers"] = numbers, ["names"] = new H5Dataset(names) });
        int data = PositionOf(bytes, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        bytes.AsSpan(PositionOf(bytes, BitConverter.GetBytes((long)data)), sizeof(long)).Fill(byte.MaxValue);

        int heap = PositionOf(bytes, names);
        bytes.AsSpan(heap, names.Length).Clear();
        "HEAP"u8.CopyTo(bytes.AsSpan(heap));
        Put(bytes, heap + 8, 60, 1, heap + 32);
        Encoding.ASCII.GetBytes(target).CopyTo(bytes, heap + 40);

        // The attribute becomes a list of external files: type, size, flags, and then what was its name and contents.
        int list = PositionOf(bytes, [.. Enumerable.Repeat(Mark, Filler)]) - 40;
        bytes[list - 4] = 7;
        bytes.AsSpan(list, 40).Clear();
        (bytes[list], bytes[list + 4], bytes[list + 6]) = (1, 1, 1);
        Put(bytes, list + 8, heap, 8, 0, 10);
        return bytes;
    }

    /// <summary>A file with soft links that lead to themselves and to each other.</summary>
    public static byte[] Circle() => Written(new H5File
    {
        ["loop"] = new H5Group
        {
            ["a"] = new H5SoftLink("/loop/a"),
            ["b"] = new H5SoftLink("/loop/c"),
            ["c"] = new H5SoftLink("/loop/b/c/b"),
        },
    });

    /// <summary>A dataset "/zeros" of one chunk that says that it has 1,000 bytes, and inflates to twelve million.</summary>
    public static byte[] Bomb()
    {
        const int inflated = 12_345_678;
        var zeros = new H5Dataset(
            new byte[inflated], chunks: [(uint)inflated], datasetCreation: new(Filters: [DeflateFilter.Id]));
        byte[] bytes = Written(new H5File { ["zeros"] = zeros });

        // The size of the dataset has 8 bytes, that of its chunk as many as it needs: 3.
        for (int at = PositionOf(bytes, SizeOf(inflated)); at >= 0; at = PositionOf(bytes, SizeOf(inflated)))
        {
            SizeOf(1000).CopyTo(bytes, at);
        }

        return bytes;

        static byte[] SizeOf(int number) => BitConverter.GetBytes(number)[..3];
    }

    private static byte[] Written(H5File file)
    {
        using var stream = new MemoryStream();
        file.Write(stream, new H5WriteOptions(PreferCompactDatasetLayout: false));
        return stream.ToArray();
    }

    private static int PositionOf(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part);

    private static void Put(byte[] bytes, int at, params long[] numbers)
    {
        foreach ((int i, long number) in numbers.Index())
        {
            BitConverter.GetBytes(number).CopyTo(bytes, at + sizeof(long) * i);
        }
    }
}
