using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;
using NormLayer = TorchSharp.Modules.LayerNorm;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// A block of the decoder: decisions hear of those before them and of the curve. The parsimony lambda enters by adaptive layer
/// norm (Peebles and Xie 2022, arXiv 2212.09748): it shifts and scales what is normed and gates what is added, by nothing at
/// the start.
/// </summary>
internal sealed class DecoderBlock : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The name of the layer that is zero at the start.</summary>
    public const string Modulation = nameof(modulation);

    private const int Parts = 6;

    private readonly Attention attention;
    private readonly Attention curveAttention;
    private readonly FeedForward feedForward;
    private readonly NormLayer firstNorm;
    private readonly NormLayer curveNorm;
    private readonly NormLayer secondNorm;
    private readonly LinearLayer modulation;

    public DecoderBlock(int width, int heads)
        : base(nameof(DecoderBlock))
    {
        attention = new(width, heads, isCausal: true);
        curveAttention = new(width, heads, isCausal: false);
        feedForward = new(width);
        firstNorm = nn.LayerNorm(width);
        curveNorm = nn.LayerNorm(width);
        secondNorm = nn.LayerNorm(width);
        modulation = nn.Linear(width, Parts * width);
        RegisterComponents();
    }

    /// <param name="decisions">Batch, decisions, width.</param>
    /// <param name="curve">What is known of the curve: batch, tokens, width.</param>
    /// <param name="parsimony">What is known of lambda: batch, width.</param>
    public override Tensor forward(Tensor decisions, Tensor curve, Tensor parsimony)
    {
        Tensor[] parts = modulation.call(parsimony).unsqueeze(1).chunk(Parts, 2);
        Tensor normed = Scaled(firstNorm.call(decisions), parts[0]) + parts[1];
        Tensor heard = decisions + Scaled(attention.call(normed, normed), parts[2]);
        Tensor informed = heard + curveAttention.call(curveNorm.call(heard), curve);
        Tensor last = Scaled(secondNorm.call(informed), parts[3]) + parts[4];
        return informed + Scaled(feedForward.call(last), parts[5]);
    }

    private static Tensor Scaled(Tensor tokens, Tensor excess) => tokens + tokens * excess;
}
