using MathNet.Numerics.LinearAlgebra;
using TorchSharp.Modules;
using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Reads a curve: a token of its scale, a score token for each decision (what the curve has of the curves that the decision would
/// add), and one for each patch of measured values.
/// </summary>
internal sealed class CurveEncoder : nn.Module<Tensor, Tensor, CurveEncoding>
{
    /// <summary>The number of traits of a curve that need not be learnt.</summary>
    public const int Traits = 5;

    private const int Neighbours = 2;
    private const int Scores = 4;
    private const int Scales = 4;

    private readonly int patches;
    private readonly int templates;
    private readonly Tensor scaleRange;
    private readonly Tensor? columns;
    private readonly Tensor? projector;
    private readonly Tensor? coefficients;
    private readonly Tensor? deviations;
    private readonly LinearLayer scaleToken;
    private readonly LinearLayer? scoreToken;
    private readonly LinearLayer? decisionScore;
    private readonly LinearLayer? patchToken;
    private readonly Parameter position;
    private readonly ModuleList<EncoderBlock> blocks;

    /// <param name="options">The size of the network.</param>
    /// <param name="bank">The curves of the decisions.</param>
    /// <param name="points">The number of points of a curve.</param>
    /// <param name="decisions">The number of decisions.</param>
    /// <param name="patches">The number of patches; 0 for none.</param>
    public CurveEncoder(NetworkOptions options, TemplateBank bank, int points, int decisions, int patches)
        : base(nameof(CurveEncoder))
    {
        this.patches = patches;
        templates = bank.PerDecision;
        scaleRange = zeros(2);
        scaleToken = nn.Linear(Scales, options.Width);
        if (templates > 0)
        {
            columns = Constant(bank.Columns);
            projector = Constant(bank.Columns / points);
            coefficients = Constant(bank.Coefficients);
            deviations = Constant(bank.Deviations.ToRowMatrix());
            scoreToken = nn.Linear(Scores * templates, options.Width);
            decisionScore = nn.Linear(Scores * templates, options.Width);
        }

        if (patches > 0)
        {
            patchToken = nn.Linear(PatchLength(points), options.Width);
        }

        position = nn.Parameter(zeros(1 + (templates > 0 ? decisions : 0) + patches, options.Width));
        blocks = nn.ModuleList(
            [.. Enumerable.Range(0, options.EncoderLayers).Select(_ => new EncoderBlock(options.Width, options.Heads))]);
        RegisterComponents();
    }

    /// <summary>Tells the mean and the standard deviation of the logarithms of the scales of simulated curves.</summary>
    public void SetScaleRange(double mean, double deviation)
    {
        using IDisposable constant = no_grad();
        using Tensor range = tensor(new[] { (float)mean, (float)deviation });
        scaleRange.copy_(range);
    }

    /// <param name="values">The values of mean square 1: batch, points.</param>
    /// <param name="logScales">The logarithms of the scales: batch.</param>
    public override CurveEncoding forward(Tensor values, Tensor logScales)
    {
        Tensor? projections = templates == 0 ? null : values.matmul(projector!);
        (Tensor? scores, Tensor residual) = ScoresOf(values, projections);
        Tensor logResidual = LogSizeOf(residual);
        Tensor scale = (logScales - scaleRange[0]) / scaleRange[1];
        Tensor scales = stack([scale, scale * scale * Scalars.Quarter, logResidual, logResidual * logResidual], 1);
        List<Tensor> tokens = [scaleToken.call(scales).unsqueeze(1)];
        if (scores is not null)
        {
            tokens.Add(scoreToken!.call(scores));
        }

        if (patches > 0)
        {
            tokens.Add(patchToken!.call(PatchesOf(values)));
        }

        Tensor read = cat(tokens, 1) + position;
        foreach (EncoderBlock block in blocks)
        {
            read = block.call(read, null);
        }

        return new(read, scores is null ? null : decisionScore!.call(scores), projections, TraitsOf(scale, residual));
    }

    /// <summary>
    /// Projections, ridge coefficients and how far these are from 0, batch by decisions; what the ridge fit leaves.
    /// </summary>
    private (Tensor? Scores, Tensor Residual) ScoresOf(Tensor values, Tensor? projections)
    {
        if (projections is null)
        {
            return (null, values);
        }

        Tensor fitted = values.matmul(coefficients!);
        Tensor left = values - fitted.matmul(columns!.t());
        Tensor significance = (fitted / (LogSizeOf(left).exp().unsqueeze(1) * deviations!)).arcsinh();
        Tensor sizes = (projections * projections + Scalars.SmallestSquare).log() * Scalars.Quarter;
        Tensor scores = stack([projections, fitted, significance, sizes], 2);
        return (scores.view(values.size(0), -1, Scores * templates), left);
    }

    /// <summary>ln of the root mean square.</summary>
    private static Tensor LogSizeOf(Tensor residual) =>
        (residual * residual).mean([1L]).sqrt().clamp(min: Scalars.SmallestResidual).log();

    /// <summary>
    /// What need not be learnt to know a curve from elsewhere: scale, size of the residuals, the largest of them, and how much
    /// neighbours resemble each other.
    /// </summary>
    private static Tensor TraitsOf(Tensor scale, Tensor residual)
    {
        Tensor logSize = LogSizeOf(residual);
        Tensor normed = residual / logSize.exp().unsqueeze(1);
        Tensor NeighboursAt(long distance) => (normed.narrow(1, 0, normed.size(1) - distance)
            * normed.narrow(1, distance, normed.size(1) - distance)).mean([1L]);
        Tensor largest = normed.abs().amax([1L]).clamp(min: Scalars.SmallestResidual).log();
        return normed.size(1) > Neighbours
            ? stack([scale, logSize, largest, NeighboursAt(1), NeighboursAt(Neighbours)], 1)
            : stack([scale, logSize, largest, zeros_like(scale), zeros_like(scale)], 1);
    }

    private Tensor PatchesOf(Tensor values)
    {
        long length = PatchLength((int)values.size(1));
        long missing = length * patches - values.size(1);
        return nn.functional.pad(values, [0, missing]).view(values.size(0), patches, length);
    }

    private int PatchLength(int points) => (points + patches - 1) / patches;

    private static Tensor Constant(Matrix<double> matrix)
    {
        float[] elements = [.. matrix.ToRowMajorArray().Select(element => (float)element)];
        return tensor(elements, [matrix.RowCount, matrix.ColumnCount]);
    }
}

/// <summary>What a network knows of curves.</summary>
/// <param name="Tokens">Batch, tokens, width.</param>
/// <param name="DecisionScores">What belongs to each decision: batch, decisions, width; null where nothing does.</param>
/// <param name="Projections">F'y / n: batch, columns; null where there are none.</param>
/// <param name="Traits">Scale, residuals and their neighbours: batch, <see cref="CurveEncoder.Traits"/>.</param>
internal sealed record CurveEncoding(Tensor Tokens, Tensor? DecisionScores, Tensor? Projections, Tensor Traits)
{
    /// <summary>What hides tokens that a curve lacks; null where all have all of them.</summary>
    public Tensor? Mask { get; init; }

    /// <summary>1 for the tokens that are there: batch, tokens; null where all have all of them.</summary>
    public Tensor? Present { get; init; }

    /// <summary>The encoding of some curves, in the order of their positions.</summary>
    public CurveEncoding Of(Tensor positions) =>
        new(
            Tokens.index_select(0, positions),
            DecisionScores?.index_select(0, positions),
            Projections?.index_select(0, positions),
            Traits.index_select(0, positions))
        {
            Mask = Mask?.index_select(0, positions),
            Present = Present?.index_select(0, positions),
        };
}
