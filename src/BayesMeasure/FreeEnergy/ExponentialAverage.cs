using BayesMeasure.Diagnostics;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The average of L^h over the states of one rung, from which ratios of partition functions are made:
/// Z(beta + h) / Z(beta) = &lt;L^h&gt;_beta (Zwanzig 1954).
/// </summary>
/// <remarks>A state of zero likelihood adds nothing to the average, but counts among the states.</remarks>
internal static class ExponentialAverage
{
    /// <summary>As many weights tell the shape of their tail to a tenth.</summary>
    private const int MostWeights = 4000;

    /// <summary>log &lt;L^h&gt; over all chains and sweeps of a rung, by log-sum-exp.</summary>
    public static double Log(LogLikelihoodTraces traces, int rung, double exponent)
    {
        double greatest = double.NegativeInfinity;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            foreach (double value in traces[chain, rung])
            {
                greatest = Math.Max(greatest, LogPower(value, exponent));
            }
        }
        if (!double.IsFinite(greatest))
        {
            return greatest;
        }

        double sum = 0;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            foreach (double value in traces[chain, rung])
            {
                sum += Math.Exp(LogPower(value, exponent) - greatest);
            }
        }
        return greatest + Math.Log(sum / (traces.Chains * (double)traces.Sweeps));
    }

    /// <summary>
    /// The same times <paramref name="sign"/>, whose influences on log Z, psi = sign (L^h / &lt;L^h&gt; - 1), are added to
    /// those of the other rungs.
    /// </summary>
    public static double Log(LogLikelihoodTraces traces, int rung, double exponent, double sign, double[][] influences)
    {
        double logAverage = Log(traces, rung, exponent);
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            ReadOnlySpan<double> values = traces[chain, rung];
            double[] influence = influences[chain];
            for (int sweep = 0; sweep < values.Length; sweep++)
            {
                influence[sweep] += sign * (Math.Exp(LogPower(values[sweep], exponent) - logAverage) - 1);
            }
        }
        return sign * logAverage;
    }

    /// <summary>The shape of the tail of the weights L^h, from a few thousand of them.</summary>
    public static double TailShape(LogLikelihoodTraces traces, int rung, double exponent)
    {
        int stride = Math.Max(1, traces.Chains * traces.Sweeps / MostWeights);
        var logWeights = new List<double>();
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            ReadOnlySpan<double> values = traces[chain, rung];
            for (int sweep = 0; sweep < values.Length; sweep += stride)
            {
                logWeights.Add(LogPower(values[sweep], exponent));
            }
        }

        double greatest = logWeights.Max();
        return ParetoTail.Shape(logWeights.Select(value => Math.Exp(value - greatest)));
    }

    private static double LogPower(double logLikelihood, double exponent) => (logLikelihood, exponent) switch
    {
        (double.NegativeInfinity, >= 0) => double.NegativeInfinity,
        _ => exponent * logLikelihood,
    };
}
