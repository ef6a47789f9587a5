using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Sources;

/// <summary>Opens measurements that lie in files.</summary>
public static class MeasurementSource
{
    /// <summary>Opens a folder of files, or a stack of curves in an HDF5 file.</summary>
    /// <param name="path">
    /// A folder, whose files in the order of their names are a curve each, of any format that <see cref="MeasurementFile"/>
    /// reads; or "map.h5::/entry/data", a dataset or NXdata whose last dimension is the curve and whose others are the map.
    /// </param>
    /// <param name="options">What to read of each curve. Default: everything is found out.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">It holds no curves.</exception>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static IMeasurementSource Open(string path, ReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Directory.Exists(path) ? new FolderSource(path, options)
            : new StackSource(CurveStackFile.Open(path, options));
    }

    /// <summary>Measurements that are in memory, as a source.</summary>
    /// <param name="measurements">The measurements, at least one.</param>
    /// <param name="name">What they are called.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static IMeasurementSource Of(IReadOnlyList<Measurement> measurements, string name = "measurements")
    {
        ArgumentNullException.ThrowIfNull(measurements);
        return measurements.Count > 0
            ? new MemorySource(measurements, name)
            : throw new ArgumentException("A source has at least one measurement.", nameof(measurements));
    }

    private sealed class MemorySource(IReadOnlyList<Measurement> measurements, string name) : IMeasurementSource
    {
        public string Name => name;

        public IReadOnlyList<int> Shape => [measurements.Count];

        public IReadOnlyList<SourcedMeasurement> Read(int first, int count) =>
            [.. measurements.Skip(first).Take(count).Select(measurement => new SourcedMeasurement(measurement))];
    }

    private sealed class StackSource(CurveStackFile stack) : IMeasurementSource
    {
        public string Name => stack.Name;

        public IReadOnlyList<int> Shape => stack.Shape;

        public IReadOnlyList<SourcedMeasurement> Read(int first, int count) =>
            [.. stack.Read(first, count).Select(curve => new SourcedMeasurement(curve.Measurement, curve.Failure))];
    }
}
