using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Batches;

/// <summary>
/// Evaluates a sample of the recorded draws, and a step from each of them, in double precision as well: what single precision did
/// to log likelihoods, to decisions and to log Z.
/// </summary>
/// <param name="singles">Evaluation as the run did it.</param>
/// <param name="doubles">Evaluation in double precision.</param>
internal sealed class PrecisionAudit(PointEvaluation<DeviceSingle> singles, PointEvaluation<DeviceDouble> doubles)
{
    /// <summary>A chain and a replica that no run has, so that its random numbers are nobody else's.</summary>
    private const int Stream = int.MaxValue - 1;

    /// <summary>A report for each run that has draws.</summary>
    /// <remarks>The replicas of the runs are overwritten: to be called when they are done.</remarks>
    public IReadOnlyDictionary<TargetRun, SinglePrecisionReport> Of(List<TargetRun> runs)
    {
        List<TargetRun> recorded = [.. runs.Where(run => run.Record.HasResult)];
        if (recorded.Count == 0)
        {
            return new Dictionary<TargetRun, SinglePrecisionReport>();
        }

        double[][] singleAtDraws = [.. recorded.Select(PutDraws)];
        double[][] doubleAtDraws = doubles.LogLikelihoodsOf(recorded);
        double[][] thresholds = [.. recorded.Select(PutSteps)];
        double[][] singleAtSteps = singles.LogLikelihoodsOf(recorded);
        double[][] doubleAtSteps = doubles.LogLikelihoodsOf(recorded);
        return recorded.Index().ToDictionary(
            item => item.Item,
            item => Report(
                item.Item,
                singleAtDraws[item.Index],
                doubleAtDraws[item.Index],
                singleAtSteps[item.Index],
                doubleAtSteps[item.Index],
                thresholds[item.Index]));
    }

    /// <summary>Puts draws, evenly spread over the record, into all places but rung 0, which draws anew.</summary>
    /// <returns>The log likelihoods that the run found there.</returns>
    private static double[] PutDraws(TargetRun run)
    {
        int rungs = run.Ladder.Count;
        double[] logLikelihoods = new double[run.Chains * rungs];
        Draws draws = run.Record.Draws;
        for (int place = 0; place < logLikelihoods.Length; place++)
        {
            (int chain, int rung) = Math.DivRem(place, rungs);
            int draw = (int)((long)rung * draws.Count / rungs);
            ReadOnlySpan<double> point = draws[chain, draw];
            logLikelihoods[place] = draws.LogLikelihood(chain, draw);
            for (int i = 0; i < point.Length; i++)
            {
                run.Values[place * point.Length + i] = point[i];
                run.Coordinates[place * point.Length + i] = run.Posterior.Parameters[i].Prior.ToCoordinate(point[i]);
            }
        }

        return logLikelihoods;
    }

    /// <summary>Moves one continuous coordinate of each point by half the standard deviation of its draws.</summary>
    /// <returns>
    /// What ln L must gain for the step to be taken: a log-uniform draw less the gain of the log prior; NaN where no step was
    /// made.
    /// </returns>
    private static double[] PutSteps(TargetRun run)
    {
        var random = new RandomStream(run.Seed, 0, Stream);
        IReadOnlyList<Parameter> parameters = run.Posterior.Parameters;
        int[] continuous = [.. Enumerable.Range(0, run.Unknowns).Where(i => !parameters[i].Prior.IsDiscrete)];
        double[] thresholds = new double[run.LogLikelihoods.Length];
        Array.Fill(thresholds, double.NaN);
        double[] steps = [.. continuous.Select(i => 0.5 * Deviation(run, i))];
        for (int place = 0; place < thresholds.Length && continuous.Length > 0; place++)
        {
            int moved = place % continuous.Length;
            int index = place * run.Unknowns + continuous[moved];
            Distribution prior = parameters[continuous[moved]].Prior;
            double coordinate = run.Coordinates[index] + steps[moved] * random.NextNormal();
            double value = prior.FromCoordinate(coordinate);
            double gain = prior.LogCoordinateDensity(value, coordinate)
                - prior.LogCoordinateDensity(run.Values[index], run.Coordinates[index]);
            if (double.IsFinite(gain))
            {
                thresholds[place] = random.NextLogUniform() - gain;
                run.Values[index] = value;
                run.Coordinates[index] = coordinate;
            }
        }

        return thresholds;
    }

    private static double Deviation(TargetRun run, int parameter) => MathNet.Numerics.Statistics.Statistics.StandardDeviation(
        Enumerable.Range(0, run.LogLikelihoods.Length).Select(place => run.Coordinates[place * run.Unknowns + parameter]));

    private static SinglePrecisionReport Report(
        TargetRun run,
        double[] singleAtDraws,
        double[] doubleAtDraws,
        double[] singleAtSteps,
        double[] doubleAtSteps,
        double[] thresholds)
    {
        int[] places = [.. Enumerable.Range(0, thresholds.Length).Where(place => place % run.Ladder.Count > 0)];
        int[] decided = [.. places.Where(place => !double.IsNaN(thresholds[place]))];
        int flipped = decided.Count(place =>
            singleAtSteps[place] - singleAtDraws[place] > thresholds[place]
            != doubleAtSteps[place] - doubleAtDraws[place] > thresholds[place]);

        // Z in double over Z in single is the mean of L in double over L in single, over draws from the posterior in single.
        double[] ratios = [.. places.Select(place => Math.Exp(doubleAtDraws[place] - singleAtDraws[place]))];
        (double mean, double deviation) = MathNet.Numerics.Statistics.Statistics.MeanStandardDeviation(ratios);
        return new(
            places.Length,
            places.Max(place => Math.Abs(doubleAtDraws[place] - singleAtDraws[place])),
            decided.Length,
            flipped,
            -Math.Log(mean),
            deviation / mean / Math.Sqrt(ratios.Length));
    }
}
