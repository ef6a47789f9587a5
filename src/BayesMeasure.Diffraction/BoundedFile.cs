using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction;

/// <summary>Reads a file that may be anything: a device has no end, and no length that says so.</summary>
internal static class BoundedFile
{
    private const long MostBytes = 1L << 28;

    /// <summary>All bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="advice">What to do where it is too large, in a sentence.</param>
    /// <exception cref="MeasurementFormatException">The file is larger than 256 MB.</exception>
    public static byte[] Read(string path, string advice)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var kept = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count = file.Read(buffer); count > 0; count = file.Read(buffer))
        {
            kept.Write(buffer, 0, count);
            if (kept.Length > MostBytes)
            {
                throw new MeasurementFormatException("The file is larger than 256 MB.", advice, Path.GetFileName(path));
            }
        }

        return kept.ToArray();
    }
}
