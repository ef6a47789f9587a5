using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace ModelStructure.Tests;

/// <summary>The commands of the sample's page, in small: what they print, and the files that they write.</summary>
[Collection("torch")]
public class MainJobTests
{
    private static readonly string[] Short =
        ["--quiet", "--steps", "4", "--batch", "8", "--judged", "20", "--draws", "20", "--threads", "1"];

    [Theory]
    [InlineData("gaussian", "\"peaks\", 128 points from 0 to 10")]
    [InlineData("counts", "\"peaks, counted\", 128 points from 0 to 10")]
    public async Task A_map_of_spectra_is_answered(string noise, string family)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = await CommandRun.Of(
            new StructureCommand(), [.. Short, "--size", "5", "--noise", noise, "--out", folder.Path]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(family, run.Output);
        Assert.Contains("25 spectra took", run.Output);
        Assert.Contains("scratched", run.Output);
        Assert.Contains("cross entropy (nat)", run.Output);
        Assert.Contains("peak.center[1]", run.Output);
        Assert.All(["map.png", "map.svg", "lambda.png", "lambda.svg"], file =>
            Assert.True(new FileInfo(Path.Combine(folder.Path, file)).Length > 1000, file));
        string page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        Assert.Contains("<h1>Which structure: peaks", page);
        Assert.Equal(2, page.Split("<svg").Length - 1);
    }

    [Fact]
    public async Task Columns_are_answered_beside_the_exact_posterior()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = await CommandRun.Of(
            new StructureCommand(), ["--task", "symbols", .. Short, "--out", folder.Path]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("of the exact one at all lambda", run.Output);
        Assert.Contains("nat above the exact posterior", run.Output);
        Assert.True(File.Exists(Path.Combine(folder.Path, "lambda.svg")));
        Assert.False(File.Exists(Path.Combine(folder.Path, "map.png")));
    }

    [Fact]
    public async Task A_network_that_was_written_is_opened()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "network.safetensors");
        string[] arguments = [.. Short, "--size", "3", "--network", file, "--out", folder.Path];
        CommandRun first = await CommandRun.Of(new StructureCommand(), arguments);
        CommandRun second = await CommandRun.Of(new StructureCommand(), arguments);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(WithoutTimes(first.Output), WithoutTimes(second.Output));
        CommandRun other = await CommandRun.Of(new StructureCommand(), ["--noise", "counts", .. arguments]);
        other.AssertRefused("was trained for another family than \"peaks, counted\"");
    }

    [Fact]
    public void The_map_is_what_its_formula_says()
    {
        var map = new PeakMap(PeakCurves.Of(ScatterKind.Gaussian), size: 32, seed: 1);
        Assert.Equal(1024, map.Pixels.Count);
        Assert.Equal(Enumerable.Range(0, 5), map.Pixels.Select(pixel => pixel.Peaks).Distinct().Order());
        Assert.InRange(map.Pixels.Average(pixel => pixel.IsScratched ? 1.0 : 0), 0.01, 0.1);
        MapPixel corner = map.Pixels[0];
        Assert.Equal(0, corner.Peaks);
        double[] residuals = [.. corner.Spectrum.Y.Zip(corner.Spectrum.X, (y, x) => y - 1 - 0.02 * (x - 5))];
        Assert.InRange(Math.Sqrt(residuals.Average(residual => residual * residual)), 0.045, 0.075);
    }

    [Theory]
    [InlineData(ScatterKind.Gaussian)]
    [InlineData(ScatterKind.Counts)]
    public void Spectra_have_a_shape_and_a_background_of_their_family(ScatterKind noise)
    {
        StructureFamily family = PeakCurves.Of(noise);
        Structure structure = family.StructureOf("2", "pseudo-Voigt", "quadratic");
        string[] names = [.. family.ParameterNamesOf(structure)];
        Assert.Equal(2 * 3 + 1 + 3 + (noise == ScatterKind.Gaussian ? 1 : 0), names.Length);
        Assert.Contains("share", names);
        Assert.DoesNotContain("share", family.ParameterNamesOf(family.StructureOf("2", "Lorentzian", "linear")));
        Measurement curve = family.Simulate(structure, new RandomStream(1, 0, 0));
        Assert.True(noise == ScatterKind.Gaussian || curve.Y.All(y => y == Math.Round(y) && y >= 0));
    }

    private static string WithoutTimes(string output) =>
        string.Join('\n', output.Split('\n').Where(line => !line.Contains("spectra took", StringComparison.Ordinal)));
}
