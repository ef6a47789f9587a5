using System.Globalization;

namespace BayesMeasure.Formats.Instruments;

/// <summary>A labelled data record: ##LABEL= value, and the lines that follow it.</summary>
/// <param name="Label">The label in upper case, without what does not count: blanks, dashes, slashes and underlines.</param>
/// <param name="Value">What stands behind the equals sign on its line.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="End">The line of the next record, from 1.</param>
internal sealed record JcampRecord(string Label, string Value, int Line, int End)
{
    /// <summary>The page that it is on: what the last record of that label says; null where there is none.</summary>
    public string? Page { get; init; }

    /// <summary>The form of a table, such as "(X++(Y..Y))".</summary>
    public string Form =>
        Value.Split("),", 2)[0].Trim() is var form && Value.Contains("),", StringComparison.Ordinal) ? $"{form})" : form;

    /// <summary>The symbol of y of a page of NTUPLES, such as R in "(X++(R..R)), XYDATA"; null for other tables.</summary>
    public string? Symbol => Label == "DATATABLE" && Value.Split("++(", 2) is [_, { Length: > 0 } rest] ? rest[..1] : null;
}

/// <summary>A block, from its title to its end: its records, without those of blocks within it.</summary>
internal sealed class JcampBlock
{
    private static readonly string[] TableLabels = ["XYDATA", "XYPOINTS", "PEAKTABLE", "DATATABLE"];

    /// <summary>A longer title is cut: each curve of a block is called after it.</summary>
    private const int LongestTitle = 200;

    private readonly List<JcampRecord> records = [];
    private string? page;

    /// <summary>The records with points.</summary>
    public IEnumerable<JcampRecord> Tables => records.Where(record => TableLabels.Contains(record.Label));

    /// <summary>The unit of x as it is written; empty where there is none.</summary>
    public string XUnits => Text("XUNITS") ?? List("UNITS").FirstOrDefault("");

    /// <summary>The unit of y as it is written; empty where there is none.</summary>
    public string YUnits => Text("YUNITS") ?? List("UNITS").ElementAtOrDefault(1) ?? "";

    /// <summary>Reads all blocks of a file.</summary>
    public static IReadOnlyList<JcampBlock> ReadAll(FileContent content)
    {
        var blocks = new List<JcampBlock>();
        var open = new Stack<JcampBlock>();
        foreach (JcampRecord record in Records(content))
        {
            if (record.Label == "TITLE" || open.Count == 0)
            {
                open.Push(new JcampBlock());
                blocks.Add(open.Peek());
            }

            open.Peek().Add(record);
            if (record.Label == "END")
            {
                open.Pop();
            }
        }

        return blocks;
    }

    /// <summary>What a table is called: the title of its block, and the page where there are several.</summary>
    public string NameOf(JcampRecord table)
    {
        string title = Text("TITLE") is { Length: > 0 } given ? Cut(given) : "untitled";
        return table.Symbol is { } symbol ? $"{title}, {symbol}{(table.Page is { } name ? $" {Cut(name)}" : "")}" : title;
    }

    private static string Cut(string text) => text.Length <= LongestTitle ? text : $"{text[..LongestTitle]}...";

    private void Add(JcampRecord record)
    {
        page = record.Label == "PAGE" ? record.Value : page;
        records.Add(record with { Page = page });
    }

    /// <summary>The scales of XYDATA and XYPOINTS.</summary>
    public JcampAxes Axes(FileContent content) => new(
        Number(content, "FIRSTX"),
        Number(content, "LASTX"),
        Number(content, "DELTAX"),
        (int?)Number(content, "NPOINTS"),
        Number(content, "XFACTOR") ?? 1,
        Number(content, "YFACTOR") ?? 1);

    /// <summary>The scales of a page of NTUPLES: lists with an entry for each variable.</summary>
    public JcampAxes Variables(FileContent content, string symbol)
    {
        string[] symbols = List("SYMBOL");
        int x = Array.IndexOf(symbols, "X");
        int y = Array.IndexOf(symbols, symbol);
        double? Entry(string label, int variable) => List(label).ElementAtOrDefault(variable) is { } text ? Parse(text) : null;
        return x >= 0 && y >= 0
            ? new(
                Entry("FIRST", x),
                Entry("LAST", x),
                null,
                (int?)Entry("VARDIM", y),
                Entry("FACTOR", x) ?? 1,
                Entry("FACTOR", y) ?? 1)
            : throw content.Error($"The variable {symbol} of a page is not among the symbols.", "Export the spectrum again.");
    }

    private static IEnumerable<JcampRecord> Records(FileContent content)
    {
        int last = -1;
        for (int line = 0; line <= content.Lines.Count; line++)
        {
            bool isEnd = line == content.Lines.Count;
            if (!isEnd && !content.Lines[line].TrimStart().StartsWith("##"))
            {
                continue;
            }

            if (last >= 0)
            {
                yield return Record(content, last, line);
            }

            last = line;
        }
    }

    private static JcampRecord Record(FileContent content, int line, int end)
    {
        string text = content.Lines[line].Trim().ToString();
        int equals = text.IndexOf('=');
        string label = equals < 0 ? text[2..] : text[2..equals];
        string value = equals < 0 ? "" : text[(equals + 1)..].Split("$$", 2)[0].Trim();
        string bare = string.Concat(label.Where(character => !" -/_".Contains(character))).ToUpperInvariant();
        return new(bare, value, line + 1, end + 1);
    }

    private string? Text(string label) => records.FirstOrDefault(record => record.Label == label)?.Value;

    private string[] List(string label) => Text(label)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    private double? Number(FileContent content, string label) =>
        records.FirstOrDefault(record => record.Label == label) is { } record
        ? Parse(record.Value) ?? throw content.ErrorAt(
            record.Line, $"{label} is \"{record.Value}\", which is no number.", "Correct it.")
        : null;

    private static double? Parse(string text) => double.TryParse(
        text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) && Math.Abs(value) < 1e300 ? value : null;
}
