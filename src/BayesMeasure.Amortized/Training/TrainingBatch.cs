using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;

namespace BayesMeasure.Amortized.Training;

/// <summary>The simulated curves of a step: a function of the seed and of the number of the step.</summary>
/// <param name="Curves">The curves.</param>
/// <param name="Structures">The structures that they were made of, with lambda.</param>
/// <param name="Targets">How probable yes is, decision by decision; null where nobody knows more than the structures say.</param>
internal sealed record TrainingBatch(CurveBatch Curves, StructureBatch Structures, float[]? Targets)
{
    /// <summary>The parameters of the curves; null where the network is not to learn them.</summary>
    public ParameterBatch? Parameters { get; init; }

    /// <summary>Simulates the curves of a step.</summary>
    public static TrainingBatch Of(StructureFamily family, TrainingOptions options, int step)
    {
        SimulatedCurve[] simulated = SimulationPurpose.Training.Simulate(family, options.Seed, step, options.Batch);
        return new(
            new([.. simulated.Select(one => one.Curve)]),
            new(family, [.. simulated.Select(one => one.Structure)], [.. simulated.Select(one => one.Lambda)]),
            family.HasExactEvidence ? [.. simulated.SelectMany(one => ConditionalTargets.Of(family, one))] : null)
        {
            Parameters = options.Network.ParameterLayers > 0 && family.Parameters is { Count: > 0 }
                ? new(family, simulated, options.Seed, step)
                : null,
        };
    }
}
