using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// Thermodynamic integration: log Z is the integral of &lt;log L&gt; over beta from 0 to 1 by the trapezoidal rule, corrected for
/// the curvature by the variance of log L, which is the derivative of the mean (Friel, Hurn and Wyse 2014, Statistics and
/// Computing 24, 709): each interval of width h adds h (m_l + m_{l+1}) / 2 - h^2 (V_{l+1} - V_l) / 12.
/// </summary>
/// <remarks>
/// What is left of the quadrature error is part of the error bar: a quarter of the difference to the same rule on every other
/// rung, which is 15 times the error where the integrand is smooth (Richardson 1911). Where that difference is a nat or more, the
/// rungs do not resolve the integrand, and the estimate is left out.
/// The first interval is left to the stepping stone: under a wide prior log L at beta = 0 often has no useful mean, let alone
/// a variance, and where the prior holds states of zero likelihood log Z jumps there.
/// </remarks>
public sealed class ThermodynamicIntegration : IFreeEnergyEstimator
{
    /// <summary>The name of the method in its estimates.</summary>
    private const string Name = "thermodynamic integration";

    /// <summary>What of the difference to half of the rungs is taken for the quadrature error.</summary>
    private const double ShareOfRefinement = 0.25;

    private const double LargestRefinement = 1;

    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(LogLikelihoodTraces traces)
    {
        double[][] influences = Influence.Zeros(traces);
        double logEvidence = ExponentialAverage.Log(traces, rung: 0, traces.InverseTemperatures[1], sign: 1, influences);
        for (int rung = 1; rung < traces.Rungs; rung++)
        {
            logEvidence += AddRung(traces, rung, influences);
        }

        double refinement = Math.Abs(Integral(traces, stride: 1) - Integral(traces, stride: 2));
        return FreeEnergyEstimate
            .FromInfluences(Name, logEvidence, influences)
            .WithIndependentError(ShareOfRefinement * refinement)
            .LeftOutSince(refinement < LargestRefinement ? null : string.Create(
                CultureInfo.InvariantCulture, $"half of the rungs change its integral by {refinement:G2}"));
    }

    /// <summary>The integral from the second rung on, by every rung or every other one.</summary>
    private static double Integral(LogLikelihoodTraces traces, int stride)
    {
        int last = traces.Rungs - 1;
        double sum = 0;
        int left = 1;
        (double mean, double variance) = Moments(traces, left);
        while (left < last)
        {
            int right = Math.Min(left + stride, last);
            (double nextMean, double nextVariance) = Moments(traces, right);
            double step = traces.InverseTemperatures[right] - traces.InverseTemperatures[left];
            sum += step * (mean + nextMean) / 2 - step * step * (nextVariance - variance) / 12;
            (left, mean, variance) = (right, nextMean, nextVariance);
        }

        return sum;
    }

    /// <summary>
    /// The terms of one rung, a m + c V: a = (h_left + h_right) / 2 and c = (h_right^2 - h_left^2) / 12 collect those of the
    /// intervals on both sides. A sample's influence is a (x - m) + c ((x - m)^2 - V).
    /// </summary>
    private static double AddRung(LogLikelihoodTraces traces, int rung, double[][] influences)
    {
        IReadOnlyList<double> ladder = traces.InverseTemperatures;
        double left = rung == 1 ? 0 : ladder[rung] - ladder[rung - 1];
        double right = rung == ladder.Count - 1 ? 0 : ladder[rung + 1] - ladder[rung];
        double weight = (left + right) / 2;
        double curvature = (right * right - left * left) / 12;

        (double mean, double variance) = Moments(traces, rung);
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            ReadOnlySpan<double> values = traces[chain, rung];
            for (int sweep = 0; sweep < values.Length; sweep++)
            {
                double deviation = values[sweep] - mean;
                influences[chain][sweep] += weight * deviation + curvature * (deviation * deviation - variance);
            }
        }
        return weight * mean + curvature * variance;
    }

    /// <summary>The mean and the variance of log L at a rung.</summary>
    private static (double Mean, double Variance) Moments(LogLikelihoodTraces traces, int rung)
    {
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            foreach (double value in traces[chain, rung])
            {
                double deviation = value - mean;
                mean += deviation / ++count;
                squares += deviation * (value - mean);
            }
        }
        return (mean, squares / (count - 1));
    }
}
