using BayesMeasure.Measurements;

namespace BayesMeasure.Formats;

/// <summary>Reading as a function of the measurement itself: <c>Measurement.Read("scan.nxs")</c>.</summary>
public static class MeasurementExtensions
{
    extension(Measurement)
    {
        /// <summary>Reads a measurement from a file of any format that <see cref="MeasurementFile"/> knows.</summary>
        /// <param name="path">The file; for a curve inside of an HDF5 file, <c>"file.nxs::/entry/data"</c>.</param>
        /// <param name="options">What to read. Default: everything is found out.</param>
        /// <returns>The measurement, with the format that was found and all that was decided.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="MeasurementFormatException">The file cannot be read, or holds something else.</exception>
        /// <exception cref="ArgumentException">The options are out of range.</exception>
        public static ReadMeasurement Read(string path, ReadOptions? options = null) => MeasurementFile.Read(path, options);
    }
}
