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
/// <param name="largestShift">The shift of ln Z from which on a warning says so.</param>
internal sealed class PrecisionAudit(
    PointEvaluation<DeviceSingle> singles, PointEvaluation<DeviceDouble> doubles, double largestShift)
{
    /// <summary>A chain and a replica that no run has, so that its random numbers are nobody else's.</summary>
    private const int Stream = int.MaxValue - 1;

    /// <summary>Gives each run that has draws a report, and a warning where single precision shifted log Z by too much.</summary>
    /// <remarks>The replicas of the runs are overwritten: to be called when they are done.</remarks>
    public void Report(List<ReplicaRun> runs)
    {
        List<ReplicaRun> recorded = runs.FindAll(run => run.RecordedSweeps >= 2);
        if (recorded.Count == 0)
        {
            return;
        }

        double[][] singleAtDraws = [.. recorded.Select(PutDraws)];
        double[][] doubleAtDraws = doubles.LogLikelihoodsOf(recorded);
        double[][] thresholds = [.. recorded.Select(PutSteps)];
        double[][] singleAtSteps = singles.LogLikelihoodsOf(recorded);
        double[][] doubleAtSteps = doubles.LogLikelihoodsOf(recorded);
        foreach ((int i, ReplicaRun run) in recorded.Index())
        {
            SinglePrecisionReport report = ReportOf(
                run, singleAtDraws[i], doubleAtDraws[i], singleAtSteps[i], doubleAtSteps[i], thresholds[i]);
            run.SinglePrecision = report;
            if (!(Math.Abs(report.LogZShift) <= largestShift))
            {
                run.Warn(Warning(report));
            }
        }
    }

    private string Warning(SinglePrecisionReport report)
    {
        FormattableString shift =
            $"shifts log Z by {report.LogZShift:G3} +- {report.LogZShiftStandardError:G2}, and {largestShift:G3}";
        return $"The single precision of the model {FormattableString.Invariant(shift)} was to be the most: "
            + "compute in double precision.";
    }

    /// <summary>Puts draws, evenly spread over the record, into all places but rung 0, which draws anew.</summary>
    /// <returns>The log likelihoods that the run found there.</returns>
    private static double[] PutDraws(ReplicaRun run)
    {
        int rungs = run.Ladder.Count;
        double[] logLikelihoods = new double[run.Replicas];
        Draws draws = run.Draws;
        for (int place = 0; place < logLikelihoods.Length; place++)
        {
            (int chain, int rung) = Math.DivRem(place, rungs);
            int draw = (int)((long)rung * draws.Count / rungs);
            ReadOnlySpan<double> point = draws[chain, draw];
            logLikelihoods[place] = draws.LogLikelihood(chain, draw);
            for (int i = 0; i < point.Length; i++)
            {
                run.Chains[chain].ValuesAt(rung)[i] = point[i];
                run.Chains[chain].CoordinatesAt(rung)[i] = run.Posterior.Parameters[i].Prior.ToCoordinate(point[i]);
            }
        }

        return logLikelihoods;
    }

    /// <summary>Moves one continuous coordinate of each point by half the standard deviation of its draws.</summary>
    /// <returns>
    /// What ln L must gain for the step to be taken: a log-uniform draw less the gain of the log prior; NaN where no step was
    /// made.
    /// </returns>
    private static double[] PutSteps(ReplicaRun run)
    {
        var random = new RandomStream(run.Seed, 0, Stream);
        IReadOnlyList<Parameter> parameters = run.Posterior.Parameters;
        int[] continuous = [.. Enumerable.Range(0, run.Unknowns).Where(i => !parameters[i].Prior.IsDiscrete)];
        double[] thresholds = new double[run.Replicas];
        Array.Fill(thresholds, double.NaN);
        double[] steps = [.. continuous.Select(i => 0.5 * Deviation(run, i))];
        for (int place = 0; place < thresholds.Length && continuous.Length > 0; place++)
        {
            (int chain, int rung) = Math.DivRem(place, run.Ladder.Count);
            int moved = place % continuous.Length;
            ref double value = ref run.Chains[chain].ValuesAt(rung)[continuous[moved]];
            ref double coordinate = ref run.Chains[chain].CoordinatesAt(rung)[continuous[moved]];
            Distribution prior = parameters[continuous[moved]].Prior;
            double trial = coordinate + steps[moved] * random.NextNormal();
            double trialValue = prior.FromCoordinate(trial);
            double gain = prior.LogCoordinateDensity(trialValue, trial) - prior.LogCoordinateDensity(value, coordinate);
            if (double.IsFinite(gain))
            {
                thresholds[place] = random.NextLogUniform() - gain;
                (value, coordinate) = (trialValue, trial);
            }
        }

        return thresholds;
    }

    private static double Deviation(ReplicaRun run, int parameter) => MathNet.Numerics.Statistics.Statistics.StandardDeviation(
        from chain in run.Chains
        from rung in Enumerable.Range(0, chain.Rungs)
        select chain.CoordinatesAt(rung)[parameter]);

    private static SinglePrecisionReport ReportOf(
        ReplicaRun run,
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
