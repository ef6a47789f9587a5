using System.Text.Json.Nodes;
using BayesMeasure.CommandLine;

namespace SpectralDeconvolution.Tests;

public sealed class MainJobTests : IDisposable
{
    private static readonly string[] Short = ["--peaks", "1..2", "--sweeps", "60", "--chains", "2", "--seed", "7"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Benchmark_runs_from_data_to_files()
    {
        CommandRun run = await Run("--peaks", "3", "--sweeps", "60", "--seed", "7", "--out", folder.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Seed 7", run.Output, StringComparison.Ordinal);
        Assert.Contains("1.455", run.Output, StringComparison.Ordinal);
        Assert.Contains("ascending order of center", run.Output, StringComparison.Ordinal);
        Assert.Contains("K = 3", run.Error, StringComparison.Ordinal);
        Assert.All(ComparisonFiles.Names, file => Assert.True(new FileInfo(folder.PathOf(file)).Length > 1000, file));
    }

    [Fact]
    public async Task Number_of_threads_does_not_change_the_result()
    {
        JsonObject one = await Result("--threads", "1");
        JsonObject two = await Result("--threads", "2");
        Assert.Equal(one.ToJsonString(), two.ToJsonString());

        async Task<JsonObject> Result(params string[] arguments)
        {
            CommandRun run = await Run([.. Short, .. arguments, "--quiet", "--out", folder.Path]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            JsonObject result = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!.AsObject();
            Assert.True(result.Remove("cpu_seconds"));
            Assert.True(result.Remove("wall_seconds"));
            return result;
        }
    }

    [Fact]
    public async Task A_prior_over_models_changes_probabilities_and_no_free_energy()
    {
        JsonNode uniform = await Result();
        JsonNode geometric = await Result("--model-prior", "geometric:0.001");
        Assert.Equal($"{uniform["models"]![0]!["logZ"]}", $"{geometric["models"]![0]!["logZ"]}");
        Assert.Equal("p(model) ~ 0.001^K", (string?)geometric["diagnostics"]!["model_prior"]);
        double Odds(JsonNode result) =>
            Math.Log((double)result["models"]![0]!["probability"]! / (double)result["models"]![1]!["probability"]!);
        Assert.Equal(Math.Log(1000), Odds(geometric) - Odds(uniform), 1e-8);

        async Task<JsonNode> Result(params string[] arguments)
        {
            CommandRun run =
                await Run([.. Short, .. arguments, "--quiet", "--prior", "center=Uniform(1.3,1.6)", "--out", folder.Path]);
            Assert.Equal(
                arguments.Length > 0, run.Output.Contains("Prior over models: p(model) ~ 0.001^K.", StringComparison.Ordinal));
            return JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!;
        }
    }

    [Fact]
    public async Task Finished_run_is_resumed_at_once_and_other_options_are_refused()
    {
        string[] arguments = [.. Short, "--quiet", "--out", folder.Path, "--checkpoint", folder.PathOf("run.checkpoint")];
        CommandRun first = await Run(arguments);
        CommandRun second = await Run(arguments);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.DoesNotContain("Resuming", first.Output, StringComparison.Ordinal);
        Assert.Contains("Resuming: 2 of 2 models had been begun", second.Output, StringComparison.Ordinal);
        CommandRun other = await Run([.. arguments, "--prior", "center=Uniform(0,1)"]);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("the prior of 'center[1]' was", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_ends_a_model_and_is_reported()
    {
        CommandRun run = await Run(
            "--peaks", "1", "--sweeps", "5000", "--until-ess", "5", "--time", "600", "--chains", "2", "--out", folder.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 chains of 1250 + 5000 sweeps at most", run.Output, StringComparison.Ordinal);
        Assert.Contains("K = 1: Every parameter asked about has", run.Output, StringComparison.Ordinal);
        JsonNode result = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!;
        JsonNode model = result["diagnostics"]!["models"]![0]!;
        Assert.Equal("effective_samples", (string)model["stop_reason"]!);
        Assert.InRange((int)model["sweeps"]!, 500, 4999);
    }

    [Fact]
    public async Task No_peak_at_all_is_a_model()
    {
        CommandRun run = await Run("--peaks", "0", "--sweeps", "60", "--out", folder.Path);
        Assert.Equal(0, run.ExitCode);
        JsonNode result = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!;
        Assert.Equal(0, (int)result["best"]!);
        Assert.Empty(result["parameters"]!.AsArray());
    }

    [Fact]
    public async Task Second_energy_scale_is_recognised_and_units_flow_from_the_header()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 30).Select(i =>
            FormattableString.Invariant($"{1486.6 - 700 - i},{700 + i},{100 * Math.Exp(-0.05 * (i - 12) * (i - 12)) + i % 3}"));
        string file = folder.Write("xps.csv", "kinetic (eV),binding (eV),rate (1/s)\n" + string.Join('\n', lines));
        CommandRun run = await Run(
            "--data", file, "--peaks", "1", "--background", "linear", "--sweeps", "60", "--out", folder.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("x is column 2, y is column 3", run.Output, StringComparison.Ordinal);
        JsonNode result = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!;
        string[] units = [.. result["parameters"]!.AsArray().Select(parameter => $"{parameter!["name"]}: {parameter["unit"]}")];
        Assert.Equal(["amplitude: 1/s", "precision: 1/eV²", "center: eV", "offset: 1/s", "slope: 1/s/eV"], units);
        Assert.NotNull(result["noise"]);
    }

    [Theory]
    [InlineData("gaussian", "exponential", "level, rate", "area")]
    [InlineData("lorentzian", "linear", "width, center", "area")]
    [InlineData("pseudo-voigt", "shirley", "mixing, offset, step", "area")]
    [InlineData("Voigt", "constant", "gaussianWidth, lorentzianWidth", "area")]
    [InlineData("pearson", "none", "exponent", "area")]
    [InlineData("doniach-sunjic", "shirley", "asymmetry, step", "height")]
    [InlineData("split-pseudo-voigt", "none", "mixing, asymmetry", "area")]
    [InlineData("exponentially-modified", "polynomial:2", "area, tail, coefficient0, coefficient2", "area")]
    [InlineData("sigmoidal", "tougaard", "mixing, asymmetry, offset, scale", "height")]
    [InlineData("split-gaussian", "arctan", "asymmetry, arctan.width", "area")]
    [InlineData("split-lorentzian", "linear+shirley", "asymmetry, slope, shirley.step", "area")]
    [InlineData("split-voigt", "erf + constant", "lorentzianWidth, erf.center, offset", "area")]
    [InlineData("split-pearson", "none", "exponent, asymmetry", "area")]
    [InlineData("lorentzian", "active-shirley + constant", "loss, offset", "area")]
    public async Task Every_shape_and_background_has_its_parameters_and_its_measures(
        string shape, string background, string parameters, string measure)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 60).Select(i =>
            FormattableString.Invariant($"{700 + i},{100 / (1 + 0.1 * (i - 30) * (i - 30)) + (i > 30 ? 20 : 0) + i * 7 % 5}"));
        string file = folder.Write("line.csv", "binding (eV),counts\n" + string.Join('\n', lines));
        CommandRun run = await Run(
            "--data", file, "--peaks", "1", "--shape", shape, "--background", background, "--sweeps", "60", "--chains", "2",
            "--out", folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        JsonNode result = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!;
        string[] names = [.. result["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!)];
        Assert.All(parameters.Split(", "), name => Assert.Contains(name, names));
        JsonNode peak = result["diagnostics"]!["peaks"]!.AsArray().Single()!;
        Assert.True((double)peak["width"]!["mean"]! > 0);
        Assert.Equal("eV", (string?)peak["width"]!["unit"]);
        Assert.NotNull(peak[measure]!["mean"]);
        Assert.Contains("full width at half maximum", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_named_sigma_gives_the_noise()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{i};{i % 4};0.5"));
        string file = folder.Write("points.csv", "x;y;sigma\n" + string.Join('\n', lines));
        CommandRun run = await Run("--data", file, "--peaks", "0..1", "--sweeps", "60", "--out", folder.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("sigma point by point", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_run_keeps_what_it_has()
    {
        using var cancellation = new CancellationTokenSource();
        Task<CommandRun> running = CommandRun.Of(
            new DeconvolutionCommand(), ["--peaks", "1", "--sweeps", "200000", "--chains", "1", "--out", folder.Path],
            cancellation.Token);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await cancellation.CancelAsync();
        CommandRun run = await running;
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Stopped", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static Task<CommandRun> Run(params string[] arguments) => CommandRun.Of(new DeconvolutionCommand(), arguments);
}
