using BayesMeasure.Amortized.Structures;
using BayesMeasure.Numerics.Random;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Draws parameters of some curves: normal draws go against the velocity from noise to values (the probability flow of Song and
/// others 2021, arXiv 2011.13456, in the angle). Draws of one structure go together, so that nothing is masked.
/// </summary>
internal sealed class ParameterSampler
{
    private const int LargestBatch = 4096;
    private const double Warp = 1.5;

    private readonly ParameterDecoder decoder;
    private readonly StructureFamily family;
    private readonly ParameterLayout layout;
    private readonly ulong seed;
    private readonly double[] angles;

    /// <param name="network">What draws.</param>
    /// <param name="options">The seed, and the number of steps.</param>
    public ParameterSampler(StructureNetwork network, AnswerOptions options)
    {
        family = network.Family;
        decoder = network.Module.Parameters ?? throw family.NoParameters();
        layout = family.Parameters!;
        seed = options.Seed;
        angles = [.. Enumerable.Range(0, options.Steps).Select(i => Angle((double)i / options.Steps)), 0];
    }

    /// <summary>A draw for each of some structures, curve by curve.</summary>
    /// <param name="encoding">What the network knows of the curves.</param>
    /// <param name="wanted">The structures of each curve: as many draws of its parameters.</param>
    /// <param name="streams">A number for each curve: the same draws for the same number.</param>
    public IReadOnlyList<ParameterDraw[]> Of(
        CurveEncoding encoding, IReadOnlyList<IReadOnlyList<Structure>> wanted, IReadOnlyList<int> streams)
    {
        ParameterDraw[][] draws = [.. wanted.Select(own => new ParameterDraw[own.Count])];
        var rows = wanted.Index().SelectMany(own => own.Item.Select((structure, draw) => (Curve: own.Index, draw, structure)));
        foreach (var group in rows.GroupBy(row => row.structure, row => (row.Curve, Draw: row.draw)))
        {
            foreach ((int Curve, int Draw)[] chunk in group.Chunk(LargestBatch))
            {
                double[][] found = Draw(encoding, group.Key, chunk, streams);
                foreach (((int curve, int draw), double[] normals) in chunk.Zip(found))
                {
                    draws[curve][draw] = new(group.Key, layout.ToValues(group.Key, normals));
                }
            }
        }

        return draws;
    }

    /// <summary>Angles from much noise to little: their steps are small where values come out of it.</summary>
    private static double Angle(double share) => Math.Max(
        Math.Atan(ParameterDecoder.LeastNoise), Math.Atan(ParameterDecoder.MostNoise) * Math.Pow(1 - share, Warp));

    private double[][] Draw(CurveEncoding encoding, Structure structure, (int Curve, int Draw)[] rows, IReadOnlyList<int> streams)
    {
        int[] slots = layout.SlotsOf(structure);
        if (slots.Length == 0)
        {
            return [.. rows.Select(_ => Array.Empty<double>())];
        }

        using var scope = NewDisposeScope();
        int[] curves = [.. rows.Select(row => row.Curve).Distinct()];
        float[] decisions = [.. Enumerable.Range(0, family.Decisions).Select(i => structure.Has(i) ? 1f : 0f)];
        ParameterContext context = decoder.Given(
            encoding.Of(tensor(curves.Select(curve => (long)curve).ToArray())),
            tensor(decisions, [1, family.Decisions]).expand(curves.Length, -1),
            tensor(slots.Select(slot => (long)slot).ToArray()),
            mask: null);
        Dictionary<int, int> positions = curves.Index().ToDictionary(curve => curve.Item, curve => curve.Index);
        Tensor places = tensor(rows.Select(row => (long)positions[row.Curve]).ToArray());
        Tensor standardised = Flow(context.Tokens.index_select(0, places), Normals(rows, slots.Length, streams));
        Tensor drawn = context.Mean.index_select(0, places)
            + context.LogDeviation.exp().index_select(0, places) * standardised;
        float[] numbers = drawn.contiguous().data<float>().ToArray();
        return [.. numbers.Chunk(slots.Length).Select(row => row.Select(number => (double)number).ToArray())];
    }

    /// <summary>
    /// Steps of the flow dx / d angle = v by the method of Adams and Bashforth, of second order: independent normal values, of
    /// which v is 0, are left as they are.
    /// </summary>
    private Tensor Flow(Tensor context, Tensor noise)
    {
        Tensor values = noise;
        Tensor? before = null;
        for (int i = 0; i + 1 < angles.Length; i++)
        {
            Tensor velocity = decoder.Velocity(context, values, tensor([(float)angles[i]]), mask: null);
            double step = angles[i] - angles[i + 1];
            double weight = i > 0 ? step / (2 * (angles[i - 1] - angles[i])) : 0;
            Tensor middle = before is null ? velocity : velocity + (velocity - before) * weight;
            values = values - middle * step;
            before = velocity;
        }

        return values;
    }

    private Tensor Normals((int Curve, int Draw)[] rows, int unknowns, IReadOnlyList<int> streams)
    {
        float[] drawn = new float[rows.Length * unknowns];
        foreach ((int row, (int curve, int draw)) in rows.Index())
        {
            var random = new RandomStream(seed, (int)SimulationPurpose.Parameters, streams[curve]);
            random.BeginSweep(draw);
            for (int i = 0; i < unknowns; i++)
            {
                drawn[row * unknowns + i] = (float)random.NextNormal();
            }
        }

        return tensor(drawn, [rows.Length, unknowns]);
    }
}
