using BayesMeasure.Problems.Structures;

namespace PowderPhases.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly PatternFolder folder = new("NiO", "ZnO");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("states no wavelength, and there is no default", "--at", "1")]
    [InlineData("is that of a tube in nm: write 1.5406", "--wavelength", "0.15406")]
    [InlineData("The wavelength is 8.04 Å", "--wavelength", "8.04")]
    [InlineData("--wavelength 1,54: give Cu, Co, Mo", "--wavelength", "1,54")]
    [InlineData("--wavelength Xx: give Cu, Co, Mo", "--wavelength", "Xx")]
    [InlineData("0 to 180 degrees, such as 26.6", "--wavelength", "Cu", "--monochromator", "266")]
    [InlineData("--monochromator big: give a number", "--wavelength", "Cu", "--monochromator", "big")]
    [InlineData("choose one of column, counts", "--wavelength", "Cu", "--noise", "loud")]
    [InlineData("give one number for each pattern", "--wavelength", "Cu", "--at", "1", "2")]
    [InlineData("write PHASE=PERCENT", "--wavelength", "Cu", "--internal-standard", "NiO")]
    [InlineData("write PHASE=PERCENT", "--wavelength", "Cu", "--internal-standard", "NiO=120")]
    [InlineData("There is no candidate Si.", "--wavelength", "Cu", "--internal-standard", "Si=20")]
    [InlineData("--grain-size NiO=: give micrometres", "--wavelength", "Cu", "--grain-size", "NiO=")]
    [InlineData("There is no candidate Si.", "--wavelength", "Cu", "--grain-size", "Si=2")]
    [InlineData("at most 100 micrometres", "--wavelength", "Cu", "--grain-size", "2000")]
    [InlineData("--method fast: choose one of gibbs, variational, exchange", "--wavelength", "Cu", "--method", "fast")]
    public async Task Bad_option_is_refused(string message, params string[] arguments) =>
        (await Run(folder.WriteMixture("good.csv", 1, ("NiO", 1)), arguments)).AssertRefused(message);

    [Theory]
    [InlineData("negative", "point 1 has the intensity -")]
    [InlineData("constant", "all intensities are 7")]
    [InlineData("spacings", "uneven as 2 theta, and even as spacings d. Turn them into 2 theta = 2 asin(lambda / (2 d))")]
    [InlineData("falling spacings", "uneven as 2 theta, and even as spacings d")]
    [InlineData("radians", "Turn radians, theta, q or d into degrees")]
    [InlineData("twice", "points 1 and 2 are at 20 and 20.")]
    [InlineData("zero sigma", "The standard deviation 0 is not above 0")]
    [InlineData("few", "a pattern has 50 at least")]
    public async Task Bad_pattern_is_refused(string kind, string message) =>
        (await Run(folder.WriteSpoilt("bad.csv", kind == "zero sigma" ? "x,y,sigma" : "x,y", Spoilt(kind)), "--wavelength", "Cu"))
            .AssertRefused(message);

    [Theory]
    [InlineData("folder", "there is no such folder")]
    [InlineData("file", "this is a file")]
    [InlineData("nothing", "there is neither a .cif nor a .csv file")]
    public async Task Missing_candidates_are_refused(string kind, string message)
    {
        Directory.CreateDirectory(folder.PathOf("nothing"));
        string candidates = kind == "file" ? folder.Write("file.txt", "") : folder.PathOf(kind);
        (await Run(folder.WriteMixture("good.csv", 1, ("NiO", 1)), "--wavelength", "Cu", "--candidates", candidates))
            .AssertRefused(message);
    }

    public static TheoryData<string, string, string> BadStructures => new()
    {
        { "_cell_length_a", "_nothing", "bad.cif, line" },
        { "3.24", "0", "bad.cif, line" },
        { "loop_", "loop", "bad.cif, line" },
        { "Zn ", "Qq ", "bad.cif, line" },
        { "_atom_site_fract_x", "_atom_site_x", "has no atoms with coordinates" },
    };

    [Theory]
    [MemberData(nameof(BadStructures))]
    public async Task Bad_structure_is_refused_with_its_place(string from, string to, string message)
    {
        string good = ReferenceStructures.Cif("ZnO");
        string bad = good.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(good, bad);
        folder.WriteStructure("bad.cif", bad);
        (await Run(folder.WriteMixture("good.csv", 1, ("NiO", 1)), "--wavelength", "Cu")).AssertRefused(message);
    }

    [Theory]
    [InlineData("descending", "turned round")]
    [InlineData("scaled", "no counts: by the scatter of neighbours")]
    [InlineData("multiplied", "no counts: by the scatter of neighbours")]
    [InlineData("uneven", "")]
    public async Task Odd_pattern_is_read_and_it_is_said_how(string kind, string remark)
    {
        CommandRun run = await Run(
            kind == "descending" ? folder.WriteFalling("odd.csv") : folder.WriteSpoilt("odd.csv", "x,y", Spoilt(kind)),
            "--wavelength",
            "Cu");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(remark, run.Output, StringComparison.Ordinal);
        Assert.Contains("ZnO (", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_patterns_are_refused()
    {
        (await Run(folder.PathOf("none.csv"), "--wavelength", "Cu")).AssertRefused("There is no such file");
        (await Run(folder.PathOf("none*.csv"), "--wavelength", "Cu")).AssertRefused("there is no such file");
    }

    [Fact]
    public async Task A_file_of_a_series_that_is_no_pattern_is_left_out_by_name()
    {
        folder.WriteMixture("scan1.csv", 1, ("NiO", 1));
        folder.Write("scan2.csv", "the sample broke\n");
        folder.WriteSpoilt("scan3.csv", "x,y", Spoilt("few"));
        folder.WriteMixture("scan4.csv", 4, ("NiO", 1));
        CommandRun run = await Run(folder.PathOf("scan*.csv"), "--wavelength", "Cu", "--at", "10", "20", "30", "40");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("scan2.csv is no pattern, and was left out", run.Output, StringComparison.Ordinal);
        Assert.Contains("scan3.csv is no pattern, and was left out", run.Output, StringComparison.Ordinal);
        Assert.Contains("all 2 patterns trusted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_pattern_is_refused()
    {
        folder.Write("scan2.csv", "the sample broke\n");
        (await Run(folder.PathOf("scan*.csv"), "--wavelength", "Cu")).AssertRefused("no file of 1 is a pattern");
    }

    [Fact]
    public async Task One_line_where_a_tube_emits_two_is_remarked_on()
    {
        CommandRun run = await Run(folder.WriteMixture("good.csv", 1, ("NiO", 1)), "--wavelength", "1.5406");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("a tube emits a doublet: give Cu for it", run.Output, StringComparison.Ordinal);
    }

    private static Func<double, double, string> Spoilt(string kind) => kind switch
    {
        "negative" => (x, y) => PatternFolder.Row(x, y - 1000),
        "constant" => (x, _) => PatternFolder.Row(x, 7),
        "spacings" => (x, y) => PatternFolder.Row(Math.Round(Spacing(94.95 - x), 4), y),
        "falling spacings" => (x, y) => PatternFolder.Row(Math.Round(Spacing(x), 4), y),
        "radians" => (x, y) => PatternFolder.Row(x * Math.PI / 180, y),
        "twice" => (x, y) => PatternFolder.Row(x, y) + (x == 20 ? "\n" + PatternFolder.Row(x, y) : ""),
        "zero sigma" => (x, y) => PatternFolder.Row(x, y) + (x == 20 ? ",0" : ",10"),
        "few" => (x, y) => x < 21 ? PatternFolder.Row(x, y) : "",
        "scaled" => (x, y) => PatternFolder.Row(x, y / 37),
        "multiplied" => (x, y) => PatternFolder.Row(x, 50 * y),
        "uneven" => (x, y) => x % 0.3 < 0.06 ? "" : PatternFolder.Row(x, y),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static double Spacing(double twoTheta) => 0.5 * 1.540596 / Math.Sin(0.5 * twoTheta * Math.PI / 180);

    private Task<CommandRun> Run(string pattern, params string[] arguments)
    {
        string[] candidates = arguments.Contains("--candidates") ? [] : ["--candidates", folder.Structures];
        return CommandRun.Of(
            new PhaseSearchCommand(), ["--pattern", pattern, .. candidates, "--out", folder.PathOf("out"), .. arguments]);
    }
}
