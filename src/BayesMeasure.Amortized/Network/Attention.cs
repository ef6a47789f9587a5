using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Multi-head attention (Vaswani and others 2017, arXiv 1706.03762): what tokens ask, and what they are told by tokens of their
/// own or of another sequence.
/// </summary>
internal sealed class Attention : nn.Module<Tensor, Tensor, Tensor?, Tensor>
{
    private const double Hidden = -1e9;

    private readonly int heads;
    private readonly bool isCausal;
    private readonly LinearLayer query;
    private readonly LinearLayer keyAndValue;
    private readonly LinearLayer output;

    /// <param name="width">The width of a token.</param>
    /// <param name="heads">The number of heads, which divides the width.</param>
    /// <param name="isCausal">Whether a token hears of those before it alone.</param>
    public Attention(int width, int heads, bool isCausal)
        : base(nameof(Attention))
    {
        this.heads = heads;
        this.isCausal = isCausal;
        query = nn.Linear(width, width);
        keyAndValue = nn.Linear(width, 2 * width);
        output = nn.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>What is added to logits so that nobody hears of tokens that are not there.</summary>
    /// <param name="present">1 for the tokens that are there: batch, tokens.</param>
    public static Tensor Mask(Tensor present) => ((1 - present) * Hidden).unsqueeze(1).unsqueeze(1);

    /// <param name="tokens">Who asks: batch, tokens, width.</param>
    /// <param name="memory">Who tells: batch, other tokens, width.</param>
    /// <param name="mask">What is added to the logits of who tells: batch, 1, 1, other tokens; null for nothing.</param>
    public override Tensor forward(Tensor tokens, Tensor memory, Tensor? mask)
    {
        long batch = tokens.size(0);
        long width = tokens.size(2);
        Tensor asked = query.call(tokens).view(batch, tokens.size(1), heads, width / heads).transpose(1, 2);
        Tensor told = keyAndValue.call(memory).view(batch, memory.size(1), 2, heads, width / heads).permute(2, 0, 3, 1, 4);
        Tensor heard = nn.functional.scaled_dot_product_attention(asked, told[0], told[1], mask, is_casual: isCausal);
        return output.call(heard.transpose(1, 2).reshape(batch, tokens.size(1), width));
    }
}
