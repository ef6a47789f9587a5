using System.Diagnostics.CodeAnalysis;
using PureHDF;

namespace BayesMeasure.Formats.Nexus;

/// <summary>
/// A curve of an HDF5 file by the rules of NXdata (https://manual.nexusformat.org): the attribute "signal" of a group names y,
/// "axes" names x, y_errors and "errors" have the standard deviations. Files before 2014 say it in attributes of the datasets.
/// </summary>
/// <param name="content">The file, for errors.</param>
/// <param name="file">Its root.</param>
/// <param name="path">The group, or the dataset of y.</param>
internal sealed class NexusData(FileContent content, IH5Group file, string path)
{
    private readonly List<string> remarks = [];
    private readonly HdfNumbers numbers = new(content);
    private IH5Dataset? signal;
    private IH5Dataset? axis;
    private IH5Dataset? errors;

    /// <summary>Whether a group has a signal to plot.</summary>
    public static bool IsData(IH5Group group) => HdfFile.Text(group, "signal").Length > 0
        || (HdfFile.Text(group, "NX_class") is ["NXdata"] && MarkedSignal(group) != null);

    /// <summary>Reads the curve.</summary>
    /// <param name="indices">What to take of each dimension but the last.</param>
    public CurveData Read(int[] indices)
    {
        Find();
        double[] y = Row(signal, indices, signal.Name);
        return CurveOf(Points(y.Length), y, errors == null ? null : Row(errors, indices, errors.Name));
    }

    /// <summary>The sizes of all dimensions but the last, which is the curve.</summary>
    public int[] Shape()
    {
        Find();
        ulong[] sizes = signal.Space.Dimensions;
        double count = sizes.Aggregate(1.0, (product, size) => product * size);
        return sizes.Length >= 2 && count > 0 && count / sizes[^1] <= int.MaxValue
            ? [.. sizes.SkipLast(1).Select(size => (int)size)]
            : throw content.Error(
                $"\"{signal.Name}\" has the shape {string.Join(" x ", sizes)}, which is no stack of curves.",
                "Name a dataset of two dimensions or more, of which the last one is the curve.");
    }

    /// <summary>Reads curves of a stack that follow each other.</summary>
    /// <param name="first">The first, where the last dimension of the map is the fastest.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<CurveData> ReadRows(int first, int count)
    {
        Find();
        double[] x = Points((int)signal.Space.Dimensions[^1]);
        if (errors != null && !errors.Space.Dimensions.SequenceEqual(signal.Space.Dimensions))
        {
            throw content.Error(
                $"\"{errors.Name}\" has another shape than \"{signal.Name}\".", "Leave the standard deviations out.");
        }

        IEnumerable<double[]?> sigmas = errors == null
            ? Enumerable.Repeat<double[]?>(null, count)
            : numbers.Rows(errors, first, count);
        return numbers.Rows(signal, first, count).Zip(sigmas, (y, sigma) => CurveOf(x, y, sigma));
    }

    /// <summary>Finds what y, x and the standard deviations of y are.</summary>
    [MemberNotNull(nameof(signal))]
    private void Find()
    {
        IH5Object found = path == "/" ? file : HdfFile.Get(file, path)!;
        IH5Group? group = found as IH5Group ?? Parent();
        signal = found as IH5Dataset ?? SignalOf(group!);
        bool isOfGroup = found is IH5Group || (group != null && IsData(group) && SignalName(group) == signal.Name);
        axis = isOfGroup ? AxisOf(group!, signal) : AxisByAttribute(group, signal);
        errors = group == null ? null : ErrorsOf(group, signal, isOfGroup);
    }

    private double[] Points(int count) => axis == null ? Counted(count) : Points(numbers.All(axis), count, axis.Name);

    private CurveData CurveOf(double[] x, double[] y, double[]? sigma) => new(x, y)
    {
        Sigma = sigma,
        XName = axis == null ? "index" : NameOf(axis),
        YName = NameOf(signal!),
        XUnit = axis == null ? null : UnitOf(axis),
        YUnit = UnitOf(signal!),
        Remarks = errors == null ? remarks : [.. remarks, $"The standard deviations of y are those of \"{errors.Name}\"."],
    };

    private static IH5Dataset? MarkedSignal(IH5Group group) =>
        group.Children().OfType<IH5Dataset>().FirstOrDefault(dataset => HdfFile.Text(dataset, "signal") is ["1"]);

    private static string? SignalName(IH5Group group) =>
        HdfFile.Text(group, "signal").FirstOrDefault() ?? MarkedSignal(group)?.Name;

    private static string NameOf(IH5Dataset dataset) => HdfFile.Text(dataset, "long_name").FirstOrDefault() ?? dataset.Name;

    private static string? UnitOf(IH5Dataset dataset) =>
        HdfFile.Text(dataset, "units").FirstOrDefault() is { Length: > 0 } unit && unit != "1" ? unit : null;

    private IH5Group? Parent()
    {
        int slash = path.LastIndexOf('/');
        return slash <= 0 ? file : HdfFile.Get(file, path[..slash]) as IH5Group;
    }

    private IH5Dataset SignalOf(IH5Group group) => SignalName(group) is { } name && HdfFile.Get(group, name) is IH5Dataset signal
        ? signal
        : throw content.Error($"The signal of {path} is not there.", "Name a dataset by its path instead.");

    private static IH5Dataset? AxisOf(IH5Group group, IH5Dataset signal)
    {
        string? name = HdfFile.Text(group, "axes").LastOrDefault();
        return name is null or "." ? AxisByAttribute(group, signal) : HdfFile.Get(group, name) as IH5Dataset;
    }

    /// <summary>Before 2014 the signal named its axes, "x:y" or "[x,y]", or an axis said which it was.</summary>
    private static IH5Dataset? AxisByAttribute(IH5Group? group, IH5Dataset signal)
    {
        if (group == null)
        {
            return null;
        }

        string[] names = [.. HdfFile.Text(signal, "axes").SelectMany(text =>
            text.Trim('[', ']').Split(':', ',')).Select(name => name.Trim())];
        return names.Length > 0 && HdfFile.Get(group, names[^1]) is IH5Dataset axis
            ? axis
            : group.Children().OfType<IH5Dataset>().FirstOrDefault(dataset =>
                dataset.Space.Rank == 1 && HdfFile.Text(dataset, "axis") is ["1"] && signal.Space.Rank == 1);
    }

    private static IH5Dataset? ErrorsOf(IH5Group group, IH5Dataset signal, bool isSignal)
    {
        string[] names =
        [
            .. HdfFile.Text(signal, "uncertainties"),
            $"{signal.Name}_errors",
            $"{signal.Name}_error",
            .. isSignal ? (string[])["errors"] : [],
        ];
        return names.Select(name => HdfFile.Get(group, name) as IH5Dataset).FirstOrDefault(
            dataset => dataset != null && !IsSame(dataset, signal));
    }

    private static bool IsSame(IH5Dataset left, IH5Dataset right) => left.Name == right.Name;

    private double[] Counted(int count)
    {
        remarks.Add($"{path} names no axis: x counts the points from 0.");
        return [.. Enumerable.Range(0, count).Select(i => (double)i)];
    }

    /// <summary>A histogram has the edges of its bins: one more than values.</summary>
    private double[] Points(double[] axis, int count, string name)
    {
        if (axis.Length == count)
        {
            return axis;
        }

        if (axis.Length != count + 1)
        {
            throw content.Error(
                $"The axis \"{name}\" of {path} has {axis.Length} values, but y has {count}.",
                "Name another dataset by its path.");
        }

        remarks.Add($"\"{name}\" has the edges of bins: x is their middle.");
        return [.. axis.Zip(axis.Skip(1), (left, right) => left + (right - left) / 2)];
    }

    /// <summary>The values along the last dimension; a dimension of one value need not be chosen.</summary>
    private double[] Row(IH5Dataset dataset, int[] indices, string name)
    {
        int[] shape = [.. dataset.Space.Dimensions.Select(size => (int)Math.Min(size, int.MaxValue))];
        int[] others = [.. shape.SkipLast(1)];
        if (others.All(size => size == 1) && indices.Length == 0)
        {
            return numbers.All(dataset);
        }

        if (shape.Count(size => size > 1) == 1 && indices.Length == 0)
        {
            return numbers.All(dataset);
        }

        if (indices.Length != others.Length || indices.Zip(others, (index, size) => index >= size).Any(isBeyond => isBeyond))
        {
            string example = string.Join(',', others.Select(_ => "0"));
            throw content.Error(
                $"\"{name}\" of {path} has the shape {string.Join(" x ", shape)}, but a curve has one dimension.",
                others.Length > 0 ? $"Choose a row, such as {path}[{example}]." : "Leave the index out.");
        }

        return numbers.Row(dataset, indices);
    }
}
