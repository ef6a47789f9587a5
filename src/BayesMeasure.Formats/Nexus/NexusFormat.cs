using System.Globalization;
using BayesMeasure.Measurements;
using PureHDF;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// NeXus, and other HDF5: the curves are the groups of class NXdata, of which the attributes "default" name the first, and any
/// dataset by its path, "file.nxs::/entry/data/counts", with an index in brackets for a row of one with more dimensions.
/// </summary>
internal sealed class NexusFormat : IMeasurementFormat
{
    private const int MostLevels = 12;
    private const int MostObjects = 5000;
    private const int MostNamed = 8;

    private static readonly byte[] Signature = [0x89, .. "HDF\r\n"u8, 0x1A, 0x0A];

    /// <inheritdoc/>
    public string Name => "NeXus/HDF5";

    /// <inheritdoc/>
    public bool Recognizes(FileContent content)
    {
        ReadOnlySpan<byte> head = content.Head.Span;
        foreach (int start in (int[])[0, 512, 1024, 2048])
        {
            if (head.Length > start && head[start..].StartsWith(Signature))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options)
    {
        (string path, int[] indices) = SplitIndices(content.Inside ?? "/");
        string[] paths = HdfFile.Use(content, file => PathsOf(content, file, path));
        return
        [
            .. paths.Select(found => new FoundCurve(
                found, () => HdfFile.Use(content, file => new NexusData(content, file, found).Read(indices)))),
        ];
    }

    /// <summary>The sizes of the map that a stack of curves fills.</summary>
    /// <exception cref="MeasurementFormatException">There is no stack at the path, or the file is broken.</exception>
    public static int[] ShapeOf(FileContent content) => OfStack(content, data => data.Shape());

    /// <summary>Reads curves of a stack that follow each other.</summary>
    /// <exception cref="MeasurementFormatException">The file is broken.</exception>
    public static CurveData[] ReadStack(FileContent content, int first, int count) =>
        OfStack(content, data => data.ReadRows(first, count).ToArray());

    private static T OfStack<T>(FileContent content, Func<NexusData, T> use)
    {
        (string path, int[] indices) = SplitIndices(content.Inside ?? "/");
        return indices.Length > 0
            ? throw content.Error($"{path} with an index is one curve, and no stack.", "Leave the index out.")
            : HdfFile.Use(content, file => use(new(content, file, PathsOf(content, file, path)[0])));
    }

    /// <summary>A dataset is itself; a group is its curves, or those of the groups in it.</summary>
    private static string[] PathsOf(FileContent content, IH5Group file, string path)
    {
        IH5Object found = path == "/" ? file : HdfFile.Get(file, path)
            ?? throw content.Error($"There is no {path} in the file.", $"It has {Listed(file)}.");
        if (found is not IH5Group group)
        {
            return [path];
        }

        if (NexusData.IsData(group))
        {
            return [path];
        }

        string[] curves = [.. Walk(group, path).Where(entry =>
            entry.Object is IH5Group data && NexusData.IsData(data)).Select(entry => entry.Path)];
        return curves.Length == 0
            ? throw content.Error(
                $"There is no NXdata in {(path == "/"
                    ? "the file" : path)}.", $"Name a dataset, such as {content.Name}::PATH. There are {Listed(group)}.")
            : DefaultOf(group, path) is { } first && curves.Contains(first) ? [first, .. curves.Where(curve =>
                curve != first)] : curves;
    }

    /// <summary>Attributes "default" lead from a group to the curve that should be shown.</summary>
    private static string? DefaultOf(IH5Group group, string path)
    {
        for (int level = 0; level < MostLevels; level++)
        {
            if (NexusData.IsData(group))
            {
                return path;
            }

            if (HdfFile.Text(group, "default").FirstOrDefault() is not { } name || HdfFile.Get(group, name) is not IH5Group next)
            {
                return null;
            }

            (group, path) = (next, Join(path, name));
        }

        return null;
    }

    private static List<(string Path, IH5Object Object)> Walk(IH5Group root, string path)
    {
        var found = new List<(string Path, IH5Object Object)>();
        var open = new Queue<(IH5Group Group, string Path, int Level)>([(root, path, 0)]);
        while (open.TryDequeue(out (IH5Group Group, string Path, int Level) next) && found.Count < MostObjects)
        {
            foreach (IH5Object child in next.Group.Children())
            {
                string name = Join(next.Path, child.Name);
                found.Add((name, child));
                if (child is IH5Group group && next.Level < MostLevels)
                {
                    open.Enqueue((group, name, next.Level + 1));
                }
            }
        }

        return found;
    }

    private static string Listed(IH5Group group)
    {
        string[] datasets = [.. Walk(group, "/").Where(entry =>
            entry.Object is IH5Dataset { Space.Rank: > 0 }).Select(entry => entry.Path)];
        string names = string.Join(", ", datasets.Take(MostNamed));
        return datasets.Length switch
        {
            0 => "no datasets",
            > MostNamed => $"{names} and {datasets.Length - MostNamed} more",
            _ => names,
        };
    }

    private static string Join(string path, string name) => path.EndsWith('/') ? $"{path}{name}" : $"{path}/{name}";

    /// <summary>"/entry/data[3,0]" is a path and what to take of each dimension but the last.</summary>
    private static (string Path, int[] Indices) SplitIndices(string inside)
    {
        string path = inside.StartsWith('/') ? inside : $"/{inside}";
        int open = path.LastIndexOf('[');
        if (open < 0 || !path.EndsWith(']'))
        {
            return (path.Length > 1 ? path.TrimEnd('/') : path, []);
        }

        int[] indices =
        [
            .. path[(open + 1)..^1].Split(',').Select(text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : -1),
        ];
        return indices.Contains(-1) ? (path, []) : (path[..open].TrimEnd('/'), indices);
    }
}
