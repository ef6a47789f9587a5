using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BayesMeasure.Measurements;
using PureHDF;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// An HDF5 file, read with PureHDF. What breaks there is an error of the file here, and a file whose parts point to each other in
/// a circle ends at the budget of its stream.
/// </summary>
internal static class HdfFile
{
    private const ulong MostNumbers = 50_000_000;
    private const int StackBytes = 16 << 20;
    private const string Again = "Copy the file again, or export the curve as text with columns.";

    /// <summary>Opens the file, does something with its root, and closes it.</summary>
    /// <exception cref="MeasurementFormatException">The file is broken.</exception>
    public static T Use<T>(FileContent content, Func<IH5Group, T> use)
    {
        T? result = default;
        MeasurementFormatException? error = null;

        // Headers that point to headers are followed by calls within calls, deeper than the stack of a small thread.
        var thread = new Thread(() => error = Try(content, use, out result), StackBytes);
        thread.Start();
        thread.Join();
        return error == null ? result! : throw error;
    }

    /// <summary>An object below a group; null where there is none.</summary>
    public static IH5Object? Get(IH5Group group, string path)
    {
        IH5Object? found = group;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found is IH5Group parent && parent.LinkExists(name) ? parent.Get(name) : null;
        }

        return found is IH5UnresolvedLink ? null : found;
    }

    /// <summary>The texts of an attribute; empty where there is none.</summary>
    public static string[] Text(IH5Object owner, string name)
    {
        if (!owner.AttributeExists(name))
        {
            return [];
        }

        IH5Attribute attribute = owner.Attribute(name);
        RequireFew(attribute.Space);
        bool isScalar = attribute.Space.Rank == 0;
        return attribute.Type.Class switch
        {
            H5DataTypeClass.String or H5DataTypeClass.VariableLength =>
                isScalar ? [attribute.Read<string>()] : attribute.Read<string[]>(),
            H5DataTypeClass.FixedPoint when attribute.Type.Size == 4 =>
                [(isScalar ? attribute.Read<int>() : attribute.Read<int[]>()[0]).ToString(CultureInfo.InvariantCulture)],
            H5DataTypeClass.FixedPoint when attribute.Type.Size == 8 =>
                [(isScalar ? attribute.Read<long>() : attribute.Read<long[]>()[0]).ToString(CultureInfo.InvariantCulture)],
            _ => [],
        };
    }

    /// <summary>All numbers of a dataset, the last dimension fastest.</summary>
    public static double[] Numbers(FileContent content, IH5Dataset dataset)
    {
        RequireFew(dataset.Space);
        IH5DataType type = dataset.Type;
        return (type.Class, type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 2) => As<Half>(dataset, value => (double)value),
            (H5DataTypeClass.FloatingPoint, 4) => As<float>(dataset, value => value),
            (H5DataTypeClass.FloatingPoint, 8) => As<double>(dataset, value => value),
            (H5DataTypeClass.FixedPoint, var size) => Whole(dataset, size, type.FixedPoint.IsSigned),
            _ => throw content.Error($"\"{dataset.Name}\" is no dataset of numbers.", "Name another one by its path."),
        };
    }

    private static double[] Whole(IH5Dataset dataset, int size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => As<sbyte>(dataset, value => value),
        (1, false) => As<byte>(dataset, value => value),
        (2, true) => As<short>(dataset, value => value),
        (2, false) => As<ushort>(dataset, value => value),
        (4, true) => As<int>(dataset, value => value),
        (4, false) => As<uint>(dataset, value => value),
        (_, true) => As<long>(dataset, value => value),
        (_, false) => As<ulong>(dataset, value => value),
    };

    private static double[] As<T>(IH5Dataset dataset, Func<T, double> number)
        where T : unmanaged
    {
        T[] values;
        try
        {
            values = dataset.Space.Rank == 0 ? [dataset.Read<T>()] : dataset.Read<T[]>();
        }
        catch (Exception error) when (error.Message.Contains("Byte order", StringComparison.Ordinal))
        {
            values = Reversed<T>(dataset.Read<byte[]>());
        }

        return Array.ConvertAll(values, value => number(value));
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

    private static void RequireFew(IH5Dataspace space)
    {
        ulong count = 1;
        foreach (ulong size in space.Dimensions)
        {
            count = size == 0 || count <= MostNumbers / size ? count * size : throw new InvalidDataException(
                "The dataset is too large.");
        }
    }

    private static MeasurementFormatException? Try<T>(FileContent content, Func<IH5Group, T> use, out T? result)
    {
        result = default;
        try
        {
            using var stream = new BudgetStream(content.Open());
            using var file = H5File.Open(stream, leaveOpen: true);
            result = use(file);
            return null;
        }
        catch (MeasurementFormatException error)
        {
            return error;
        }
#pragma warning disable CA1031 // PureHDF throws whatever a broken file leads to; all of it means that the file is broken.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return content.Error("The file is HDF5, but broken, or written in a way that is not read.", Again, error);
        }
    }
}
