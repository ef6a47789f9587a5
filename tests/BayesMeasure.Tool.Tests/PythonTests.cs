using System.Diagnostics;

namespace BayesMeasure.Tool.Tests;

/// <summary>The module for Python against this tool, by Debian's Python where there is one with numpy.</summary>
public class PythonTests
{
    private const string Python = "/usr/bin/python3";

    [PythonFact]
    [Trait("suite", "proofs")]
    public async Task Python_asks_the_tool()
    {
        (int exitCode, string said) = await Run(Checkout.PathOf("python", "test_bayesmeasure.py"));
        Assert.True(exitCode == 0, said);
    }

    private static async Task<(int ExitCode, string Said)> Run(params string[] arguments)
    {
        ProcessStartInfo call = new(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        call.Environment["BAYESMEASURE"] = $"dotnet '{typeof(ToolProgram).Assembly.Location}'";
        using Process process = Process.Start(call)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>A fact that is skipped, with a message, where Python has no numpy.</summary>
    private sealed class PythonFactAttribute : FactAttribute
    {
        public PythonFactAttribute()
        {
            if (!File.Exists(Python) || Run("-c", "import numpy").Result.ExitCode != 0)
            {
                Skip = "No /usr/bin/python3 with numpy.";
            }
        }
    }
}
