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
        DecoderBlock.Modulation, .. StructureDecoder.Evidence, ParameterDecoder.Marginal, ParameterDecoder.Departure,
    ];

    private readonly CurveEncoder? encoder;
    private readonly PointEncoder? pointEncoder;
    private readonly StructureDecoder decoder;
    private readonly ParameterDecoder? parameterDecoder;
    private readonly TypicalCurves typicalEncodings;
    private readonly TypicalCurves typicalTraits;

    /// <summary>Creates an untrained network: the prior.</summary>
    /// <param name="family">What it is about.</param>
    /// <param name="options">Its size.</param>
    public StructureModule(StructureFamily family, NetworkOptions options)
        : base(nameof(StructureModule))
    {
        options.RequireValid();
        ConditionalScores? scores = null;
        if (family.Design.Points is { Count: var points })
        {
            var bank = new TemplateBank(family);
            int patches = options.Patches ?? (family.ProjectionsSuffice ? 0 : Math.Min(points, MostPatches));
            encoder = new(options, bank, points, family.Decisions, Math.Min(points, patches));
            scores = bank.PerDecision == 1 ? new(bank, points) : null;
        }
        else
        {
            pointEncoder = new(options);
        }

        decoder = new(options, family.Decisions, scores);
        if (options.ParameterLayers > 0 && family.Parameters is { Count: > 0 } unknowns)
        {
            parameterDecoder = new(options, family.Decisions, unknowns.Count);
        }

        typicalEncodings = new(options.Width);
        typicalTraits = new(CurveEncoder.Traits);
        RegisterComponents();
        Initialise(options.Seed);
        SetScaleRange(family, options.Seed);
    }

    /// <summary>What draws parameters; null where the network tells structures alone.</summary>
    public ParameterDecoder? Parameters => parameterDecoder;

    /// <summary>Reads curves.</summary>
    public CurveEncoding Encode(CurveBatch curves)
    {
        if (pointEncoder is not null)
        {
            return pointEncoder.Read(curves);
        }

        // Memory of torch's own: what a sum rounds to depends on where it begins.
        Tensor values = tensor(curves.Values, [curves.Count, curves.Points]).clone();
        return encoder!.call(values, tensor(curves.LogScales).clone());
    }

    /// <summary>The log odds of the first decisions of structures, each of its own curve: batch, decisions.</summary>
    public Tensor LogOdds(CurveEncoding curves, StructureTensors structures, int count) =>
        decoder.LogOdds(curves, structures, count);

    /// <summary>-ln q of structures, each given its curve: batch.</summary>
    /// <param name="curves">What is known of the curves.</param>
    /// <param name="structures">The structures, one a curve.</param>
    /// <param name="targets">
    /// How probable yes is, decision by decision, instead of what the structures say; null for these.
    /// </param>
    public Tensor CrossEntropies(CurveEncoding curves, StructureBatch structures, float[]? targets = null)
    {
        StructureTensors tensors = StructureTensors.Of(structures);
        Tensor logOdds = LogOdds(curves, tensors, (int)tensors.Taken.size(1));
        Tensor wanted = targets is null ? tensors.Taken : tensor(targets, tensors.Taken.shape).clone();
        return nn.functional.binary_cross_entropy_with_logits(logOdds, wanted, reduction: nn.Reduction.None).sum([1L]);
    }

    /// <summary>Learns how simulated curves are distributed, by the weights as they are.</summary>
    public void LearnTypicalCurves(StructureFamily family, ulong seed)
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        SimulatedCurve[] curves = SimulationPurpose.Typical.Simulate(family, seed, step: 0, 2 * TypicalCurves.Curves);
        CurveEncoding[] read = [.. curves.Chunk(ScaleCurves).Select(chunk => Encode(new([.. chunk.Select(one => one.Curve)])))];
        typicalEncodings.Learn(cat([.. read.Select(MeanToken)], 0));
        typicalTraits.Learn(cat([.. read.Select(one => one.Traits)], 0));
    }

    /// <summary>
    /// How typical curves are of those of the training: the less of two, as twice as many are then this strange.
    /// </summary>
    public double?[] Typicalities(CurveEncoding curves) => typicalEncodings.AreKnown
        ?
        [
            .. typicalEncodings.Typicalities(MeanToken(curves)).Zip(
                typicalTraits.Typicalities(curves.Traits), (one, other) => (double?)Math.Min(1, 2 * Math.Min(one, other))),
        ]
        : new double?[curves.Tokens.size(0)];

    /// <summary>The mean of the tokens that are there.</summary>
    private static Tensor MeanToken(CurveEncoding curves)
    {
        if (curves.Present is not { } present)
        {
            return curves.Tokens.mean([1L]);
        }

        Tensor weights = present / present.sum([1L], keepdim: true);
        return (curves.Tokens * weights.unsqueeze(2)).sum([1L]);
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
