using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Sources;

/// <summary>A folder whose files are a curve each, in the order of their names.</summary>
internal sealed class FolderSource : IMeasurementSource
{
    private readonly string[] files;
    private readonly ReadOptions? options;

    /// <exception cref="MeasurementFormatException">There is no file in the folder.</exception>
    public FolderSource(string folder, ReadOptions? options)
    {
        Name = folder;
        this.options = options;
        files = [.. Directory.EnumerateFiles(folder).Where(IsSeen).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new MeasurementFormatException("There is no file in the folder.", "Choose the folder of the curves.", folder);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape => [files.Length];

    /// <inheritdoc/>
    public IReadOnlyList<SourcedMeasurement> Read(int first, int count) =>
        [.. files.AsSpan(first, count).ToArray().Select(Read)];

    private SourcedMeasurement Read(string file)
    {
        try
        {
            return new(MeasurementFile.Read(file, options).Measurement);
        }
        catch (Exception error) when (error is MeasurementFormatException or FileNotFoundException)
        {
            return new(null, error.Message);
        }
    }

    private static bool IsSeen(string file) => !Path.GetFileName(file).StartsWith('.');
}
