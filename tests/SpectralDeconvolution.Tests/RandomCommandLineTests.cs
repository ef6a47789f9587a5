using System.Globalization;
using BayesMeasure.Numerics.Random;

namespace SpectralDeconvolution.Tests;

/// <summary>
/// Command lines of random words: each is answered or refused in two lines, none fails, and none takes a second.
/// </summary>
/// <remarks>They run alone: the processor time is that of the process.</remarks>
[Collection(nameof(RandomCommandLineTests))]
[CollectionDefinition(nameof(RandomCommandLineTests), DisableParallelization = true)]
public sealed class RandomCommandLineTests : IDisposable
{
    private const int FewLines = 10_000;
    private const int ManyLines = 100_000;
    private const double MostSeconds = 1;

    private static readonly string[] Options =
    [
        "--peaks", "--shape", "--background", "--model", "--doublet", "--prior", "--noise", "--dips", "--reverse", "--from",
        "--to",
        "--bin", "--skip", "--columns", "--x", "--model-prior", "--limited", "--sweeps", "--chains", "--seed", "--until-error",
    ];

    private static readonly string[] Words =
    [
        "gaussian", "2 voigt", "0..2 lorentzians", "1..0 pearson", "1 gaussian doublet", "split-voigt", "doniach-sunjic",
        "shirley",
        "active-shirley", "tougaard:kinetic", "tougaard", "linear", "constant", "polynomial:3", "polynomial:99",
        "measured:good.csv",
        "measured:", "exponential", "arctan", "erf", "none", "counts", "student", "jeffreys", "auto", "column",
        "correlated", "jitter", "ladder", "ladder:0.5", "ladder:x",
        "smooth", "smooth+shirley", "1 voigt + smooth", "0.1", "1e-400",
        "-1",
        "0", "1", "1..3", "3..1", "1..", "1e999", "NaN", "Infinity", "true", "x", "1,2", "splitting=1,ratio=0.5", "splitting=0",
        "splitting=Uniform(1,2),ratio=Normal(0.5,0.1)", "splitting=Uniform(1", "ratio=,,", "amplitude=Gamma(5,5)",
        "center=Normal(1,0)", "center=Uniform(2,1)", "width=LogUniform(0,1)", "voigt.center=Fixed(1)", "noise=HalfNormal(1)",
        "correlation length=LogUniform(1,5)", "bend=LogUniform(1,2)", "jitter=Uniform(0,1)",
        "offset=TiedTo(\"center\")", "offset=Gamma(", "geometric:0.5", "complexity:nan", "+", "", " ", "=", "(", ")", ",", "..",
        ":",
        "é", "\t", "\u0001", "--", "99999999999999999999", "2 gaussian + 1 lorentzian + shirley", "gaussian + gaussian",
    ];

    private readonly TemporaryFolder folder = new();

    /// <summary>As many as proofs have, where these are long.</summary>
    private static int Lines => Environment.GetEnvironmentVariable("BAYESMEASURE_PROOFS") == "long" ? ManyLines : FewLines;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_command_line_fails()
    {
        string data = folder.Write("good.csv", "x,y,sigma\n" + string.Join('\n', Enumerable.Range(0, 40).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{i},{i * i % 7 + 1},{1 + i % 2}"))));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        for (int line = 0; line < Lines; line++)
        {
            string[] arguments = [.. line % 4 == 0 ? Array.Empty<string>() : ["--data", data], .. Random(line)];
            TimeSpan before = Environment.CpuUsage.TotalTime;
            CommandRun run =
                await CommandRun.Of(new DeconvolutionCommand(), ["--quiet", "--out", folder.Path, .. arguments], cancelled.Token);
            string text = $"{string.Join(" | ", arguments)}\n{run.Error}";
            Assert.True((Environment.CpuUsage.TotalTime - before).TotalSeconds < MostSeconds, text);
            Assert.True(run.ExitCode is 2 or 130, $"{run.ExitCode}: {text}");
            Assert.InRange(run.Error.TrimEnd().Split('\n').Length, 0, 2);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Random(int line)
    {
        var random = new RandomStream(seed: 14, chain: 0, replica: 0);
        random.BeginSweep(line);
        int options = 1 + random.NextInteger(3);
        return [.. Enumerable.Range(0, options).SelectMany(_ => Option(random))];
    }

    /// <summary>An option with words, which are joined or cut now and then.</summary>
    private static IEnumerable<string> Option(RandomStream random)
    {
        string option = Options[random.NextInteger(Options.Length)];
        string word = Words[random.NextInteger(Words.Length)];
        string other = Words[random.NextInteger(Words.Length)];
        return random.NextInteger(6) switch
        {
            0 => [option],
            1 => [option, $"{word} + {other}"],
            2 => [option, word[..random.NextInteger(word.Length + 1)]],
            3 => [option, $"{word},{other}"],
            4 => [option, word, other],
            _ => [option, word],
        };
    }
}
