using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.References;
using BayesMeasure.Reports;
using BayesMeasure.Sampling;

namespace BayesMeasure.Benchmarks.Evidence;

/// <summary>
/// The figure of "How log Z is found": what the ladder and the bridge are made of, and where each is used, in two spectra of
/// which one needs the bridge and the other one the ladder. Every number is of a seed.
/// </summary>
internal static class EvidenceFigure
{
    private const double SignalToNoise = 300;
    private const int Peaks = 5;
    private const double BinWidth = 0.5;
    private const double Reach = 12;

    /// <summary>Draws the figure and saves it.</summary>
    /// <param name="path">The file.</param>
    public static void Save(string path)
    {
        int[] lines = [2, 3, 4, 5];
        int[] peaks = [1, 2, 3, 4, 5, 6];
        Result[] sharp = [.. lines.Select(count => Run(FiveGaussians.At(SignalToNoise, count)))];
        Result[] noisy = [.. peaks.Select(count => Run(Nso3.WithPeaks(count)))];
        Result needed = sharp[Array.IndexOf(lines, Peaks)];
        Result redundant = noisy[Array.IndexOf(peaks, Peaks)];
        Figure.OfCurves(
            new CurvePanel(
                "The ladder, K = 5: who comes from the posterior?", "rung, from prior to posterior", "share of replicas")
                .Travel("sharp lines", needed)
                .Travel("noisy peaks", redundant)
                .WithLine("free travel", [0, 1], [0, 1], isDashed: true),
            new CurvePanel("The bridge, K = 5: do both densities meet?", "ln L + ln p - ln q - ln Z", "share of draws")
                .Weights("sharp, q", "sharp, posterior", needed)
                .Weights("noisy, q", "noisy, posterior", redundant),
            OfEstimates("Sharp lines: the bridge is quoted", lines, sharp),
            OfEstimates("Noisy peaks: K = 6 needs the ladder", peaks, noisy)).SavePng(path);
    }

    private static Result Run(ITarget target) => new ReplicaExchange(new() { Seed = 1, Threads = 1 }).Run(target);

    private static CurvePanel Travel(this CurvePanel panel, string name, Result result)
    {
        IReadOnlyList<double> shares = LadderRun.Of(result).Ladder.SharesFromTop;
        int[] known = [.. Enumerable.Range(0, shares.Count).Where(rung => !double.IsNaN(shares[rung]))];
        return panel.WithLine(
            name, [.. known.Select(rung => rung / (shares.Count - 1.0))], [.. known.Select(rung => shares[rung])]);
    }

    /// <summary>
    /// A reference is fitted to the first half of the draws, and both densities are weighed with the second: a run keeps none.
    /// </summary>
    private static CurvePanel Weights(this CurvePanel panel, string ofReference, string ofPosterior, Result result)
    {
        ITarget target = result.Target;
        var draws = new CollectedDraws(result.Draws.Chains, target.Parameters.Count);
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < result.Draws.Count / 2; draw++)
            {
                ReadOnlySpan<double> point = result.Draws[chain, draw];
                double[] coordinates = new double[point.Length];
                for (int i = 0; i < point.Length; i++)
                {
                    coordinates[i] = target.Parameters[i].Prior.ToCoordinate(point[i]);
                }

                draws.Add(chain, coordinates);
            }
        }

        FittedReference reference = ReferenceFit.Of(target, draws, result.Seed)!;
        ReferenceWeights weights = new ReferenceSample(target, reference, result.Seed).Weights(result.Draws, 4000, threads: 1);
        double logEvidence = result.FreeEnergy.LogEvidence;
        return panel.Histogram(ofReference, weights.Reference, logEvidence, isDashed: true)
            .Histogram(ofPosterior, [.. weights.Posterior.SelectMany(chain => chain[(chain.Length / 2)..])], logEvidence, false);
    }

    private static CurvePanel Histogram(
        this CurvePanel panel, string name, double[] weights, double logEvidence, bool isDashed)
    {
        double[] middles =
            [.. Enumerable.Range(0, (int)(2 * Reach / BinWidth)).Select(bin => -Reach + (bin + 0.5) * BinWidth)];
        double[] shares = [.. middles.Select(middle => weights.Count(weight =>
            Math.Abs(weight - logEvidence - middle) <= 0.5 * BinWidth) / (double)weights.Length)];
        return panel.WithLine(name, middles, shares, isDashed);
    }

    /// <summary>Bridge and ladder less what is quoted, which lies at 0; what is left out has a name of its own.</summary>
    private static CurvePanel OfEstimates(string title, int[] counts, Result[] results)
    {
        var panel = new CurvePanel(title, "number of components K", "ln Z - ln Z as quoted");
        foreach (bool isUsed in new[] { true, false })
        {
            foreach ((string name, string method) in new[] { ("bridge", "bridge"), ("ladder", "MBAR") })
            {
                (int Count, ValueWithError Value)[] points = [..
                    from item in counts.Zip(results)
                    from estimate in item.Second.FreeEnergies
                    where estimate.Method.Contains(method, StringComparison.Ordinal) && estimate.LeftOut is null == isUsed
                    where double.IsFinite(estimate.LogEvidence) && double.IsFinite(estimate.StandardError)
                    select (item.First, new ValueWithError(
                        estimate.LogEvidence - item.Second.FreeEnergy.LogEvidence, estimate.StandardError))];
                if (points.Length > 0)
                {
                    panel = panel.WithPoints(
                        isUsed ? name : $"{name}, left out",
                        [.. points.Select(point => (double)point.Count + (method == "MBAR" ? 0.08 : 0))],
                        [.. points.Select(point => point.Value)]);
                }
            }
        }

        return panel;
    }
}
