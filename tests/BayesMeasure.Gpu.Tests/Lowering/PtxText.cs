using System.Text.RegularExpressions;

namespace BayesMeasure.Gpu.Tests.Lowering;

/// <summary>The text of a lowered kernel, and what is judged by it.</summary>
internal sealed partial class PtxText(string text)
{
    public string Text => text;

    /// <summary>The number of lines.</summary>
    public int Lines => text.Count(character => character == '\n');

    /// <summary>
    /// The bytes of local memory a thread: what did not become registers, and lies in the memory of the device.
    /// </summary>
    public int LocalBytes => Local().Matches(text).Sum(match => int.Parse(match.Groups[1].Value));

    /// <summary>What must not be in a kernel; empty for a good one.</summary>
    /// <param name="localBytes">
    /// The local memory that the kernel may use. None by default: a component and its number are arithmetic, and an array of
    /// theirs in local memory would cost a trip to the device's memory at every point.
    /// </param>
    public IReadOnlyList<string> Faults(int localBytes = 0) =>
    [
        .. Externs(), .. UndefinedCalls(), .. LongDivisions(),
        .. LocalBytes > localBytes ? [$"{LocalBytes} bytes of local memory"] : Array.Empty<string>(),
    ];

    private IEnumerable<string> Externs() => Extern().Matches(text).Select(match => match.Value.Trim())
        .Where(line => !line.StartsWith(".extern .shared", StringComparison.Ordinal));

    /// <summary>
    /// Calls of what has no body, or of the fused multiply-add, whose body is a stub: its instruction takes its place.
    /// </summary>
    private IEnumerable<string> UndefinedCalls()
    {
        HashSet<string> defined = [.. Definition().Matches(text).Select(match => match.Groups[1].Value)];
        return Call().Matches(text).Select(match => match.Groups[1].Value)
            .Where(name => !defined.Contains(name) || name.StartsWith("MultiplyAdd_", StringComparison.Ordinal))
            .Select(name => $"call of {name}");
    }

    /// <summary>
    /// 64-bit divisions of integers between a label and a branch back to it: a hundred instructions each, every round.
    /// </summary>
    private IEnumerable<string> LongDivisions()
    {
        string[] lines = text.Split('\n');
        var labels = new Dictionary<string, int>();
        var inLoop = new SortedSet<int>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (Label().Match(lines[i]) is { Success: true } label)
            {
                labels[label.Groups[1].Value] = i;
            }
            if (Branch().Match(lines[i]) is { Success: true } branch && labels.TryGetValue(branch.Groups[1].Value, out int start))
            {
                inLoop.UnionWith(Enumerable.Range(start, i - start));
            }
        }

        return inLoop.Where(i => LongDivision().IsMatch(lines[i])).Select(i => $"in a loop: {lines[i].Trim()}");
    }

    [GeneratedRegex(@"^\s*\.extern.*$", RegexOptions.Multiline)]
    private static partial Regex Extern();

    [GeneratedRegex(@"\.local\s+(?:\.align\s+\d+\s+)?\.b8\s+\w+\[(\d+)\]")]
    private static partial Regex Local();

    [GeneratedRegex(@"\.func\s+(?:\([^)]*\)\s*)?(\w+)\s*\([^)]*\)\s*\{")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\s*(?:@!?%p\d+\s+)?call(?:\.uni)?\s+(?:\([^)]*\)\s*,\s*)?(\w+)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^\s*(\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bbra(?:\.uni)?\s+(\w+)\s*;")]
    private static partial Regex Branch();

    [GeneratedRegex(@"\b(?:div|rem)\.[su]64\b")]
    private static partial Regex LongDivision();
}
