using BayesMeasure.Export.Contents;
using BayesMeasure.Export.NetCdf;
using BayesMeasure.Export.Tables;
using BayesMeasure.Export.Zarr;
using BayesMeasure.Inference;

namespace BayesMeasure.Export;

/// <summary>
/// Saves the draws of a result for other programs. Equal components are in order, as in its summary: "center[2]" is the second
/// center of each draw.
/// </summary>
/// <example>
/// <code>
/// result.SaveNetCdf("fit.nc");
/// comparison.Best.Result.SaveDrawsParquet("draws.parquet");
/// </code>
/// </example>
public static class SavedDraws
{
    extension(Result result)
    {
        /// <summary>Saves an ArviZ InferenceData as netCDF4, which xarray, ArviZ, netCDF and HDF5 programs read.</summary>
        /// <param name="path">The file, such as "fit.nc"; one that is there is replaced.</param>
        /// <param name="options">What goes into it; null for the defaults.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number of draws is negative.</exception>
        /// <exception cref="NotSupportedException">
        /// The draws were not kept: the result was read from a file without them.
        /// </exception>
        /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
        public void SaveNetCdf(string path, ExportOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            NetCdfFile.Write(path, InferenceContents.Of(result, options ?? new()));
        }

        /// <summary>Saves an ArviZ InferenceData as a folder in Zarr's format 2, compressed.</summary>
        /// <param name="path">The folder, such as "fit.zarr"; it is made, and may not be there.</param>
        /// <param name="options">What goes into it; null for the defaults.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number of draws is negative.</exception>
        /// <exception cref="NotSupportedException">
        /// The draws were not kept: the result was read from a file without them.
        /// </exception>
        /// <exception cref="IOException">There is something at the path, or it cannot be written.</exception>
        public void SaveZarr(string path, ExportOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            ZarrFolder.Write(path, InferenceContents.Of(result, options ?? new()));
        }

        /// <summary>
        /// Saves a table of the draws as text: chain, draw, every unknown, log_likelihood and log_prior, with as many digits as
        /// give the same bits when read again.
        /// </summary>
        /// <param name="path">The file, such as "draws.csv"; one that is there is replaced.</param>
        /// <exception cref="NotSupportedException">
        /// The draws were not kept: the result was read from a file without them.
        /// </exception>
        /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
        public void SaveDrawsCsv(string path)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            DrawCsv.Write(path, DrawTable.Of(result));
        }

        /// <summary>Saves a table of the draws as Parquet, with the columns of <c>SaveDrawsCsv</c>.</summary>
        /// <param name="path">The file, such as "draws.parquet"; one that is there is replaced.</param>
        /// <exception cref="NotSupportedException">
        /// The draws were not kept: the result was read from a file without them.
        /// </exception>
        /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
        public void SaveDrawsParquet(string path)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            DrawParquet.Write(path, DrawTable.Of(result));
        }
    }
}
