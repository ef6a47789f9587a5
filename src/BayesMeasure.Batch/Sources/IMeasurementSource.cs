using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Sources;

/// <summary>
/// Many measurements with an index, such as the spectra of a map: read in ranges, by several threads and processes, the same each
/// time. <see cref="MeasurementSource"/> opens what lies in files.
/// </summary>
public interface IMeasurementSource
{
    /// <summary>What it is called in plans and messages, such as "map.h5::/entry/data".</summary>
    string Name { get; }

    /// <summary>
    /// The sizes of the map that the measurements fill, the last one fastest: (rows, columns) of an image, or the count alone.
    /// Their product is the number of measurements.
    /// </summary>
    IReadOnlyList<int> Shape { get; }

    /// <summary>Reads some measurements.</summary>
    /// <param name="first">The index of the first, from 0.</param>
    /// <param name="count">How many.</param>
    /// <returns>As many, in order; what is wrong with one is in it, and costs no other.</returns>
    /// <exception cref="MeasurementFormatException">The source cannot be read at all.</exception>
    IReadOnlyList<SourcedMeasurement> Read(int first, int count);
}

/// <summary>A measurement of a source.</summary>
/// <param name="Measurement">The measurement; null where it cannot be read.</param>
/// <param name="Failure">Why it cannot be read; null where it can.</param>
public sealed record SourcedMeasurement(Measurement? Measurement, string? Failure = null);
