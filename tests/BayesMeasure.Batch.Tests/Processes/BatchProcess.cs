using System.Diagnostics;

namespace BayesMeasure.Batch.Tests.Processes;

/// <summary>The program of this project as a process of its own, which can be stopped and killed.</summary>
internal sealed class BatchProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private BatchProcess(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it printed, and said.</summary>
    public string Printed => output.Result + error.Result;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>The assembly of the program.</summary>
    public static string Assembly => typeof(BatchProcess).Assembly.Location;

    /// <summary>Starts a command.</summary>
    public static BatchProcess Start(string[] arguments, params (string Name, string Value)[] environment) =>
        new("dotnet", [Assembly, .. arguments], environment);

    /// <summary>Runs a command, or another program, to its end.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public static (int ExitCode, string Printed) Run(string[] arguments, params (string Name, string Value)[] environment)
    {
        using BatchProcess process = Start(arguments, environment);
        return (process.Wait(), process.Printed);
    }

    /// <summary>Runs another program to its end; null where there is no such.</summary>
    public static (int ExitCode, string Printed)? RunOther(string program, params string[] arguments)
    {
        try
        {
            using var process = new BatchProcess(program, arguments, []);
            return (process.Wait(), process.Printed);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public int Wait()
    {
        Assert.True(process.WaitForExit(Patience), "The process does not end.");
        return process.ExitCode;
    }

    /// <summary>Asks it to end, as a scheduler does.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsRunning)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
