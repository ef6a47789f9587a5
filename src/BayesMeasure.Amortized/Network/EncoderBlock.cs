using static TorchSharp.torch;
using NormLayer = TorchSharp.Modules.LayerNorm;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// A block of the encoder: attention among the tokens and a network on each of them, both normed before (pre-norm).
/// </summary>
internal sealed class EncoderBlock : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Attention attention;
    private readonly FeedForward feedForward;
    private readonly NormLayer firstNorm;
    private readonly NormLayer secondNorm;

    public EncoderBlock(int width, int heads)
        : base(nameof(EncoderBlock))
    {
        attention = new(width, heads, isCausal: false);
        feedForward = new(width);
        firstNorm = nn.LayerNorm(width);
        secondNorm = nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <param name="tokens">Batch, tokens, width.</param>
    /// <param name="mask">What is added to the logits of tokens that are heard of; null for nothing.</param>
    public override Tensor forward(Tensor tokens, Tensor? mask)
    {
        Tensor normed = firstNorm.call(tokens);
        Tensor heard = tokens + attention.call(normed, normed, mask);
        return heard + feedForward.call(secondNorm.call(heard));
    }
}
