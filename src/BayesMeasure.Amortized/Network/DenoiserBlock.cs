using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;
using NormLayer = TorchSharp.Modules.LayerNorm;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// A block of the network that tells parameters from noise: they hear of each other. How much noise there is enters by adaptive
/// layer norm, as what is known beside the curve does in a <see cref="DecoderBlock"/>.
/// </summary>
internal sealed class DenoiserBlock : nn.Module<Tensor, Tensor, Tensor?, Tensor>
{
    private const int Parts = 6;

    private readonly Attention attention;
    private readonly FeedForward feedForward;
    private readonly NormLayer firstNorm;
    private readonly NormLayer secondNorm;
    private readonly LinearLayer modulation;

    public DenoiserBlock(int width, int heads)
        : base(nameof(DenoiserBlock))
    {
        attention = new(width, heads, isCausal: false);
        feedForward = new(width);
        firstNorm = nn.LayerNorm(width);
        secondNorm = nn.LayerNorm(width);
        modulation = nn.Linear(width, Parts * width);
        RegisterComponents();
    }

    /// <param name="tokens">Batch, unknowns, width.</param>
    /// <param name="level">How much noise there is: batch, or 1 for all, and width.</param>
    /// <param name="mask">What is added to the logits of unknowns that are heard of; null for nothing.</param>
    public override Tensor forward(Tensor tokens, Tensor level, Tensor? mask)
    {
        Tensor[] parts = modulation.call(level).unsqueeze(1).chunk(Parts, 2);
        Tensor normed = firstNorm.call(tokens) * (1 + parts[0]) + parts[1];
        Tensor heard = tokens + attention.call(normed, normed, mask) * (1 + parts[2]);
        Tensor last = secondNorm.call(heard) * (1 + parts[3]) + parts[4];
        return heard + feedForward.call(last) * (1 + parts[5]);
    }
}
