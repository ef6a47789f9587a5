using System.Diagnostics;

namespace BayesMeasure.Tests.Export;

/// <summary>A fact that asks other readers of the files: skipped, with a message, where Python has not got them.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasReaders = new(() =>
        File.Exists(Python) && Run("-c", "import h5py, netCDF4, xarray, zarr").ExitCode == 0);

    public PythonFactAttribute()
    {
        if (!HasReaders.Value)
        {
            Skip = "No /usr/bin/python3 with h5py, netCDF4, xarray and zarr.";
        }
    }

    /// <summary>Runs Python; gives its exit code and all that it said.</summary>
    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
