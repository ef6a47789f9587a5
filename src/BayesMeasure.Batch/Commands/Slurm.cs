using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BayesMeasure.Batch.Commands;

/// <summary>The programs of Slurm.</summary>
internal static partial class Slurm
{
    private const string Submit = "sbatch";

    /// <summary>Submits a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="tasks">The number of tasks of its array.</param>
    /// <returns>What Slurm said.</returns>
    /// <exception cref="BatchException">There is no Slurm, or it refuses.</exception>
    public static string Submitted(string script, int tasks)
    {
        RequireRoom(tasks);
        return Answer(Submit, FormattableString.Invariant($"--array=0-{tasks - 1}"), script).Trim();
    }

    private static void RequireRoom(int tasks)
    {
        Match most = MaxArraySize().Match(Answer("scontrol", "show", "config"));
        if (most.Success && int.Parse(most.Groups[1].Value, CultureInfo.InvariantCulture) is var size && tasks >= size)
        {
            throw new BatchException(
                Submit,
                $"takes arrays of fewer than {size} tasks here, but {tasks} workers are asked for.",
                $"Give --workers {Math.Max(1, size - 1)} or fewer, with more --cores each.");
        }
    }

    private static string Answer(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new BatchException(
                program, $"refused: {error.Result.Trim()}", "Change the script or the options, and submit again.");
        }
        catch (Win32Exception error)
        {
            throw new BatchException(
                program,
                "cannot be started: there is no Slurm here.",
                "Submit where there is one, see the script by --dry-run, or start work by yourself, as often as you like.",
                error);
        }
    }

    [GeneratedRegex(@"MaxArraySize\s*=\s*(\d{1,9})")]
    private static partial Regex MaxArraySize();
}
