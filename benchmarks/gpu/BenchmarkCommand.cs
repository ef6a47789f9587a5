using System.CommandLine;
using System.Globalization;
using BayesMeasure.Gpu.Accelerators;

namespace BayesMeasure.GpuBenchmark;

/// <summary>The command line.</summary>
internal sealed class BenchmarkCommand
{
    private readonly Option<AcceleratorKind> accelerator = new("--accelerator")
    {
        HelpName = "best|cuda|opencl|cpu",
        Description = "What to compute on; cpu runs the conformance on ILGPU's emulation.",
        DefaultValueFactory = _ => AcceleratorKind.Best,
    };

    private readonly Option<bool> allowCpu = new("--allow-cpu")
    {
        Description = "Measures on the emulation, too: it tries the program out and says nothing about a GPU.",
    };

    private readonly Option<string> folder = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Where the results go.",
        DefaultValueFactory = _ => "results",
    };

    private readonly Option<int> spectra =
        Count("--spectra", 1000, "The number of spectra of the batch, each with K = 1 to 4 peaks.");

    private readonly Option<int> dataSets =
        Count("--data-sets", 100, "The number of random data sets on which GPU and CPU are compared.");

    private readonly Option<int> patterns =
        Count("--patterns", 1000, "The number of powder patterns of the batch, each with 50 candidates.");

    private readonly Option<int> repeats =
        Count("--repeats", 5, "How often each time is taken, after a warm-up.");

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments after the name of the program.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Checks the GPU engine of BayesMeasure on this machine, and measures it.")
        {
            accelerator, allowCpu, folder, spectra, dataSets, patterns, repeats,
        };
        root.SetAction((parsed, cancellation) =>
            Task.Run(() => (int)new Benchmark(Read(parsed)).Run(cancellation), CancellationToken.None));
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors is [{ } first, ..])
        {
            await Console.Error.WriteLineAsync($"{first.Message}{Environment.NewLine}All options are listed by --help.");
            return (int)ExitCode.BadArguments;
        }

        return await parsed.InvokeAsync();
    }

    private static Option<int> Count(string name, int usual, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
            {
                return count;
            }
            result.AddError($"{name} {text}: give a whole number of at least 1.");
            return usual;
        },
    };

    private BenchmarkSettings Read(ParseResult parsed) => new(
        parsed.GetValue(accelerator),
        parsed.GetValue(allowCpu),
        parsed.GetValue(folder)!,
        parsed.GetValue(spectra),
        parsed.GetValue(dataSets),
        parsed.GetValue(patterns),
        parsed.GetValue(repeats));
}
