using BayesMeasure.Results;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The solution of the multistate equations: log Z at every rung, and the information matrix J there. A damped Newton
/// iteration on a thinned pool leads close to it; cheap steps with the thinned J and the residuals of all samples then lead
/// to the solution of the full equations.
/// </summary>
internal sealed class MultistateSolution
{
    private const int ThinnedSamples = 20_000;
    private const int MaximumSteps = 100;
    private const double RoughTolerance = 1e-3;
    private const double Tolerance = 1e-8;

    private MultistateSolution(double[] logEvidences, LU<double> information)
    {
        LogEvidences = logEvidences;
        Information = information;
    }

    /// <summary>log Z at every rung, from log Z_0 = 0 on. Not finite where the rungs do not overlap.</summary>
    public double[] LogEvidences { get; }

    /// <summary>J of <see cref="MultistateEquations.Information"/>, factorised.</summary>
    public LU<double> Information { get; }

    public static MultistateSolution Of(LogLikelihoodTraces traces)
    {
        int samples = traces.Chains * traces.Rungs * traces.Sweeps;
        var thinned = new MultistateEquations(traces, Math.Max(1, samples / ThinnedSamples));
        double[] logEvidences = SteppingStones(traces);
        SolveByNewton(thinned, logEvidences);

        LU<double> information = thinned.Information(logEvidences).LU();
        var all = new MultistateEquations(traces, stride: 1);
        return new(logEvidences, Refine(all, logEvidences, information));
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

    private static void SolveByNewton(MultistateEquations equations, double[] logEvidences)
    {
        Vector<double> residuals = equations.Residuals(logEvidences);
        for (int count = 0; count < MaximumSteps; count++)
        {
            Vector<double> step = equations.Information(logEvidences).LU().Solve(residuals);
            residuals = Descend(equations, logEvidences, step, residuals.L2Norm());
            if (!(step.AbsoluteMaximum() > RoughTolerance))
                return;
        }
    }

    /// <summary>Halves the step until the residuals shrink, which a short enough one achieves since the problem is convex.</summary>
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

    /// <summary>Steps z += J^-1 g with the residuals g of all samples; J is made anew from all samples only if steps fail to shrink.</summary>
    private static LU<double> Refine(MultistateEquations equations, double[] logEvidences, LU<double> information)
    {
        double previous = double.PositiveInfinity;
        for (int count = 0; count < MaximumSteps; count++)
        {
            Vector<double> step = information.Solve(equations.Residuals(logEvidences));
            Move(logEvidences, step, 1);
            double size = step.AbsoluteMaximum();
            double rounding = Math.Max(1, 1e-3 * logEvidences.Max(Math.Abs));
            if (!(size > Tolerance * rounding))
                break;
            if (size > 0.3 * previous)
                information = equations.Information(logEvidences).LU();
            previous = size;
        }
        return information;
    }

    private static void Move(double[] logEvidences, Vector<double> step, double length)
    {
        for (int rung = 1; rung < logEvidences.Length; rung++)
            logEvidences[rung] += length * step[rung - 1];
    }
}
