using System.Diagnostics;
using Xunit.Sdk;

namespace BayesMeasure.PackageTests;

/// <summary>The dotnet tool in a process of its own, as if it were called from a shell and not from within a test.</summary>
internal static class DotnetTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // What a build or a test host leaves to its children would make them load its own targets, hooks and profilers.
    private static readonly string[] HostPrefixes = ["MSBUILD", "VSTEST", "CORECLR_", "DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS"];

    /// <summary>Runs the tool; fails with all it printed where it does not succeed.</summary>
    /// <returns>What it printed to the standard output.</returns>
    public static Task<string> Run(string folder, params string[] arguments) => Run(folder, arguments, []);

    /// <summary>Runs the tool with variables of the environment.</summary>
    /// <inheritdoc cref="Run(string, string[])"/>
    public static async Task<string> Run(string folder, string[] arguments, Dictionary<string, string> environment)
    {
        using Process process = Process.Start(Call(folder, arguments, environment))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool finished = await Finishes(process);
        if (!finished || process.ExitCode != 0)
        {
            string end = finished ? $"exit code {process.ExitCode}" : $"stopped after {Patience}";
            throw new XunitException(
                string.Join(Environment.NewLine, $"dotnet {string.Join(' ', arguments)}: {end}", await output, await error));
        }

        return await output;
    }

    private static ProcessStartInfo Call(string folder, string[] arguments, Dictionary<string, string> environment)
    {
        string tool = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var call = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in call.Environment.Keys.Where(IsOfTheHost).ToList())
        {
            call.Environment.Remove(name);
        }

        call.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        call.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        call.Environment.Remove(NuGetFolders.Variable);
        foreach ((string name, string value) in environment)
        {
            call.Environment[name] = value;
        }

        return call;
    }

    private static bool IsOfTheHost(string variable) =>
        HostPrefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static async Task<bool> Finishes(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
    }
}
