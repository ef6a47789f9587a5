using System.Globalization;
using BayesMeasure.Measurements;
using PureHDF;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// An HDF5 file, read with PureHDF. What breaks there is an error of the file here, and a file whose parts point to each other in
/// a circle ends at the budget of its stream.
/// </summary>
internal static class HdfFile
{
    /// <summary>The stack of the thread that reads.</summary>
    public const int StackBytes = 16 << 20;

    private const int MostTexts = 4096;
    private const double MostBytesOfTexts = 1 << 20;
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

    /// <summary>The texts of an attribute; empty where there is none, and of more than any rule has.</summary>
    public static string[] Text(IH5Object owner, string name)
    {
        if (!owner.AttributeExists(name))
        {
            return [];
        }

        IH5Attribute attribute = owner.Attribute(name);
        double texts = attribute.Space.Dimensions.Aggregate(1.0, (count, size) => count * size);
        if (texts > MostTexts || texts * attribute.Type.Size > MostBytesOfTexts)
        {
            return [];
        }

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

    private static MeasurementFormatException? Try<T>(FileContent content, Func<IH5Group, T> use, out T? result)
    {
        result = default;
        try
        {
            using var stream = new BudgetStream(content.Open(), content);
            BoundedDeflate.Register();
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
