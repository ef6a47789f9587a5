using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The solution of the multistate equations: log Z at every rung, and how it answers to the samples. A damped Newton
/// iteration on a thinned pool leads close to it; cheap steps with the thinned J and the residuals of all samples then lead
/// to the solution of the full equations.
/// </summary>
internal sealed class MultistateSolution
{
    private const int ThinnedSamples = 20_000;
    private const int MaximumSteps = 100;
    private const double RoughTolerance = 1e-2;
    private const double Tolerance = 1e-8;

    private MultistateSolution(double[] logEvidences, double[] direction)
    {
        LogEvidences = logEvidences;
        Direction = direction;
    }

    /// <summary>log Z at every rung, from log Z_0 = 0 on. NaN where the rungs do not overlap.</summary>
    public double[] LogEvidences { get; }

    /// <summary>
    /// v = J^-1 e_{L-1}, with v_0 = 0 by the choice of gauge: a change g of the means of the weights moves log Z_{L-1} by
    /// v . g. NaN where the rungs do not overlap.
    /// </summary>
    public double[] Direction { get; }

    /// <summary>Solves the equations.</summary>
    /// <param name="traces">The log likelihoods of the run, without its burn-in.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static MultistateSolution Of(LogLikelihoodTraces traces, CancellationToken cancellation = default)
    {
        long samples = (long)traces.Chains * traces.Rungs * traces.Sweeps;
        int stride = (int)Math.Clamp(samples / ThinnedSamples, 1, traces.Sweeps);
        var thinned = new MultistateEquations(traces, stride, cancellation);
        double[] logEvidences = SteppingStones(traces);
        MultistateInformation information = SolveByNewton(thinned, logEvidences);
        var all = new MultistateEquations(traces, stride: 1, cancellation);
        information = Refine(all, logEvidences, information);
        return ToSolution(logEvidences, information, all.SamplesPerRung);
    }

    /// <summary>About how many steps a solution takes: a weight of each sample at each rung, and J^-1 of all rungs.</summary>
    public static double StepsOf(LogLikelihoodTraces traces) =>
        (double)traces.Rungs * traces.Rungs * ((double)traces.Chains * traces.Sweeps + traces.Rungs);

    /// <summary>
    /// The equations say that the mean of w_k over the pool is 1; a deviation g of that mean moves the solution by J^-1 g.
    /// A sample x thus has the influence v . w(x) on log Z_{L-1}, with v = J^-1 e_{L-1}, less its mean at that rung. Adds those
    /// of as many samples as a tile holds.
    /// </summary>
    public void AddInfluences(ReadOnlySpan<double> samples, MultistateTile tile, Span<double> influences)
    {
        tile.Evaluate(samples, LogEvidences);
        for (int rung = tile.First; rung <= tile.Last; rung++)
        {
            ReadOnlySpan<double> weights = tile[rung];
            for (int n = 0; n < samples.Length; n++)
            {
                influences[n] += Direction[rung] * weights[n];
            }
        }
    }

    /// <summary>
    /// v_{L-1} / N bounds the variance of log Z_{L-1} for independent samples. Where that is not below 1, the rungs have
    /// hardly a sample in common, and no error that is made from samples can be trusted.
    /// </summary>
    private static MultistateSolution ToSolution(double[] logEvidences, MultistateInformation information, double samplesPerRung)
    {
        int unknowns = logEvidences.Length - 1;
        var last = Vector<double>.Build.Dense(unknowns, rung => rung == unknowns - 1 ? 1 : 0);
        double[] direction = [0, .. information.Solve(last)];
        bool overlaps = direction[^1] > 0 && direction[^1] < samplesPerRung && logEvidences.All(double.IsFinite);
        if (overlaps)
        {
            return new(logEvidences, direction);
        }

        double[] undefined = [0, .. Enumerable.Repeat(double.NaN, unknowns)];
        return new(undefined, undefined);
    }

    /// <summary>The start: the mean of the forward and the reverse stepping stone of each interval.</summary>
    private static double[] SteppingStones(LogLikelihoodTraces traces)
    {
        double[] logEvidences = new double[traces.Rungs];
        for (int rung = 1; rung < traces.Rungs; rung++)
        {
            double step = traces.InverseTemperatures[rung] - traces.InverseTemperatures[rung - 1];
            double forward = ExponentialAverage.Log(traces, rung - 1, step);
            double reverse = ExponentialAverage.Log(traces, rung, -step);
            logEvidences[rung] = logEvidences[rung - 1] + (forward - reverse) / 2;
        }
        return logEvidences;
    }

    /// <summary>Returns the last J, which is that of a point within the tolerance of the solution.</summary>
    private static MultistateInformation SolveByNewton(MultistateEquations equations, double[] logEvidences)
    {
        Vector<double> residuals = equations.Residuals(logEvidences);
        for (int count = 1; ; count++)
        {
            var information = MultistateInformation.Of(equations, logEvidences);
            Vector<double> step = information.Solve(residuals);
            residuals = Descend(equations, logEvidences, step, residuals.L2Norm());
            if (count == MaximumSteps || !(step.AbsoluteMaximum() > RoughTolerance))
            {
                return information;
            }
        }
    }

    /// <summary>
    /// Halves the step until the residuals shrink, which a short enough one achieves since the problem is convex.
    /// </summary>
    private static Vector<double> Descend(MultistateEquations equations, double[] logEvidences, Vector<double> step, double norm)
    {
        Move(logEvidences, step, 1);
        Vector<double> residuals = equations.Residuals(logEvidences);
        for (double length = 0.5; length > 1e-6 && !(residuals.L2Norm() <= norm); length /= 2)
        {
            Move(logEvidences, step, -length);
            residuals = equations.Residuals(logEvidences);
        }
        return residuals;
    }

    /// <summary>
    /// Steps z += J^-1 g with the residuals g of all samples; J is made anew from all samples only if steps fail to shrink.
    /// </summary>
    private static MultistateInformation Refine(
        MultistateEquations equations, double[] logEvidences, MultistateInformation information)
    {
        double previous = double.PositiveInfinity;
        for (int count = 0; count < MaximumSteps; count++)
        {
            Vector<double> step = information.Solve(equations.Residuals(logEvidences));
            Move(logEvidences, step, 1);
            double size = step.AbsoluteMaximum();
            double rounding = Math.Max(1, 1e-3 * logEvidences.Max(Math.Abs));
            if (!(size > Tolerance * rounding))
            {
                break;
            }

            if (size > 0.3 * previous)
            {
                information = MultistateInformation.Of(equations, logEvidences);
            }

            previous = size;
        }
        return information;
    }

    private static void Move(double[] logEvidences, Vector<double> step, double length)
    {
        for (int rung = 1; rung < logEvidences.Length; rung++)
        {
            logEvidences[rung] += length * step[rung - 1];
        }
    }
}
