using BayesMeasure.Formats.Nexus;
using BayesMeasure.Measurements;

namespace BayesMeasure.Formats;

/// <summary>
/// Many curves in one dataset of an HDF5 file, such as the spectra of a map: its last dimension is the curve, all others are the
/// map. It is read in ranges, never as a whole.
/// </summary>
/// <example>
/// <code>
/// CurveStackFile map = CurveStackFile.Open("map.h5::/entry/data");
/// Measurement first = map.Read(0, 1)[0].MeasurementOrThrow();
/// </code>
/// </example>
public sealed class CurveStackFile
{
    /// <summary>The numbers that are read at once: 8 MB.</summary>
    private const int NumbersAtOnce = 1 << 20;

    private readonly NexusFormat format = new();
    private readonly string path;
    private readonly ReadOptions options;

    private CurveStackFile(string path, ReadOptions options)
    {
        (this.path, this.options) = (path, options);
        Shape = MeasurementFile.Open(path, content =>
        {
            if (!format.Recognizes(content))
            {
                throw content.Error(
                    "The file is no HDF5, and has no stack of curves.", "Put files of one curve each into a folder.");
            }

            MeasurementFile.RequireColumns(content, format, options);
            return NexusFormat.ShapeOf(content);
        });
        Count = Shape.Aggregate(1, (count, size) => count * size);
    }

    /// <summary>Opens a stack; no curve is read yet.</summary>
    /// <param name="path">"map.h5::/entry/data": a dataset, or the group of an NXdata.</param>
    /// <param name="options">What to read of each curve. Default: everything is found out.</param>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="MeasurementFormatException">The file is no HDF5, is broken, or has no stack there.</exception>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static CurveStackFile Open(string path, ReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new(path, (options ?? new()).RequireValid());
    }

    /// <summary>The path, as it was asked for.</summary>
    public string Name => path;

    /// <summary>The sizes of all dimensions but the last: (rows, columns) of a map.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of curves: the product of the <see cref="Shape"/>.</summary>
    public int Count { get; }

    /// <summary>Reads curves that follow each other; may be called by several threads.</summary>
    /// <param name="first">The first, from 0; the last size of the <see cref="Shape"/> is the fastest.</param>
    /// <param name="count">How many.</param>
    /// <returns>As many curves, in order; what is wrong with one is in it, and costs no other.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stack has no such curves.</exception>
    /// <exception cref="MeasurementFormatException">The file cannot be read, or is another one by now.</exception>
    public IReadOnlyList<StackedCurve> Read(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - first);
        return MeasurementFile.Open(path, content =>
        {
            if (!NexusFormat.ShapeOf(content).SequenceEqual(Shape))
            {
                throw content.Error("The stack has another shape than when it was opened.", "Leave the file as it is meanwhile.");
            }

            return Read(content, first, count);
        });
    }

    private List<StackedCurve> Read(FileContent content, int first, int count)
    {
        var curves = new List<StackedCurve>(count);
        int atOnce = 1;
        while (curves.Count < count)
        {
            int start = first + curves.Count;
            CurveData[] block = NexusFormat.ReadStack(content, start, Math.Min(atOnce, count - curves.Count));
            curves.AddRange(block.Select((data, i) => Measured(content, start + i, data)));
            atOnce = Math.Max(1, NumbersAtOnce / block[0].Y.Length);
        }

        return curves;
    }

    private StackedCurve Measured(FileContent content, int index, CurveData data)
    {
        try
        {
            Measurement read = new CurveSelection(content, format, options).Read([new(content.Name, () => data)]).Measurement;
            return new(index, read with { Name = $"{read.Name}[{string.Join(',', PlaceOf(index))}]" }, null);
        }
        catch (MeasurementFormatException error)
        {
            return new(index, null, error.Message);
        }
    }

    private int[] PlaceOf(int index)
    {
        int[] place = new int[Shape.Count];
        for (int i = place.Length - 1; i >= 0; i--)
        {
            (index, place[i]) = Math.DivRem(index, Shape[i]);
        }

        return place;
    }
}

/// <summary>A curve of a stack.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Measurement">The measurement; null where the curve is none.</param>
/// <param name="Failure">Why it is none, such as that all its points are missing; null where it is one.</param>
public sealed record StackedCurve(int Index, Measurement? Measurement, string? Failure)
{
    /// <summary>The measurement.</summary>
    /// <exception cref="InvalidDataException">It is none: the message is the <see cref="Failure"/>.</exception>
    public Measurement MeasurementOrThrow() => Measurement ?? throw new InvalidDataException(Failure);
}
