using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// What random numbers are for. Each purpose has a sequence of its own, so that curves that judge a network are never those
/// that it learnt from. The values are part of what a seed gives.
/// </summary>
internal enum SimulationPurpose
{
    /// <summary>Curves to learn from.</summary>
    Training = 0,

    /// <summary>Curves that a network is judged by.</summary>
    Judgement = 1,

    /// <summary>Curves that tell the range of scales.</summary>
    Scales = 2,

    /// <summary>The weights of a network before training.</summary>
    Weights = 3,

    /// <summary>Structures that are drawn from an answer.</summary>
    Answers = 4,

    /// <summary>Curves that tell which ones are typical.</summary>
    Typical = 5,
}

/// <summary>Simulates many curves.</summary>
internal static class SimulatedCurves
{
    /// <summary>Curve i is a function of the purpose, the seed, the step and i, on any number of threads.</summary>
    public static SimulatedCurve[] Simulate(
        this SimulationPurpose purpose, StructureFamily family, ulong seed, long step, int count)
    {
        var curves = new SimulatedCurve[count];
        for (int i = 0; i < count; i++)
        {
            var random = new RandomStream(seed, (int)purpose, i);
            random.BeginSweep(step);
            curves[i] = family.Simulate(random);
        }

        return curves;
    }
}
