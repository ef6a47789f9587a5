using System.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Results;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.FreeEnergy;

public class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Pooling_half_a_million_samples_costs_a_few_passes_of_exponentials()
    {
        LogLikelihoodTraces traces = new GaussianLadder { Dimensions = 10, Rungs = 32, Sweeps = 4000 }.Draw(5);
        for (int count = 0; count < 3; count++)
        {
            double estimate = Seconds(() => new MultistateBennett().Estimate(traces));
            double stones = Seconds(() => SteppingStone.Forward.Estimate(traces));
            double integral = Seconds(() => new ThermodynamicIntegration().Estimate(traces));
            double pass = Seconds(() => Exponentials(traces));
            output.WriteLine(FormattableString.Invariant(
                $"MBAR {estimate:F3} s, stones {stones:F3} s, TI {integral:F3} s, one pass of scalar exponentials {pass:F3} s"));
        }
    }

    private static double Exponentials(LogLikelihoodTraces traces)
    {
        double sum = 0;
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            for (int rung = 0; rung < traces.Rungs; rung++)
            {
                foreach (double value in traces[chain, rung])
                {
                    for (int other = 0; other < traces.Rungs; other++)
                        sum += Math.Exp(traces.InverseTemperatures[other] * value);
                }
            }
        }
        return sum;
    }

    private static double Seconds<T>(Func<T> action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
