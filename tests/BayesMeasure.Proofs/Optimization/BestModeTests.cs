using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>The search for the mode against the best that is known, and against many fits from the prior.</summary>
[Trait("suite", "proofs")]
public class BestModeTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private const int LeastSuccesses = 19;
    private const int Starts = 200;

    /// <summary>Searches and fits take turns, so that both meet the same machine.</summary>
    private const int Turns = 10;

    /// <summary>How long, in seconds, code runs before it is timed: until it is compiled as it will be.</summary>
    private const double Warm = 0.5;

    private const double Same = 0.01;
    private const double LargestLoss = 2;

    /// <summary>Smaller seeds, and spectra of smaller seeds, were those that the search was tuned with.</summary>
    private const int FirstSeed = 101;

    /// <summary>
    /// The log density of the explored coordinates at the best mode of NSO-3 that is known, for K = 3 to 6: that of 2,000 fits
    /// from the prior, which no search exceeded.
    /// </summary>
    private static readonly double[] BestOfNso3 = [268.7977, 268.5240, 266.6710, 263.8244];

    /// <summary>
    /// The same of the eight peaks of seeds 101 to 120, the best of a search with 500 restarts and of several by default.
    /// </summary>
    private static readonly double[] BestOfEightPeaks =
    [
        1226.1089, 1231.4250, 1220.1965, 1212.0175, 1230.5620, 1231.0757, 1224.0921, 1217.1382, 1218.6988, 1220.0532,
        1251.2576, 1221.6247, 1242.7856, 1203.2228, 1228.6347, 1173.2260, 1235.9948, 1205.1016, 1195.8254, 1216.2055,
    ];

    private static readonly ProofTable Table = new(
        "The search for the mode: how often it finds the best that is known", "spectrum", "best", "found", "of", "restarts",
        "ms each");

    private static readonly ProofTable Measured = new(
        "Measured spectra: the search for the mode against 200 fits from the prior", "spectrum", "lines", "search", "best of 200",
        "ms search", "ms 200 fits", "ratio", "agreeing", "restarts");

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_best_mode_of_the_benchmark_is_found(int peaks)
    {
        Posterior target = Nso3.WithPeaks(peaks);
        double before = FitMethod.ProcessorTime();
        Mode[] modes = [.. Enumerable.Range(FirstSeed, ProofScale.Seeds(Seeds)).AsParallel().AsOrdered().Select(seed =>
            ModeSearch.Run(target, new() { Seed = (ulong)seed, Threads = 1 }))];
        int found = Add($"NSO-3, K = {peaks}", BestOfNso3[peaks - 3], modes, FitMethod.ProcessorTime() - before);
        Assert.All(modes, mode => Assert.True(mode.LogCoordinateDensity < BestOfNso3[peaks - 3] + Same));
        Assert.InRange(found, modes.Length * LeastSuccesses / Seeds, modes.Length);
    }

    /// <summary>
    /// Peaks that may lie anywhere leave several arrangements within a nat of each other; the best of them is missed now and
    /// then.
    /// </summary>
    [Fact]
    public void The_best_modes_of_eight_peaks_are_found_in_most_spectra_and_nearly_in_all()
    {
        double before = FitMethod.ProcessorTime();
        Mode[] modes = [.. Enumerable.Range(FirstSeed, BestOfEightPeaks.Length).AsParallel().AsOrdered().Select(spectrum =>
            ModeSearch.Run(EightPeaks.Of(spectrum), new() { Seed = (ulong)spectrum, Threads = 1 }))];
        double[] losses = [.. modes.Zip(BestOfEightPeaks, (mode, best) => best - mode.LogCoordinateDensity)];
        int found = losses.Count(loss => loss < Same);
        Table.Add(
            output,
            "8 peaks, 20 spectra",
            "-",
            ProofTable.Number(found, 0),
            ProofTable.Number(modes.Length, 0),
            ProofTable.Number(modes.Average(mode => mode.Restarts), 1),
            ProofTable.Number(1000 * (FitMethod.ProcessorTime() - before) / modes.Length, 1));
        output.WriteLine($"lower than the best by at most {ProofTable.Number(losses.Max(), 2)} nats");
        Assert.InRange(found, LeastSuccesses, modes.Length);
        Assert.InRange(losses.Max(), -Same, LargestLoss);
    }

    [SharedDataFact]
    [Trait("science", "high-contrast.md: methanol, XPS FeO, kelp")]
    public void Measured_spectra_are_fitted_as_well_as_by_many_starts_and_sooner()
    {
        Compare("methanol", 4, MeasuredSpectra.Methanol(4));
        Compare("methanol", 6, MeasuredSpectra.Methanol(6));
        Compare("FeO", 3, MeasuredSpectra.IronOxide(3));
        foreach (int channel in (int[])[225, 460, 1580, 3820])
        {
            Compare($"kelp, from {channel}", 2, MeasuredSpectra.Kelp(channel, 80, 2));
        }
    }

    private int Add(string name, double best, Mode[] modes, double seconds)
    {
        int found = modes.Count(mode => mode.LogCoordinateDensity > best - Same);
        Table.Add(
            output,
            name,
            ProofTable.Number(best, 3),
            ProofTable.Number(found, 0),
            ProofTable.Number(modes.Length, 0),
            ProofTable.Number(modes.Average(mode => mode.Restarts), 1),
            ProofTable.Number(1000 * seconds / modes.Length, 1));
        return found;
    }

    private void Compare(string name, int lines, Posterior target)
    {
        Mode mode = Warmed(target);
        (double search, double fits, double best) = (0, 0, double.NegativeInfinity);
        for (int turn = 0; turn < Turns; turn++)
        {
            double begin = FitMethod.ProcessorTime();
            mode = ModeSearch.Run(target, new() { Threads = 1 });
            double middle = FitMethod.ProcessorTime();
            best = Math.Max(best, Fits(target, Starts / Turns * turn).Max());
            search += (middle - begin) / Turns;
            fits += FitMethod.ProcessorTime() - middle;
        }

        Measured.Add(
            output,
            name,
            ProofTable.Number(lines, 0),
            ProofTable.Number(mode.LogCoordinateDensity, 3),
            ProofTable.Number(best, 3),
            ProofTable.Number(1000 * search, 1),
            ProofTable.Number(1000 * fits, 0),
            ProofTable.Number(search / fits, 3),
            ProofTable.Number(mode.Agreeing, 0),
            ProofTable.Number(mode.Restarts, 0));
        Assert.True(mode.LogCoordinateDensity > best - Same);
    }

    private static Mode Warmed(Posterior target)
    {
        double begin = FitMethod.ProcessorTime();
        Mode mode;
        do
        {
            mode = ModeSearch.Run(target, new() { Threads = 1 });
            _ = Fits(target, 0).Max();
        }
        while (FitMethod.ProcessorTime() < begin + Warm);

        return mode;
    }

    /// <summary>The heights of one turn of fits.</summary>
    private static IEnumerable<double> Fits(Posterior target, int first) =>
        Enumerable.Range(first, Starts / Turns).Select(number => FitFromPrior(target, number));

    private static double FitFromPrior(Posterior target, int number)
    {
        var random = new RandomStream(seed: 11, chain: 0, replica: number);
        try
        {
            return new LeastSquares().Fit(target, target.Parameters.ToDictionary(
                unknown => unknown.Name, unknown => unknown.Prior.Draw(random))).LogPosterior ?? double.NegativeInfinity;
        }
        catch (ArgumentException)
        {
            return double.NegativeInfinity;
        }
    }
}
