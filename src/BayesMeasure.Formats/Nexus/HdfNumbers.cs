using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PureHDF;
using PureHDF.Selections;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// The numbers of a dataset, or those along its last dimension. What a header says of their number is believed as far as the
/// file has room for it, since memory is taken before anything is read.
/// </summary>
/// <param name="content">The file, for errors.</param>
internal sealed class HdfNumbers(FileContent content)
{
    private const double MostNumbers = 1 << 24;

    /// <summary>No byte of a deflated stream makes more.</summary>
    private const double LargestCompression = 1032;

    /// <summary>An index has at least the address of a chunk that is stored.</summary>
    private const double BytesOfAddress = 8;

    private const double AlwaysAllowed = 1 << 20;

    /// <summary>All numbers, the last dimension fastest.</summary>
    public double[] All(IH5Dataset dataset) => Read(dataset, new AllSelection(), Count(dataset.Space.Dimensions));

    /// <summary>The numbers along the last dimension at given places of all others.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="indices">The place in each dimension but the last.</param>
    public double[] Row(IH5Dataset dataset, int[] indices)
    {
        ulong length = dataset.Space.Dimensions[^1];
        ulong[] starts = [.. indices.Select(index => (ulong)index), 0];
        ulong[] lengths = [.. indices.Select(_ => 1UL), length];
        return Read(dataset, new HyperslabSelection(starts.Length, starts, lengths), length);
    }

    /// <summary>
    /// The numbers along the last dimension at places of all others that follow each other, one row after the other.
    /// </summary>
    /// <param name="dataset">The dataset, of two dimensions or more.</param>
    /// <param name="first">The first place, where those of all others are counted with the last of them fastest.</param>
    /// <param name="count">The number of places.</param>
    public IEnumerable<double[]> Rows(IH5Dataset dataset, int first, int count)
    {
        ulong[] sizes = dataset.Space.Dimensions;
        int side = (int)sizes[^2];
        for (int next = first; next < first + count;)
        {
            // A selection is a box: it ends where the dimension before the last does.
            int within = Math.Min(first + count - next, side - next % side);
            ulong[] starts = [.. PlaceOf(next, sizes[..^1]), 0];
            ulong[] lengths = [.. Enumerable.Repeat(1UL, sizes.Length - 2), (ulong)within, sizes[^1]];
            double[] box = Read(dataset, new HyperslabSelection(starts.Length, starts, lengths), within * (double)sizes[^1]);
            foreach (double[] row in box.Chunk((int)sizes[^1]))
            {
                yield return row;
            }

            next += within;
        }
    }

    private static ulong[] PlaceOf(int position, ulong[] sizes)
    {
        ulong[] place = new ulong[sizes.Length];
        ulong rest = (ulong)position;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            (rest, place[i]) = Math.DivRem(rest, sizes[i]);
        }

        return place;
    }

    private double[] Read(IH5Dataset dataset, Selection selection, double count)
    {
        RequireRoom(dataset, count);
        IH5DataType type = dataset.Type;
        return (type.Class, type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 2) => As<Half>(value => (double)value),
            (H5DataTypeClass.FloatingPoint, 4) => As<float>(value => value),
            (H5DataTypeClass.FloatingPoint, 8) => As<double>(value => value),
            (H5DataTypeClass.FixedPoint, 1) when type.FixedPoint.IsSigned => As<sbyte>(value => value),
            (H5DataTypeClass.FixedPoint, 1) => As<byte>(value => value),
            (H5DataTypeClass.FixedPoint, 2) when type.FixedPoint.IsSigned => As<short>(value => value),
            (H5DataTypeClass.FixedPoint, 2) => As<ushort>(value => value),
            (H5DataTypeClass.FixedPoint, 4) when type.FixedPoint.IsSigned => As<int>(value => value),
            (H5DataTypeClass.FixedPoint, 4) => As<uint>(value => value),
            (H5DataTypeClass.FixedPoint, 8) when type.FixedPoint.IsSigned => As<long>(value => value),
            (H5DataTypeClass.FixedPoint, 8) => As<ulong>(value => value),
            _ => throw content.Error($"\"{dataset.Name}\" is no dataset of numbers.", "Name another one by its path."),
        };

        double[] As<T>(Func<T, double> number)
            where T : unmanaged => Array.ConvertAll(Values<T>(dataset, selection, (ulong)count), value => number(value));
    }

    private static T[] Values<T>(IH5Dataset dataset, Selection selection, ulong count)
        where T : unmanaged
    {
        if (dataset.Space.Rank == 0)
        {
            return [dataset.Read<T>()];
        }

        try
        {
            return dataset.Read<T[]>(selection, memoryDims: [count]);
        }
        catch (Exception error) when (error.Message.Contains("Byte order", StringComparison.Ordinal))
        {
            return Reversed<T>(dataset.Read<byte[]>(selection, memoryDims: [count * (ulong)Unsafe.SizeOf<T>()]));
        }
    }

    /// <summary>Numbers with the high byte first, which PureHDF gives as bytes alone.</summary>
    private static T[] Reversed<T>(byte[] bytes)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        for (int start = 0; start + size <= bytes.Length; start += size)
        {
            Array.Reverse(bytes, start, size);
        }

        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    /// <summary>Numbers that no file of this length holds are those of a broken header.</summary>
    private void RequireRoom(IH5Dataset dataset, double count)
    {
        double most = AlwaysAllowed + LargestCompression * content.Length;
        if (count > MostNumbers)
        {
            throw content.Error(
                FormattableString.Invariant($"\"{dataset.Name}\" has more than {MostNumbers:N0} numbers, which are not read."),
                "Cut out or bin what is to be measured, and read that.");
        }

        IH5DataLayout layout = dataset.Layout;
        bool fits = layout.Class switch
        {
            H5DataLayoutClass.Chunked => Chunks(dataset) <= 1 + content.Length / BytesOfAddress
                && Count(layout.Chunks) * dataset.Type.Size <= Math.Min(most, MostNumbers * sizeof(double))
                && count * dataset.Type.Size <= most,
            H5DataLayoutClass.VirtualStorage => throw content.Error(
                $"\"{dataset.Name}\" is put together of other files, which are not read.", "Read the file that has the numbers."),
            _ => count * dataset.Type.Size <= content.Length,
        };
        if (!fits)
        {
            throw new InvalidDataException("The dataset is larger than the file.");
        }
    }

    /// <summary>The chunks that a whole dataset has.</summary>
    private static double Chunks(IH5Dataset dataset) => dataset.Space.Dimensions.Zip(dataset.Layout.Chunks)
        .Aggregate(1.0, (count, side) => count * Math.Ceiling((double)side.First / Math.Max(side.Second, 1)));

    private static double Count(IEnumerable<ulong> sizes) => sizes.Aggregate(1.0, (count, size) => count * size);
}
