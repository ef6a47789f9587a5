using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BayesMeasure.Tool.Tests;

/// <summary>Each command on small data, from its words to its files.</summary>
public sealed partial class CommandTests : IDisposable
{
    private static readonly string[] Short =
        ["--sweeps", "100", "--chains", "2", "--threads", "1", "--lanes", "4", "--quiet"];

    private readonly SmallData data = new();

    private string Out => data.PathOf("out");

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Peaks_are_counted_and_everything_is_written()
    {
        ToolRun run = await Done(
            "peaks", data.Peak, "--peaks", "0..2", "--background", "constant", "--draws", "csv,netcdf,parquet,zarr,json",
            "--out", Out);
        Assert.Contains("Selected: K = 1.", run.Output, StringComparison.Ordinal);
        Assert.True(
            run.Output.IndexOf("Selected", StringComparison.Ordinal) < run.Output.IndexOf("F = -ln Z", StringComparison.Ordinal),
            "The verdict comes before the numbers.");
        string[] figures = ["figure", "models", "corner", "traces", "ladder"];
        Assert.All(figures.SelectMany(name => (string[])[$"{name}.png", $"{name}.svg"]), Exists);
        Assert.All(["result.json", "certificate.txt", "report.html", "run.json"], Exists);
        Assert.All(["draws.csv", "draws.nc", "draws.parquet"], Exists);
        Assert.True(Directory.Exists(Path.Combine(Out, "draws.zarr")));
        Assert.Contains("bayesmeasure peaks --config", Read("report.html"), StringComparison.Ordinal);

        JsonElement center = Numbers().GetProperty("parameters").EnumerateArray()
            .First(parameter => parameter.GetProperty("name").GetString()!.StartsWith("center", StringComparison.Ordinal));
        (double mean, double deviation) = (center.GetProperty("mean").GetDouble(), center.GetProperty("sd").GetDouble());
        Assert.True(Math.Abs(mean - 1.8) < 4 * deviation && deviation < 0.02, $"{mean} +- {deviation}");
    }

    [Fact]
    public async Task A_run_is_repeated_by_the_file_that_it_writes()
    {
        await Done(
            "peaks", data.Peak, "--peaks", "1", "--background", "constant", "--seed", "9", "--figure", "none", "--out", Out);
        string first = Masked(Read("result.json"));
        string again = data.PathOf("again");
        string[] words = ["peaks", "--config", Path.Combine(Out, "run.json"), "--quiet", "--out", again];
        (await ToolRun.Of(words)).AssertDone();
        Assert.Equal(first, Masked(File.ReadAllText(Path.Combine(again, "result.json"))));

        (await ToolRun.Of([.. words, "--seed", "10"])).AssertDone();
        Assert.NotEqual(first, Masked(File.ReadAllText(Path.Combine(again, "result.json"))));
    }

    [Fact]
    public async Task Json_alone_goes_to_standard_output()
    {
        ToolRun run = await Done("line", data.Line, "--json", "--figure", "none", "--out", Out);
        using JsonDocument printed = JsonDocument.Parse(run.Output);
        Assert.Equal(1, printed.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal(Read("result.json").TrimEnd(), run.Output.TrimEnd());
    }

    /// <summary>With known sigma and flat priors the posterior is that of weighted least squares.</summary>
    [Fact]
    public async Task A_line_is_that_of_least_squares()
    {
        ToolRun run = await Done("line", data.Line, "--out", Out, "--figure", "svg");
        Assert.Contains("Selected: line.", run.Output, StringComparison.Ordinal);
        Assert.Contains("solved exactly", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Out, "figure.png")));
        Exists("figure.svg");

        (double[] x, double[] y) = Points(data.Line);
        (double meanX, double meanY) = (x.Average(), y.Average());
        double squares = x.Sum(value => (value - meanX) * (value - meanX));
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / squares;
        double slopeError = 0.02 / Math.Sqrt(squares);
        JsonElement told = Numbers().GetProperty("parameters").EnumerateArray()
            .First(parameter => parameter.GetProperty("name").GetString() == "slope");
        double draws = Math.Sqrt(16_000);
        Assert.Equal(slope, told.GetProperty("mean").GetDouble(), 5 * slopeError / draws);
        Assert.Equal(slopeError, told.GetProperty("sd").GetDouble(), 5 * slopeError / draws);
    }

    [Fact]
    public async Task Decays_are_told_from_stretched_ones_by_relax()
    {
        ToolRun run = await Done("relax", data.Decay, "--components", "1", "--out", Out, "--figure", "none");
        Assert.Contains("1 plain", run.Output, StringComparison.Ordinal);
        Exists("report.html");
    }

    [Fact]
    public async Task Any_sum_of_terms_is_fitted()
    {
        ToolRun run = await Done(
            "fit", data.Decay, "--model", "1..2 decay + constant", "--model", "1 gaussian", "--prior", "center=Uniform(-1,3)",
            "--out", Out, "--figure", "none");
        Assert.Contains("1 decay + constant", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 decay + constant", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 gaussian", run.Output, StringComparison.Ordinal);
        Assert.Contains("as given", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measurements_of_one_peak_are_joined()
    {
        ToolRun run = await Done("join", data.Peak, data.SecondPeak, "--model", "1 gaussian + constant", "--out", Out);
        Assert.StartsWith("Join peak + second", run.Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Contains("center[1]", run.Output, StringComparison.Ordinal);
        Assert.All(["result.json", "figure.png", "figure.svg", "run.json"], Exists);
    }

    [Fact]
    public async Task A_plan_starts_from_a_pilot()
    {
        ToolRun run = await Done(
            "plan", data.Peak, "--peaks", "0..2", "--background", "constant", "--measurements", "2", "--efforts", "0.01", "1",
            "--out", Out);
        Assert.Contains("The pilot: Selected: K = 1.", run.Output, StringComparison.Ordinal);
        JsonElement[] designs = [.. Numbers().GetProperty("designs").EnumerateArray()];
        Assert.Equal(2, designs.Length);
        double[] levels = [.. designs.Select(design => design.GetProperty("setting").GetDouble())];
        Assert.Equal(10, levels[0] / levels[1], 1e-9);
    }

    [Fact]
    public async Task Draws_and_curves_are_converted()
    {
        await Done("peaks", data.Peak, "--peaks", "1..2", "--draws", "json", "--figure", "none", "--out", Out);
        string numbers = Path.Combine(Out, "result.json");
        foreach (string file in (string[])["draws.nc", "draws.parquet", "draws.csv"])
        {
            (await ToolRun.Of("convert", numbers, data.PathOf(file), "--model", "K = 2")).AssertDone();
            Assert.True(new FileInfo(data.PathOf(file)).Length > 1000, file);
        }
        Assert.Contains("center[2]", File.ReadLines(data.PathOf("draws.csv")).First(), StringComparison.Ordinal);

        (await ToolRun.Of("convert", data.Peak, data.PathOf("copy.csv"))).AssertDone();
        (await ToolRun.Of("convert", data.PathOf("copy.csv"), data.PathOf("again.csv"))).AssertDone();
        Assert.Equal(File.ReadAllText(data.PathOf("copy.csv")), File.ReadAllText(data.PathOf("again.csv")));
        Assert.StartsWith("energy (eV),counts\n", File.ReadAllText(data.PathOf("copy.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_made_anew_from_the_numbers()
    {
        await Done(
            "peaks", data.Peak, "--peaks", "1..2", "--background", "constant", "--draws", "json", "--figure", "none",
            "--out", Out);
        string again = data.PathOf("again");
        ToolRun run = await ToolRun.Of("report", Path.Combine(Out, "result.json"), "--figure", "svg", "--out", again);
        run.AssertDone();
        Assert.Contains("Selected: K = 1.", run.Output, StringComparison.Ordinal);
        string[] files = ["report.html", "models.svg", "corner.svg", "traces.svg"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(again, file)), file));
    }

    [Fact]
    public async Task The_doctor_looks_at_the_machine()
    {
        ToolRun run = (await ToolRun.Of("doctor")).AssertDone();
        string[] parts = ["processor", "lanes", "memory", "figures", "temporary"];
        Assert.All(parts, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_stopped_says_so_by_its_exit_code()
    {
        string[] words = ["peaks", data.Peak, "--peaks", "1", "--quiet", "--out", Out];
        ToolRun run = await ToolRun.Of(words, new(canceled: true));
        Assert.Equal(75, run.ExitCode);
        run.AssertTwoLines();
    }

    /// <summary>What a header holds comes out as text: in the page, in the drawing and on the terminal.</summary>
    [Fact]
    public async Task Names_from_files_are_escaped_everywhere()
    {
        const string Script = "<script>alert(1)</script>";
        string text = File.ReadAllText(data.Peak);
        string hostile = data.WriteText(
            "hostile.csv", text.Replace("energy (eV),counts", $"x {Script},\u001b[31mred", StringComparison.Ordinal));
        ToolRun run = await Done("peaks", hostile, "--peaks", "1", "--background", "constant", "--figure", "svg", "--out", Out);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(Directory.GetFiles(Out, "*.svg").Append(Path.Combine(Out, "report.html")), file =>
        {
            string written = File.ReadAllText(file);
            Assert.DoesNotContain(Script, written, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', written);
        });
        Assert.DoesNotContain('\u001b', Read("result.json"));
        _ = Numbers();
    }

    private static async Task<ToolRun> Done(params string[] words) =>
        (await ToolRun.Of([.. words, .. words[0] == "line" ? ["--quiet"] : Short])).AssertDone();

    private void Exists(string file) =>
        Assert.True(new FileInfo(Path.Combine(Out, file)) is { Exists: true, Length: > 100 }, file);

    private string Read(string file) => File.ReadAllText(Path.Combine(Out, file));

    private JsonElement Numbers()
    {
        using JsonDocument document = JsonDocument.Parse(Read("result.json"));
        return document.RootElement.Clone();
    }

    private static string Masked(string json) => Times().Replace(json, "\"$1\": 0");

    private static (double[] X, double[] Y) Points(string file)
    {
        double[][] rows =
        [
            .. File.ReadLines(file).Skip(1)
                .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()),
        ];
        return ([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1])]);
    }

    [GeneratedRegex("\"(cpu_seconds|wall_seconds|memory_bytes)\": [0-9.eE+-]+")]
    private static partial Regex Times();
}
