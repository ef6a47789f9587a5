using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Does graduation help a fit of peaks? Two hundred starts from the prior each; a start succeeds where it ends within 10 of the
/// best chi-squared that any method found.
/// </summary>
[Trait("suite", "proofs")]
public class GraduatedPeakFitTests(ITestOutputHelper output)
{
    private const int Starts = 200;

    private static readonly ProofTable Table = new(
        "Peak fitting from the prior, 200 starts: within 10 of the best chi-squared",
        "spectrum", "method", "success", "ms a start", "s a success", "above plain, errors");

    [Fact]
    [Trait("science", "graduated-optimisation.md: peak fitting, NSO-3")]
    public void Three_peaks() => Compare("NSO-3, 3 peaks", Nso3.WithPeaks(3));

    [Fact]
    [Trait("science", "graduated-optimisation.md: peak fitting, 8 peaks")]
    public void Eight_peaks() => Compare("8 peaks, 501 points", EightPeaks.Of(1));

    private void Compare(string spectrum, Posterior posterior)
    {
        double[][] starts = Drawn(posterior);
        StochasticObjective objective = StochasticObjective.OfPosterior(posterior);
        GradientNoise noise = GradientNoise.Of(objective, [.. starts.Take(20).Select(start => objective.PointOf(start))]);
        output.WriteLine($"{spectrum} at starts: {noise}");
        var fits = new GraduatedPeakFits(posterior, noise);
        (string Name, Func<double[], int, double[]> Fit)[] methods =
        [
            ("least squares from the prior", fits.Direct),
            ("gradient descent, no noise", fits.Descent),
            .. fits.Schedules.Select(entry => (
                $"implicit, {entry.Name}",
                (Func<double[], int, double[]>)((start, seed) => fits.Implicit(entry.Schedule, start, seed)))),
            ("explicit smoothing of centers", fits.Explicit),
            ("data and model blurred alike", fits.Blurring),
        ];
        (string Name, double[] Misfits, double Seconds)[] rows = [.. methods.Select(method =>
            Run(posterior, method.Name, method.Fit, starts))];
        double best = rows.Min(row => row.Misfits.Min());
        SuccessRate plain = Rate(rows[0].Misfits, best);
        foreach ((string name, double[] misfits, double seconds) in rows)
        {
            SuccessRate rate = Rate(misfits, best);
            Table.Add(
                output, spectrum, name, rate.ToString(), ProofTable.Number(1000 * seconds / Starts, 1),
                rate.Successes == 0 ? "-" : ProofTable.Number(seconds / rate.Successes, 3),
                ProofTable.Number(rate.ErrorsAbove(plain), 1));
        }
    }

    private static SuccessRate Rate(double[] misfits, double best) => new(misfits.Count(misfit => misfit < best + 10), misfits.Length);

    /// <summary>All starts, with the processor time that they took together.</summary>
    private static (string, double[], double) Run(
        Posterior posterior, string name, Func<double[], int, double[]> fit, double[][] starts)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double[] misfits = [.. starts.AsParallel().AsOrdered().Select((start, seed) =>
        {
            ITargetState state = posterior.CreateState();
            state.Set(fit(start, seed));
            return -2 * state.LogLikelihood;
        })];
        return (name, misfits, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static double[][] Drawn(Posterior posterior)
    {
        var random = new RandomStream(seed: 17, chain: 0, replica: 0);
        return [.. Enumerable.Range(0, Starts).Select(start =>
            posterior.Parameters.Select(parameter => parameter.Prior.Draw(random)).ToArray())];
    }
}
