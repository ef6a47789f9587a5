using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Numerics.Special;

namespace BayesMeasure.Linear.Sparse;

/// <summary>
/// The exact conditional of one gate and its amplitude, all others given. With A = phi' W phi + 1/tau^2 and m = phi' W r / A, r
/// what the others leave of the data, the amplitude integrated out makes the odds of an open gate
/// p/(1 - p) 2/(tau sqrt A) exp(A m^2/2) Phi(m sqrt A), and an open one has h ~ N(m, 1/A) above 0.
/// </summary>
/// <param name="mean">m.</param>
/// <param name="precision">A.</param>
/// <param name="scale">tau.</param>
/// <param name="priorLogOdds">ln p/(1 - p).</param>
internal readonly struct GateConditional(double mean, double precision, double scale, double priorLogOdds)
{
    private static readonly double RootOfHalf = Math.Sqrt(0.5);

    private readonly double root = Math.Sqrt(precision);

    /// <summary>The logarithm of the odds of an open gate.</summary>
    public double LogOdds
    {
        get
        {
            double x = mean * root;
            return priorLogOdds + Math.Log(2 / (scale * root)) + 0.5 * x * x + LogBelow(x);
        }
    }

    /// <summary>The probability of an open gate.</summary>
    public double Probability => 1 / (1 + Math.Exp(-LogOdds));

    /// <summary>ln Phi(x), with all digits in both tails.</summary>
    public static double LogBelow(double x)
    {
        double tail = 0.5 * ScaledErrorFunction.Evaluate<Scalar>(Math.Abs(x) * RootOfHalf).Value;
        return x < 0 ? Math.Log(tail) - 0.5 * x * x : Math.Log(1 - tail * Math.Exp(-0.5 * x * x));
    }

    /// <summary>An exact draw of the amplitude of an open gate: Robert, Statistics and Computing 5 (1995) 121.</summary>
    public double Draw(RandomStream random)
    {
        double least = -mean * root;
        double rate = 0.5 * (least + Math.Sqrt(least * least + 4));
        while (true)
        {
            if (least <= 0)
            {
                double normal = random.NextNormal();
                if (normal >= least)
                {
                    return (normal - least) / root;
                }
            }
            else
            {
                double beyond = random.NextExponential() / rate;
                double distance = least + beyond - rate;
                if (random.NextUniform() <= Math.Exp(-0.5 * distance * distance))
                {
                    return beyond / root;
                }
            }
        }
    }
}
