using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using BayesMeasure.CommandLine;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tool.Commands;

/// <summary>What this machine has of that which runs need: processor, memory, native libraries, fonts, folders.</summary>
internal sealed class DoctorCommand() : JobCommand(
    "Looks at this machine: processor, lanes, memory, accelerators, fonts, native libraries, folders.", CommandStyle.Service)
{
    private const double Gigabyte = 1L << 30;
    private const double LeastMemory = 1;

    /// <summary>The drivers of devices; a GPU is used by the package BayesMeasure.Gpu, and not by this tool.</summary>
    private static readonly (string Name, string[] Libraries)[] Drivers =
    [
        ("CUDA", ["libcuda.so.1", "nvcuda.dll"]),
        ("OpenCL", ["libOpenCL.so.1", "OpenCL.dll", "/System/Library/Frameworks/OpenCL.framework/OpenCL"]),
    ];

    /// <summary>One thing that was looked at.</summary>
    /// <param name="Name">What.</param>
    /// <param name="Found">What was found.</param>
    /// <param name="Remedy">What to do; null where all is well.</param>
    private sealed record Finding(string Name, string Found, string? Remedy = null);

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [];

    /// <inheritdoc/>
    protected override bool Run(ParseResult arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        Finding[] findings = [.. Findings()];
        string[] remedies = [.. findings.Select(finding => finding.Remedy).OfType<string>()];
        output.WriteLine(remedies.Length == 0 ? "All that runs need is there." : string.Join(Environment.NewLine, remedies));
        output.WriteLine("");
        foreach (Finding finding in findings)
        {
            output.WriteLine($"{finding.Name,-12} {finding.Found}");
        }
        return true;
    }

    private static IEnumerable<Finding> Findings()
    {
        string version = typeof(DoctorCommand).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        yield return new("version", version.Split('+')[0]);
        yield return new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        yield return new("processor", $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads");
        yield return new("lanes", $"{Lanes} doubles a vector");
        yield return Memory();
        foreach ((string name, string[] libraries) in Drivers)
        {
            bool isThere = libraries.Any(library => NativeLibrary.TryLoad(library, out _));
            yield return new(name, isThere ? "driver found; this tool runs on the processor alone" : "no driver; none is needed");
        }

        yield return Drawing();
        yield return Folder("temporary", Path.GetTempPath());
        yield return Folder("here", Directory.GetCurrentDirectory());
    }

    /// <summary>What any question is summed in on this machine, as one of them says.</summary>
    private static int Lanes =>
        new Posterior(new([0], [0]), ForwardModel.Zero, GaussianNoise.Known(1), new Prior()).Lanes;

    private static Finding Memory()
    {
        double gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte;
        return new(
            "memory",
            string.Create(CultureInfo.InvariantCulture, $"{gigabytes:F1} GB"),
            gigabytes < LeastMemory ? "There is less than 1 GB of memory: give the run more, or use --bin." : null);
    }

    /// <summary>A figure needs a native library, and its words a font.</summary>
    private static Finding Drawing()
    {
        try
        {
            CurvePanel panel = new CurvePanel("figure", "x", "y").WithLine("line", [0, 1], [0, 1]);
            int bytes = Figure.OfCurves(panel).ToPng(200, 100).Length;
            return new(
                "figures",
                $"drawn ({bytes} bytes), {(Figure.HasText ? "with text" : "without text")}",
                Figure.HasText
                    ? null
                    : "Figures have no text: this machine has no font. Install one, such as fonts-dejavu-core.");
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException)
        {
            string reason = UserErrorException.Sentence(error);
            return new("figures", "not drawn", $"Figures cannot be drawn: {reason} Use --figure none.");
        }
    }

    private static Finding Folder(string name, string folder)
    {
        try
        {
            string probe = Path.Combine(folder, Path.GetRandomFileName());
            using FileStream file = File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose);
            return new(name, $"{folder} can be written to");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(name, $"{folder} cannot be written to", $"{folder} cannot be written to: choose another one with --out.");
        }
    }
}
