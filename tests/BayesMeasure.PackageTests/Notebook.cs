using System.Text.Json.Nodes;

namespace BayesMeasure.PackageTests;

/// <summary>A notebook of C# cells that was run.</summary>
internal sealed class Notebook
{
    private readonly JsonArray cells;

    private Notebook(JsonArray cells) => this.cells = cells;

    /// <summary>All that the cells printed.</summary>
    public string Printed => string.Concat(cells.SelectMany(cell => Outputs(cell!))
        .Where(output => (string?)output["output_type"] == "stream")
        .Select(output => Joined(output["text"])));

    /// <summary>What went wrong in the cells.</summary>
    public IEnumerable<string> Errors => cells.SelectMany(cell => Outputs(cell!))
        .Where(output => (string?)output["output_type"] == "error")
        .Select(output => $"{output["evalue"]}");

    /// <summary>The HTML that a cell shows.</summary>
    /// <param name="code">The code of the cell.</param>
    public string HtmlOf(string code) => string.Concat(cells.Where(cell => Joined(cell!["source"]).Trim() == code)
        .SelectMany(cell => Outputs(cell!))
        .Select(output => Joined(output["data"]?["text/html"])));

    /// <summary>A notebook as text, a cell an argument.</summary>
    public static string Text(params string[] cells) => string.Concat(cells.Select(cell => $"#!csharp\n\n{cell}\n\n"));

    /// <summary>Reads a notebook with its outputs.</summary>
    public static Notebook Read(string path) => new(JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray());

    private static IEnumerable<JsonNode> Outputs(JsonNode cell) => (cell["outputs"]?.AsArray() ?? []).Select(output => output!);

    private static string Joined(JsonNode? text) =>
        text is JsonArray lines ? string.Concat(lines.Select(line => $"{line}")) : $"{text}";
}
