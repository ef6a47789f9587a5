using System.Text.Json.Nodes;

namespace SpectralDeconvolution.Tests;

/// <summary>The level of the noise where the free energy along the ladder is lowest.</summary>
public sealed class NoiseLadderTests : IDisposable
{
    private const double Sigma = 5;

    private static readonly double[] Noise = Normals();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_level_and_the_probabilities_at_it_are_printed_and_written()
    {
        CommandRun run = await Run("--noise", "ladder");
        Assert.Contains("half of what second differences of y show", run.Output, StringComparison.Ordinal);
        Assert.Contains("b = 1/sigma^2", run.Output, StringComparison.Ordinal);
        JsonNode[] levels = Levels();
        Assert.Equal(["K = 0", "K = 1"], levels.Select(level => (string)level["name"]!));
        Assert.All(levels, level =>
        {
            Assert.True((bool)level["inside"]!);
            Assert.Empty(level["warnings"]!.AsArray());
            Assert.True((double)level["smallest"]! < (double)level["level"]!);
            Assert.True((double)level["level_se"]! < (double)level["level_width"]!);
        });

        // The fit takes four of 60 degrees of freedom, and the posterior gives them back: the scatter that was added remains.
        double scatter = Math.Sqrt(Noise.Average(value => value * value));
        Assert.InRange((double)levels[1]["level"]!, 0.9 * scatter, 1.1 * scatter);
        Assert.Equal(1, (double)levels[1]["probability"]!, 1e-6);

        JsonNode there = Result()["models"]![1]!;
        double error = Math.Sqrt(Math.Pow((double)there["logZ_se"]!, 2) + Math.Pow((double)levels[1]["free_energy_se"]!, 2));
        Assert.InRange(Math.Abs((double)there["free_energy"]! - (double)levels[1]["free_energy"]!), 0, 4 * error);
    }

    [Fact]
    public async Task A_minimum_at_the_end_of_the_ladder_decides_nothing()
    {
        CommandRun run = await Run("--noise", "ladder:20");
        JsonNode level = Levels()[1];
        Assert.False((bool)level["inside"]!);
        Assert.Equal(20, (double)level["level"]!);
        Assert.Null(level["level_se"]);
        JsonNode result = Result();
        Assert.Null(result["selected"]);
        Assert.False((bool)result["diagnostics"]!["decided"]!);
        Assert.Contains("--noise ladder:10", (string)result["diagnostics"]!["objection"]!, StringComparison.Ordinal);
        Assert.Contains("not to be quoted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_is_not_used_and_that_is_said()
    {
        CommandRun run = await RunWith(column: ",100", "--noise", "ladder");
        Assert.Contains("\"sigma\" are not used", run.Output, StringComparison.Ordinal);
        Assert.True((double)Levels()[1]["level"]! < 10);
    }

    [Fact]
    public async Task Ladders_and_levels_have_checkpoints_of_their_own()
    {
        string[] arguments = ["--noise", "ladder", "--checkpoint", folder.PathOf("run.checkpoint")];
        await Run(arguments);
        string first = $"{Result()["models"]}";
        Assert.True(File.Exists(folder.PathOf("run.ladder.1.checkpoint")));
        CommandRun again = await Run(arguments);
        Assert.Contains("Resuming: 2 of 2 models", again.Output, StringComparison.Ordinal);
        Assert.Equal(first, $"{Result()["models"]}");
    }

    [Fact]
    public async Task Other_noise_has_no_levels()
    {
        await Run("--noise", "5");
        Assert.Null(Result()["diagnostics"]!["noise_levels"]);
    }

    /// <summary>Sums of twelve uniform numbers are normal enough.</summary>
    private static double[] Normals()
    {
        var random = new Random(20);
        return [.. Enumerable.Range(0, 60).Select(_ => Sigma * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))];
    }

    private Task<CommandRun> Run(params string[] arguments) => RunWith(column: "", arguments);

    private async Task<CommandRun> RunWith(string column, params string[] arguments)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant(
            $"{700 + i},{500 + 400 / (1 + 0.05 * (i - 30) * (i - 30)) + Noise[i]:F3}{column}"));
        string header = column.Length == 0 ? "energy (eV),y" : "energy (eV),y,sigma";
        string file = folder.Write("line.csv", header + "\n" + string.Join('\n', lines));
        CommandRun run = await CommandRun.Of(new DeconvolutionCommand(),
        [
            "--data", file, "--shape", "lorentzian", "--background", "constant", "--peaks", "0..1", "--limited",
            "--sweeps", "100", "--chains", "2", "--quiet", "--out", folder.Path, .. arguments,
        ]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    private JsonNode[] Levels() => [.. Result()["diagnostics"]!["noise_levels"]!.AsArray().OfType<JsonNode>()];

    private JsonNode Result() => JsonNode.Parse(File.ReadAllText(folder.PathOf("result.json")))!;
}
