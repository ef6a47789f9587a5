using System.Globalization;
using System.Runtime.Intrinsics;

namespace BayesMeasure.Problems.Seeds;

/// <summary>
/// The numbers of seeds as they were written down, in a text file beside the tests: for each run "[its name]" and lines of "what:
/// value". With RENEW_SEEDS=1 in the environment they are written down anew.
/// </summary>
/// <remarks>
/// Sums are rounded otherwise with another number of lanes, so each number of lanes has a file of its own. Those that are not
/// this machine's are reached by the option of that name, and also by DOTNET_EnableAVX2=0 (2 lanes) and, on a machine that has
/// eight, by DOTNET_EnableAVX512=0 (4 lanes).
/// </remarks>
/// <param name="folder">The folder from the root of the working tree.</param>
/// <param name="lanes">The number of lanes; null for that of the widest vector of this machine.</param>
public sealed class SeedFile(string folder, int? lanes = null)
{
    private const string Machine = "the C library";

    private readonly string path = Path.Combine(
        Checkout(), folder, string.Create(CultureInfo.InvariantCulture, $"seeds.{lanes ?? WidestLanes}.txt"));

    /// <summary>The number of doubles in the widest vector of this machine.</summary>
    private static int WidestLanes => Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2;

    /// <summary>Whether the file is written, instead of compared.</summary>
    public static bool IsRenewed { get; } = Environment.GetEnvironmentVariable("RENEW_SEEDS") == "1";

    /// <summary>The names of the runs in the file.</summary>
    public IEnumerable<string> Names => Read().Keys.Except([Machine]);

    /// <summary>Whether the C library of this machine rounds as the one where the numbers were written down.</summary>
    public bool IsOfThisMachine => IsRenewed
        || (Read().TryGetValue(Machine, out string[]? lines) && lines.SequenceEqual(ElementaryFunctions.Fingerprints));

    /// <summary>Compares the numbers of a run with those in the file.</summary>
    /// <param name="run">The name of the run.</param>
    /// <param name="lines">Its numbers.</param>
    public void Check(string run, IEnumerable<string> lines)
    {
        string[] actual = [.. lines];
        if (IsRenewed)
        {
            Write(run, actual);
            return;
        }

        string[] expected = Read().GetValueOrDefault(run) ?? [];
        Assert.True(expected.SequenceEqual(actual), string.Join(
            Environment.NewLine,
            [
                $"The numbers of the seed of \"{run}\" are not those of {path}. A seed gives the same numbers, bit for bit.",
                "Only where they must change, run this test with RENEW_SEEDS=1 for each number of lanes; CHANGELOG.md says why.",
                .. expected.Except(actual).Select(line => $"  was {line}"),
                .. actual.Except(expected).Select(line => $"  is  {line}"),
            ]));
    }

    private void Write(string run, string[] lines)
    {
        Dictionary<string, string[]> sections = Read();
        sections[Machine] = [.. ElementaryFunctions.Fingerprints];
        sections[run] = lines;
        File.WriteAllLines(path, sections
            .OrderByDescending(section => section.Key == Machine)
            .ThenBy(section => section.Key, StringComparer.Ordinal)
            .SelectMany(section => (string[])[$"[{section.Key}]", .. section.Value, ""]));
    }

    private Dictionary<string, string[]> Read()
    {
        var sections = new Dictionary<string, string[]>();
        string current = "";
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.StartsWith('['))
            {
                current = line.Trim('[', ']');
                sections[current] = [];
            }
            else if (line.Length > 0)
            {
                sections[current] = [.. sections[current], line];
            }
        }

        return sections;
    }

    private static string Checkout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BayesMeasure.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie within the working tree.");
    }
}
