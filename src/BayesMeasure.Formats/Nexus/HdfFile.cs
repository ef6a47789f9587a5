using System.Globalization;
using BayesMeasure.Measurements;
using PureHDF;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// An HDF5 file, read with PureHDF. What breaks there is an error of the file here, and a file whose parts point to each other in a circle
/// ends at the budget of its stream.
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
            (H5DataTypeClass.FixedPoint, 1) => type.FixedPoint.IsSigned ? As<sbyte>(dataset, value => value) : As<byte>(dataset, value => value),
            (H5DataTypeClass.FixedPoint, 2) => type.FixedPoint.IsSigned ? As<short>(dataset, value => value) : As<ushort>(dataset, value => value),
            (H5DataTypeClass.FixedPoint, 4) => type.FixedPoint.IsSigned ? As<int>(dataset, value => value) : As<uint>(dataset, value => value),
            (H5DataTypeClass.FixedPoint, 8) => type.FixedPoint.IsSigned ? As<long>(dataset, value => value) : As<ulong>(dataset, value => value),
            _ => throw content.Error($"\"{dataset.Name}\" is no dataset of numbers.", "Name another one by its path."),
        };
    }

    private static double[] As<T>(IH5Dataset dataset, Func<T, double> number)
        where T : unmanaged => dataset.Space.Rank == 0 ? [number(dataset.Read<T>())] : Array.ConvertAll(dataset.Read<T[]>(), value => number(value));

    private static void RequireFew(IH5Dataspace space)
    {
        ulong count = 1;
        foreach (ulong size in space.Dimensions)
        {
            count = size == 0 || count <= MostNumbers / size ? count * size : throw new InvalidDataException("The dataset is too large.");
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
