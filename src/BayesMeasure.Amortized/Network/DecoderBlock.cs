using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;
using NormLayer = TorchSharp.Modules.LayerNorm;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// A block of a decoder: decisions hear of those before them, or unknowns of each other, and of the curve. What is known beside,
/// the parsimony lambda or the structure, enters by adaptive layer norm (Peebles and Xie 2022, arXiv 2212.09748): it shifts and
/// scales what is normed and gates what is added, by nothing at the start.
/// </summary>
internal sealed class DecoderBlock : nn.Module<Tensor, CurveEncoding, Tensor, Tensor?, Tensor>
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

    public DecoderBlock(int width, int heads, bool isCausal)
        : base(nameof(DecoderBlock))
    {
        attention = new(width, heads, isCausal);
        curveAttention = new(width, heads, isCausal: false);
        feedForward = new(width);
        firstNorm = nn.LayerNorm(width);
        curveNorm = nn.LayerNorm(width);
        secondNorm = nn.LayerNorm(width);
        modulation = nn.Linear(width, Parts * width);
        RegisterComponents();
    }

    /// <param name="tokens">Batch, decisions or unknowns, width.</param>
    /// <param name="curve">What is known of the curve of each.</param>
    /// <param name="known">What is known beside: batch, width.</param>
    /// <param name="mask">What is added to the logits of tokens that are heard of; null for nothing.</param>
    public override Tensor forward(Tensor tokens, CurveEncoding curve, Tensor known, Tensor? mask)
    {
        Tensor[] parts = modulation.call(known).unsqueeze(1).chunk(Parts, 2);
        Tensor normed = Scaled(firstNorm.call(tokens), parts[0]) + parts[1];
        Tensor heard = tokens + Scaled(attention.call(normed, normed, mask), parts[2]);
        Tensor informed = heard + curveAttention.call(curveNorm.call(heard), curve.Tokens, curve.Mask);
        Tensor last = Scaled(secondNorm.call(informed), parts[3]) + parts[4];
        return informed + Scaled(feedForward.call(last), parts[5]);
    }

    private static Tensor Scaled(Tensor tokens, Tensor excess) => tokens + tokens * excess;
}
