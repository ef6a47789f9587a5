using System.Text.Json.Nodes;

namespace SpectralDeconvolution.Tests;

/// <summary>What can be asked beyond equal peaks in Gaussian noise, and what is remarked on.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Kinds_of_peaks_and_backgrounds_are_compared_side_by_side()
    {
        JsonNode result = await Ask(
            Line(), "--model", "1 gaussian + 0..1 lorentzian + linear", "--model", "2 gaussians + constant",
            "--prior", "lorentzian.width=LogUniform(1,9)");
        Assert.Equal(
            ["1 gaussian + linear", "1 gaussian + 1 lorentzian + linear", "2 gaussian + constant"],
            result["models"]!.AsArray().Select(model => (string)model!["name"]!));
        Assert.Equal([1, 2, 2], result["models"]!.AsArray().Select(model => (int)model!["k"]!));
    }

    [Fact]
    public async Task One_kind_of_peaks_is_named_by_its_number_whichever_way_it_is_asked()
    {
        JsonNode sum = await Ask(Line(), "--model", "0..1 voigt + linear");
        JsonNode options = await Ask(Line(), "--peaks", "0..1", "--shape", "voigt", "--background", "linear");
        Assert.Equal(options["models"]!.ToJsonString(), sum["models"]!.ToJsonString());
        Assert.Equal(options["parameters"]!.ToJsonString(), sum["parameters"]!.ToJsonString());
    }

    [Fact]
    public async Task A_doublet_has_what_is_known_of_its_companion()
    {
        JsonNode result = await Ask(
            Line(), "--peaks", "1", "--shape", "lorentzian", "--doublet", "splitting=Uniform(5,9),ratio=0.5");
        string[] names = [.. result["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!)];
        Assert.Equal(["amplitude", "center", "splitting", "width"], names.Order());
        JsonNode splitting = result["parameters"]!.AsArray().Single(parameter => (string)parameter!["name"]! == "splitting")!;
        Assert.InRange((double)splitting["mean"]!, 5, 9);
        Assert.Equal("eV", (string?)splitting["unit"]);
    }

    [Fact]
    public async Task Dips_have_negative_amplitudes()
    {
        JsonNode result = await Ask(Line(sign: -1), "--peaks", "1", "--dips", "--background", "constant");
        JsonNode amplitude = result["parameters"]!.AsArray().First(parameter => (string)parameter!["name"]! == "amplitude")!;
        Assert.True((double)amplitude["q95"]! < 0);
    }

    [Fact]
    public async Task Counts_that_are_read_with_their_roots_are_recognised_and_counts_noise_is_proposed()
    {
        string file = Line(column: y => $",{Math.Sqrt(y):F3}");
        JsonNode roots = await Ask(file, "--peaks", "1", "--background", "constant");
        Assert.Contains(
            Remarks(roots), remark => remark.Contains("these are counts, and --noise counts", StringComparison.Ordinal));
        JsonNode counts = await Ask(file, "--peaks", "1", "--background", "constant", "--noise", "counts");
        Assert.DoesNotContain(Remarks(counts), remark => remark.Contains("--noise", StringComparison.Ordinal));
        Assert.Null(counts["noise"]);
    }

    [Fact]
    public async Task A_point_without_counts_names_counts_noise()
    {
        string file = folder.Write("zero.csv", "x,counts,sigma\n0,0,0\n1,4,2\n2,9,3\n3,0,0\n4,1,1\n5,1,1\n6,4,2\n7,1,1\n");
        CommandRun run = await CommandRun.Of(new DeconvolutionCommand(), ["--data", file, "--out", folder.Path]);
        run.AssertRefused("--noise counts");
        Assert.DoesNotContain("remove", run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("student", "degrees of freedom")]
    [InlineData("auto", "noise")]
    [InlineData("correlated", "correlation length")]
    public async Task Unknown_noise_has_its_parameters(string noise, string parameter)
    {
        CommandRun run = await Run(Line(), "--peaks", "1", "--noise", noise);
        Assert.Contains(parameter, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_that_was_integrated_out_has_none()
    {
        CommandRun run = await Run(Line(), "--peaks", "1", "--noise", "jeffreys", "--background", "constant");
        Assert.Contains("integrated out under Jeffreys' prior", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("F - C", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correlated_noise_has_a_length_in_units_of_x_and_says_that_it_reads_no_sigma()
    {
        JsonNode result = await Ask(Line(column: _ => ",5"), "--peaks", "1", "--noise", "correlated");
        JsonNode length = ParameterOf(result, "correlation length");
        Assert.Equal("eV", (string?)length["unit"]);
        Assert.InRange((double)length["mean"]!, 0.2, 5.9);
        Assert.Contains(Remarks(result), remark => remark.Contains("\"sigma\" are not used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jitter_stands_beside_the_sigmas_of_the_file()
    {
        JsonNode result = await Ask(Line(column: _ => ",0.5"), "--peaks", "1", "--background", "constant", "--noise", "jitter");
        Assert.InRange((double)ParameterOf(result, "jitter")["mean"]!, 1, 40);
        Assert.DoesNotContain(Remarks(result), remark => remark.Contains("not used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("smooth")]
    [InlineData("shirley+smooth")]
    [InlineData("smooth+erf")]
    public async Task A_smooth_background_is_integrated_out_and_has_all_levels_in_it(string background)
    {
        JsonNode result = await Ask(Line(), "--peaks", "0..1", "--background", background);
        Assert.True((double)ParameterOf(result, "bend")["q05"]! > 0);
        Assert.DoesNotContain(Parameters(result), parameter => (string)parameter["name"]! == "offset");
        Assert.Contains(
            Remarks(result), remark => remark.Contains("no peak is wider than 5.9, a tenth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_beside_a_smooth_background_are_taken_for_Gaussian_values_and_that_is_said()
    {
        JsonNode result = await Ask(Line(), "--peaks", "0..1", "--background", "smooth", "--noise", "counts");
        Assert.Contains(Remarks(result), remark => remark.Contains("counts are taken for Gaussian", StringComparison.Ordinal));
        Assert.DoesNotContain(Parameters(result), parameter => (string)parameter["name"]! == "noise");
    }

    [Fact]
    public async Task Smooth_and_other_backgrounds_are_compared_side_by_side()
    {
        JsonNode result = await Ask(
            Line(), "--model", "1 lorentzian + smooth", "--model", "1 lorentzian + smooth + shirley",
            "--model", "1 lorentzian + linear");
        Assert.Equal(3, result["models"]!.AsArray().Count(model => (double)model!["probability"]! >= 0));
    }

    [Fact]
    public async Task An_undecided_comparison_says_so_in_every_form()
    {
        CommandRun run = await Run(Line(), "--peaks", "0..1");
        JsonNode diagnostics = Result()["diagnostics"]!;
        string reserve = (string)diagnostics["reserve"]!;
        Assert.False((bool)diagnostics["decided"]!);
        Assert.Contains($"p(K | D), {reserve}", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"p(K | D): {reserve}", await File.ReadAllTextAsync(folder.PathOf("figure.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-120, 0, "E-121")]
    [InlineData(1e-44, 0, "E-45")]
    [InlineData(1e120, 0, "E+119")]
    [InlineData(1, 1e12, "")]
    public async Task Tables_have_the_digits_of_their_errors_at_any_scale(double scale, double offset, string exponent)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 40).Select(i => FormattableString.Invariant(
            $"{i},{(scale * (Math.Exp(-0.01 * (i - 20) * (i - 20)) + 0.01 * (i * 7 % 5)) + offset):R}"));
        string file = folder.Write("scaled.csv", "x,y\n" + string.Join('\n', lines));
        CommandRun run = await Run(file, "--peaks", "1", "--background", "constant");
        Assert.Contains(exponent, run.Output, StringComparison.Ordinal);
        JsonNode[] parameters = [.. Result()["parameters"]!.AsArray().OfType<JsonNode>()];
        Assert.All(parameters, parameter =>
        {
            Assert.InRange((double)parameter["mean"]!, (double)parameter["q05"]!, (double)parameter["q95"]!);
            Assert.True((double)parameter["sd"]! > 0);
        });
        string row = run.Output.Split('\n').First(line => line.TrimStart().StartsWith("amplitude[1]", StringComparison.Ordinal));
        string[] quantiles = [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4..7]];
        Assert.Equal(quantiles, quantiles.Distinct());
    }

    private static IEnumerable<JsonNode> Parameters(JsonNode result) => result["parameters"]!.AsArray().OfType<JsonNode>();

    private static JsonNode ParameterOf(JsonNode result, string name) =>
        Parameters(result).Single(parameter => (string)parameter["name"]! == name);

    private static IEnumerable<string> Remarks(JsonNode result) =>
        result["diagnostics"]!["remarks"]!.AsArray().Select(remark => (string)remark!);

    private string Line(int sign = 1, Func<int, string>? column = null)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 60).Select(i =>
        {
            int y = (int)(500 + sign * 400 / (1 + 0.05 * (i - 30) * (i - 30)) + i * 7 % 15);
            return FormattableString.Invariant($"{700 + i},{y}{column?.Invoke(y)}");
        });
        string header = column is null ? "energy (eV),counts" : "energy (eV),counts,sigma";
        return folder.Write("line.csv", header + "\n" + string.Join('\n', lines));
    }

    private async Task<JsonNode> Ask(string file, params string[] arguments)
    {
        await Run(file, arguments);
        return Result();
    }

    private async Task<CommandRun> Run(string file, params string[] arguments)
    {
        CommandRun run = await CommandRun.Of(
            new DeconvolutionCommand(),
            ["--data", file, "--sweeps", "60", "--chains", "2", "--quiet", "--out", folder.Path, .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    private JsonNode Result() => JsonNode.Parse(File.ReadAllText(folder.PathOf("result.json")))!;
}
