using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Spectra;
using BenchmarkDotNet.Attributes;

namespace BayesMeasure.Benchmarks;

/// <summary>
/// The cost per point of moving one Gaussian peak of three: the new peak, the new prediction and the sum of squares. Ours is
/// what the sampler calls; beside it is a scalar loop that does the same work and keeps the same caches.
/// </summary>
public class FusedUpdateBenchmarks
{
    private const int Points = Nso3.Points;
    private const int Center = 5;
    private const double Weight = 100;

    private readonly double[] x = [.. Nso3.Measurement.X];
    private readonly double[] y = [.. Nso3.Measurement.Y];
    private readonly double[] shape = new double[Points];
    private readonly double[] prediction = new double[Points];
    private readonly double[] trialShape = new double[Points];
    private readonly double[] trialPrediction = new double[Points];
    private readonly int[] position = [Center];
    private readonly double[] center = new double[1];
    private readonly ITargetState state = Nso3.WithPeaks(3).CreateState();
    private int turn;

    /// <summary>Puts the state near the truth.</summary>
    [GlobalSetup]
    public void Setup() => state.Set([0.6, 90, 1.2, 1.5, 150, 1.45, 1.2, 165, 1.7]);

    [Benchmark(Baseline = true, OperationsPerInvoke = Points)]
    public double MathExp() => ScalarUpdate(NextCenter());

    [Benchmark(OperationsPerInvoke = Points)]
    public double Fused()
    {
        center[0] = NextCenter();
        return state.Propose(position, center);
    }

    [Benchmark(OperationsPerInvoke = Points)]
    public double FusedAndAccepted()
    {
        double logLikelihood = Fused();
        state.Accept();
        return logLikelihood;
    }

    /// <summary>A centre that differs from call to call, so that nothing is computed once for all.</summary>
    private double NextCenter() => 1.44 + 0.001 * (turn++ & 15);

    private double ScalarUpdate(double position)
    {
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            double distance = x[i] - position;
            trialShape[i] = Math.Exp(-0.5 * 150 * distance * distance);
            trialPrediction[i] = prediction[i] + 1.5 * (trialShape[i] - shape[i]);
            double residual = y[i] - trialPrediction[i];
            sum += Weight * residual * residual;
        }

        return -0.5 * sum;
    }
}
