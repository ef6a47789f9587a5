using BayesMeasure.Models;

namespace BayesMeasure.Tests.Models;

/// <summary>
/// A curve that is not pointwise and keeps work memory: the running sum of rate^i, times a height. Two replicas that shared
/// an instance would spoil each other's work; an instance that finds itself entered twice says so.
/// </summary>
internal sealed class ScratchModel : ICurveModel
{
    private double[] work = [];
    private int entered;

    public IReadOnlyList<string> ParameterNames { get; } = ["height", "rate"];

    /// <summary>The curve, written out.</summary>
    public static double Formula(int index, double height, double rate)
    {
        double sum = 0;
        for (int i = 0; i <= index; i++)
        {
            sum += Math.Pow(rate, i);
        }
        return height * sum;
    }

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        if (Interlocked.Increment(ref entered) != 1)
        {
            throw new InvalidOperationException("One instance serves two replicas.");
        }
        if (work.Length < x.Length)
        {
            work = new double[x.Length];
        }
        double power = 1;
        for (int i = 0; i < x.Length; i++)
        {
            work[i] = power + (i > 0 ? work[i - 1] : 0);
            power *= parameters[1];
        }

        for (int i = 0; i < x.Length; i++)
        {
            y[i] = parameters[0] * work[i];
        }
        Interlocked.Decrement(ref entered);
    }

    public ICurveModel ForReplica() => new ScratchModel();
}
