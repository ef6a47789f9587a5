using BayesMeasure.Amortized.Native;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// A network that answers which structure a curve has, at any parsimony: p(M | curve, lambda), one decision after the other.
/// Before training it is the prior.
/// </summary>
/// <remarks>
/// After PRISM (Gloeckler and others 2026, arXiv 2603.15292). Its memory outside of .NET is freed by <see cref="Dispose"/>. It
/// serves one thread at a time.
/// </remarks>
public sealed class StructureNetwork : IDisposable
{
    private const int LargestBatch = 256;

    private readonly StructureModule module;

    /// <summary>Creates an untrained network, which is the prior of its family.</summary>
    /// <param name="family">What it is about.</param>
    /// <param name="options">Its size; null for the defaults.</param>
    /// <exception cref="ArgumentException">The size makes no network.</exception>
    /// <exception cref="PlatformNotSupportedException">libtorch cannot be loaded; the message says why.</exception>
    public StructureNetwork(StructureFamily family, NetworkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        TorchLibrary.Require();
        Options = options ?? new();
        module = new(family, Options);
        Family = family;
    }

    private StructureNetwork(StructureFamily family, NetworkOptions options, StructureModule module)
    {
        (Family, Options, this.module) = (family, options, module);
    }

    /// <summary>What it is about.</summary>
    public StructureFamily Family { get; }

    /// <summary>Its size.</summary>
    public NetworkOptions Options { get; }

    /// <summary>The number of its weights.</summary>
    public long Weights => module.parameters().Sum(parameter => parameter.numel());

    /// <summary>What training moves.</summary>
    internal StructureModule Module => module;

    /// <summary>Opens a network that was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="family">The family that it was trained for: of the same parts, priors and design.</param>
    /// <exception cref="InvalidDataException">
    /// The file is truncated, foreign, newer or of another family; the message says which and in what.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PlatformNotSupportedException">libtorch cannot be loaded; the message says why.</exception>
    public static StructureNetwork Open(string path, StructureFamily family)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(family);
        TorchLibrary.Require();
        string name = Path.GetFileName(path);
        (StructureModule module, NetworkOptions options) = NetworkFile.Open(TensorFile.Read(path), family, name);
        return new(family, options, module);
    }

    /// <summary>Saves the network in the safetensors format, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
    public void Save(string path) => NetworkFile.Of(module, Family, Options).Write(path);

    /// <summary>Answers for one curve.</summary>
    /// <param name="curve">The curve, measured at the points of the family's design.</param>
    /// <param name="lambda">The parsimony: inside (0, 1). 0.5 by default.</param>
    /// <param name="options">How many structures are drawn, and the seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">The curve has other points or sigmas than the family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Lambda is not inside (0, 1), or there are no draws.</exception>
    public StructureAnswer Given(Measurement curve, double lambda = 0.5, AnswerOptions? options = null) =>
        Given([curve], lambda, options)[0];

    /// <summary>Answers for many curves, in batches.</summary>
    /// <param name="curves">The curves, measured at the points of the family's design.</param>
    /// <param name="lambda">The parsimony: inside (0, 1). 0.5 by default.</param>
    /// <param name="options">How many structures are drawn, and the seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">A curve has other points or sigmas than the family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Lambda is not inside (0, 1), or there are no draws.</exception>
    public IReadOnlyList<StructureAnswer> Given(
        IReadOnlyList<Measurement> curves, double lambda = 0.5, AnswerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        StructureFamily.RequireLambda(lambda);
        AnswerOptions settings = (options ?? new()).RequireValid();
        foreach (Measurement curve in curves)
        {
            CurveBatch.RequireDesign(curve, Family);
        }

        return [.. curves.Index().Chunk(LargestBatch).SelectMany(chunk => Answer(chunk, lambda, settings))];
    }

    /// <summary>
    /// Draws of the parameters of many curves, averaged over structures: one for each structure that was drawn.
    /// </summary>
    /// <param name="answers">Answers of this network, with the structures.</param>
    /// <param name="options">The seed and the number of steps; null for the defaults.</param>
    /// <exception cref="NotSupportedException">
    /// Nobody knows the parameters of the family, or the network was not taught them.
    /// </exception>
    public IReadOnlyList<ParameterDraws> ParametersOf(IReadOnlyList<StructureAnswer> answers, AnswerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(answers);
        AnswerOptions settings = (options ?? new()).RequireValid();
        IEnumerable<Structure[]> drawn = answers.Select(answer => answer.Draws.Select(draw => draw.Structure).ToArray());
        return Parameters(answers, [.. drawn], settings);
    }

    /// <summary>Draws of the parameters of curves, one for each of the structures that are wanted of each curve.</summary>
    internal IReadOnlyList<ParameterDraws> Parameters(
        IReadOnlyList<StructureAnswer> answers, IReadOnlyList<IReadOnlyList<Structure>> wanted, AnswerOptions options) =>
    [
        .. answers.Zip(wanted).Index().Chunk(LargestBatch).SelectMany(chunk => Draw(
                [.. chunk.Select(entry => entry.Item.First.Curve)],
                [.. chunk.Select(entry => entry.Item.Second)],
                [.. chunk.Select(entry => entry.Index)],
                options))
            .Select(draws => new ParameterDraws(Family, draws)),
    ];

    /// <summary>Frees its memory.</summary>
    public void Dispose() => module.Dispose();

    /// <summary>Exact draws where the family knows them, and those of the network elsewhere.</summary>
    private IReadOnlyList<ParameterDraw[]> Draw(
        Measurement[] curves, IReadOnlyList<Structure>[] wanted, int[] streams, AnswerOptions options)
    {
        if (Family.ExactParameters(curves[0], wanted[0][0]) is not null)
        {
            return [.. curves.Zip(wanted, streams).Select(one => DrawExactly(one.First, one.Second, one.Third, options.Seed))];
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return new ParameterSampler(this, options).Of(module.Encode(new(curves)), wanted, streams);
    }

    private ParameterDraw[] DrawExactly(Measurement curve, IReadOnlyList<Structure> wanted, int stream, ulong seed)
    {
        var random = new RandomStream(seed, (int)SimulationPurpose.Parameters, stream);
        Dictionary<Structure, Func<RandomStream, double[]>> exact =
            wanted.Distinct().ToDictionary(one => one, one => Family.ExactParameters(curve, one)!);
        return [.. wanted.Select((structure, draw) =>
        {
            random.BeginSweep(draw);
            return new ParameterDraw(structure, exact[structure](random));
        })];
    }

    /// <summary>The structures of a curve, expanded best first: <see cref="StructureTree.Expand(int, double)"/>.</summary>
    internal IReadOnlyList<StructureDraw> Expand(Measurement curve, double lambda, int most, double left)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return new StructureTree(module, Family, module.Encode(new([curve])), lambda).Expand(most, left);
    }

    private IEnumerable<StructureAnswer> Answer((int Index, Measurement Curve)[] chunk, double lambda, AnswerOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        CurveEncoding encoding = module.Encode(new([.. chunk.Select(entry => entry.Curve)]));
        var draws = new StructureDraws(this, lambda, options, [.. chunk.Select(entry => entry.Index)]);
        return
        [
            .. chunk.Zip(draws.Of(encoding), module.Typicalities(encoding)).Select(one =>
                new StructureAnswer(this, one.First.Curve, lambda, options, one.Second, one.Third)),
        ];
    }
}
