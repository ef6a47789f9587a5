using BayesMeasure.Amortized.Structures;
using BayesMeasure.Numerics.Random;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Parameters of simulated curves as a network learns them, with the noise that they are told from: a function of the seed and
/// of the number of the step.
/// </summary>
internal sealed class ParameterBatch
{
    private readonly float[] taken;
    private readonly float[] active;
    private readonly float[] values;
    private readonly float[] noise;
    private readonly float[] angles;

    /// <param name="family">The family, whose unknowns have normal coordinates.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <param name="step">The number of the step.</param>
    public ParameterBatch(StructureFamily family, IReadOnlyList<SimulatedCurve> curves, ulong seed, long step)
    {
        ParameterLayout layout = family.Parameters!;
        (Count, Slots) = (curves.Count, layout.Count);
        taken = [.. curves.SelectMany(one => Enumerable.Range(0, family.Decisions).Select(i => one.Structure.Has(i) ? 1f : 0f))];
        active = new float[Count * Slots];
        values = new float[Count * Slots];
        noise = new float[Count * Slots];
        angles = new float[Count];
        var random = new RandomStream(seed, (int)SimulationPurpose.Diffusion, replica: 0);
        random.BeginSweep(step);
        double shift = random.NextUniform();
        foreach ((int row, SimulatedCurve one) in curves.Index())
        {
            // Every batch has noise of all levels, evenly in the logarithm of its tangent.
            double share = (row + shift) / Count;
            double tangent = ParameterDecoder.LeastNoise
                * Math.Pow(ParameterDecoder.MostNoise / ParameterDecoder.LeastNoise, share);
            angles[row] = (float)Math.Atan(tangent);
            double[] normals = layout.ToNormal(one.Structure, one.Parameters);
            foreach ((int slot, double normal) in layout.SlotsOf(one.Structure).Zip(normals))
            {
                active[row * Slots + slot] = 1;
                values[row * Slots + slot] = (float)normal;
            }
        }

        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (float)random.NextNormal();
        }
    }

    /// <summary>The number of curves.</summary>
    public int Count { get; }

    /// <summary>The number of unknowns of all structures together.</summary>
    public int Slots { get; }

    /// <summary>Hands the batch over.</summary>
    public ParameterTensors ToTensors()
    {
        long[] shape = [Count, Slots];
        return new(
            tensor(taken, [Count, taken.Length / Count]),
            tensor(active, shape),
            tensor(values, shape),
            tensor(noise, shape),
            tensor(angles));
    }
}

/// <summary>Parameters of a batch of curves as tensors.</summary>
/// <param name="Taken">The decisions: batch, decisions.</param>
/// <param name="Active">1 for the unknowns that a structure has: batch, unknowns.</param>
/// <param name="Values">Their normal coordinates; 0 for the others.</param>
/// <param name="Noise">Normal draws.</param>
/// <param name="Angles">How much of the noise is mixed in: batch.</param>
internal sealed record ParameterTensors(Tensor Taken, Tensor Active, Tensor Values, Tensor Noise, Tensor Angles);
