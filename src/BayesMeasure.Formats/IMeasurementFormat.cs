namespace BayesMeasure.Formats;

/// <summary>
/// A format of files that hold measured curves: it knows its files by what is in them, never by their names alone, and names the
/// curves of a file before one is read.
/// </summary>
public interface IMeasurementFormat
{
    /// <summary>What the format is called, such as "JCAMP-DX".</summary>
    string Name { get; }

    /// <summary>Whether its files have columns that can be chosen, and lines that can be skipped. Default: no.</summary>
    bool HasColumns => false;

    /// <summary>Whether a file is of this format, by its content. Must be quick, and must not throw.</summary>
    /// <param name="content">The file.</param>
    bool Recognizes(FileContent content);

    /// <summary>Finds the curves of a file that is of this format.</summary>
    /// <param name="content">The file.</param>
    /// <param name="options">Which columns to read, where the format has columns.</param>
    /// <returns>The curves in the order of the file, the one to take where none is named first; at least one.</returns>
    /// <exception cref="Measurements.MeasurementFormatException">The file is broken, or holds no curve.</exception>
    IReadOnlyList<FoundCurve> Find(FileContent content, ReadOptions options);
}

/// <summary>A curve of a file that was found and not read yet.</summary>
/// <param name="Name">What the file calls it; where it has no name, what tells it from the others.</param>
/// <param name="Read">Reads it; throws a <see cref="Measurements.MeasurementFormatException"/> where it is broken.</param>
public sealed record FoundCurve(string Name, Func<CurveData> Read);
