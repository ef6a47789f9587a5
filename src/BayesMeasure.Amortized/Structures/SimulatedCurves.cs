using System.Runtime.ExceptionServices;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Structures;

/// <summary>Simulates many curves.</summary>
internal static class SimulatedCurves
{
    /// <summary>Curve i is a function of the purpose, the seed, the step and i, on any number of threads.</summary>
    public static SimulatedCurve[] Simulate(
        this SimulationPurpose purpose, StructureFamily family, ulong seed, long step, int count)
    {
        var curves = new SimulatedCurve[count];
        try
        {
            Parallel.For(0, count, i => curves[i] = family.Simulate(Stream(purpose, seed, step, i)));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        return curves;
    }

    private static RandomStream Stream(SimulationPurpose purpose, ulong seed, long step, int index)
    {
        var random = new RandomStream(seed, (int)purpose, index);
        random.BeginSweep(step);
        return random;
    }
}
