using BayesMeasure.Amortized.Structures;
using BayesMeasure.Numerics.Random;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// q(M | curve, lambda) and q(theta | M, curve): the network as training moves it and as answers are drawn from it.
/// </summary>
internal sealed class StructureModule : nn.Module
{
    private const int MostPatches = 16;
    private const int ScaleCurves = 256;
    private const double EmbeddingDeviation = 0.5;

    /// <summary>The names of layers that are zero at the start, so that an untrained network is the prior.</summary>
    private static readonly string[] StartsAtZero =
    [
        DecoderBlock.Modulation, StructureDecoder.Evidence, ParameterDecoder.Marginal, ParameterDecoder.Departure,
    ];

    private readonly CurveEncoder? encoder;
    private readonly PointEncoder? pointEncoder;
    private readonly StructureDecoder decoder;
    private readonly ParameterDecoder? parameterDecoder;

    /// <summary>Creates an untrained network: the prior.</summary>
    /// <param name="family">What it is about.</param>
    /// <param name="options">Its size.</param>
    public StructureModule(StructureFamily family, NetworkOptions options)
        : base(nameof(StructureModule))
    {
        options.RequireValid();
        if (family.Design.Points is { Count: var points })
        {
            int patches = options.Patches ?? (family.ProjectionsSuffice ? 0 : Math.Min(points, MostPatches));
            encoder = new(options, new TemplateBank(family), points, family.Decisions, Math.Min(points, patches));
        }
        else
        {
            pointEncoder = new(options);
        }

        decoder = new(options, family.Decisions);
        if (options.ParameterLayers > 0 && family.Parameters is { Count: > 0 } unknowns)
        {
            parameterDecoder = new(options, family.Decisions, unknowns.Count);
        }

        RegisterComponents();
        Initialise(options.Seed);
        SetScaleRange(family, options.Seed);
    }

    /// <summary>What draws parameters; null where the network tells structures alone.</summary>
    public ParameterDecoder? Parameters => parameterDecoder;

    /// <summary>Reads curves.</summary>
    public CurveEncoding Encode(CurveBatch curves)
    {
        return pointEncoder is not null
            ? pointEncoder.Read(curves)
            : encoder!.call(tensor(curves.Values, [curves.Count, curves.Points]), tensor(curves.LogScales));
    }

    /// <summary>The log odds of the first decisions of structures, each of its own curve: batch, decisions.</summary>
    public Tensor LogOdds(CurveEncoding curves, StructureTensors structures, int count) =>
        decoder.LogOdds(curves, structures, count);

    /// <summary>-ln q of structures, each given its curve: batch.</summary>
    public Tensor CrossEntropies(CurveEncoding curves, StructureBatch structures)
    {
        StructureTensors tensors = StructureTensors.Of(structures);
        Tensor logOdds = LogOdds(curves, tensors, (int)tensors.Taken.size(1));
        return nn.functional.binary_cross_entropy_with_logits(logOdds, tensors.Taken, reduction: nn.Reduction.None).sum([1L]);
    }

    /// <summary>
    /// Gives every weight its start, a function of the seed and of its position: matrices normal draws of variance 1 / inputs,
    /// embeddings small ones, norms 1 and biases 0. What lambda and the evidence come in by is 0.
    /// </summary>
    private void Initialise(ulong seed)
    {
        using IDisposable constant = no_grad();
        foreach ((int index, (string name, Parameter parameter)) in named_parameters().Index())
        {
            string[] path = name.Split('.');
            if (path[^1] == "bias" || path.Any(StartsAtZero.Contains))
            {
                parameter.zero_();
            }
            else if (parameter.dim() > 1)
            {
                double deviation = path[^1] == "weight" ? 1 / Math.Sqrt(parameter.size(1)) : EmbeddingDeviation;
                Draw(parameter, deviation, new RandomStream(seed, (int)SimulationPurpose.Weights, index));
            }
        }
    }

    private static void Draw(Parameter parameter, double deviation, RandomStream random)
    {
        float[] drawn = new float[parameter.numel()];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = (float)(deviation * random.NextNormal());
        }

        using Tensor start = tensor(drawn, parameter.shape);
        parameter.copy_(start);
    }

    private void SetScaleRange(StructureFamily family, ulong seed)
    {
        SimulatedCurve[] curves = SimulationPurpose.Scales.Simulate(family, seed, step: 0, ScaleCurves);
        var batch = new CurveBatch([.. curves.Select(one => one.Curve)]);
        pointEncoder?.SetRanges(batch);
        double mean = batch.LogScales.Average();
        double variance = batch.LogScales.Average(scale => (scale - mean) * (scale - mean));
        encoder?.SetScaleRange(mean, variance > 0 ? Math.Sqrt(variance) : 1);
    }
}
