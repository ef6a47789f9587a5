using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization;
using BayesMeasure.Posteriors;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>How often a method fits a spectrum of several peaks as well as can be, and what a success costs.</summary>
[Trait("suite", "proofs")]
public class PeakFittingTests(ITestOutputHelper output)
{
    private const int Spectra = 20;
    private const int StartsOfEach = 10;
    private const double Close = 10;

    private static readonly ProofTable Table = new(
        "Peak fitting: success to within 10 of the best chi-squared, 20 spectra, with 10 starts each where a method reads one",
        "method", "spectra", "starts", "success", "+-", "ms a start", "ms a success");

    [Fact]
    [Trait("science", "graduated-optimisation.md: peak fitting, NSO-3 with 3 peaks and 8 peaks")]
    public void Three_peaks() => Compare("NSO-3", seed => Nso3.WithPeaks(3, Nso3.WithNoise(seed)));

    [Fact]
    [Trait("science", "graduated-optimisation.md: peak fitting, NSO-3 with 3 peaks and 8 peaks")]
    public void Eight_peaks() => Compare("8 peaks", EightPeaks.Of);

    private void Compare(string name, Func<int, Posterior> spectrum)
    {
        Posterior[] targets = [.. Enumerable.Range(1, Spectra).Select(spectrum)];
        double[] best = [.. targets.Select(target => ModeSearch.Run(target, new() { Seed = 1000, Restarts = 40 }).LogLikelihood)];
        double[] rates = [.. FitMethod.All.Select(method => Rate(method, name, targets, best))];
        Assert.InRange(rates[0], 0, 0.6);
        Assert.InRange(rates[1], 0.8, 1);
        Assert.InRange(rates[^1], 0.95, 1);
    }

    private double Rate(FitMethod method, string name, Posterior[] targets, double[] best)
    {
        int successes = 0;
        int starts = 0;
        _ = method.Climb(targets[0], Start(targets[0], -1), 0);
        double before = FitMethod.ProcessorTime();
        int ofEach = method.ReadsStart ? StartsOfEach : 1;
        for (int i = 0; i < targets.Length; i++)
        {
            for (int start = 0; start < ofEach; start++, starts++)
            {
                double reached = method.Climb(targets[i], Start(targets[i], starts), starts);
                successes += 2 * (best[i] - reached) <= Close ? 1 : 0;
            }
        }

        double milliseconds = 1000 * (FitMethod.ProcessorTime() - before);
        double rate = (double)successes / starts;
        Table.Add(
            output,
            method.Name,
            name,
            ProofTable.Number(starts, 0),
            ProofTable.Number(rate, 3),
            ProofTable.Number(Math.Sqrt(rate * (1 - rate) / starts), 3),
            ProofTable.Number(milliseconds / starts, 2),
            ProofTable.Number(milliseconds / successes, 1));
        return rate;
    }

    private static Dictionary<string, double> Start(Posterior target, int number)
    {
        var random = new RandomStream(seed: 7, chain: 0, replica: number + 1);
        return target.Parameters.ToDictionary(unknown => unknown.Name, unknown => unknown.Prior.Draw(random));
    }
}
