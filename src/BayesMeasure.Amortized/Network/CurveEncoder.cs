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
    private const int Scores = 4;
    private const int Scales = 4;
    private const double SmallestScore = 1e-2;
    private const double SmallestResidual = 1e-3;

    private readonly int patches;
    private readonly int templates;
    private readonly Tensor scaleRange;
    private readonly Tensor? columns;
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
        (Tensor? scores, Tensor logResidual) = ScoresOf(values);
        Tensor scale = (logScales - scaleRange[0]) / scaleRange[1];
        Tensor scales = stack([scale, scale.square() / 4, logResidual, logResidual.square()], 1);
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

        return new(read, scores is null ? null : decisionScore!.call(scores));
    }

    /// <summary>
    /// Projections, ridge coefficients and how far these are from 0, batch by decisions; ln of the residual's scale.
    /// </summary>
    private (Tensor? Scores, Tensor LogResidual) ScoresOf(Tensor values)
    {
        if (templates == 0)
        {
            return (null, zeros_like(values.select(1, 0)));
        }

        Tensor projections = values.matmul(columns!) / values.size(1);
        Tensor fitted = values.matmul(coefficients!);
        Tensor left = values - fitted.matmul(columns!.t());
        Tensor residual = left.square().mean([1L], keepdim: true).sqrt().clamp(min: SmallestResidual);
        Tensor significance = (fitted / (residual * deviations!)).arcsinh();
        Tensor sizes = (projections.square() + SmallestScore).log() / 4;
        Tensor scores = stack([projections, fitted, significance, sizes], 2);
        return (scores.view(values.size(0), -1, Scores * templates), residual.log().squeeze(1));
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
internal sealed record CurveEncoding(Tensor Tokens, Tensor? DecisionScores)
{
    /// <summary>What hides tokens that a curve lacks; null where all have all of them.</summary>
    public Tensor? Mask { get; init; }

    /// <summary>The encoding of some curves, in the order of their positions.</summary>
    public CurveEncoding Of(Tensor positions) =>
        new(Tokens.index_select(0, positions), DecisionScores?.index_select(0, positions))
        {
            Mask = Mask?.index_select(0, positions),
        };
}
