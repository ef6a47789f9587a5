using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;

namespace BayesMeasure.Amortized.Network;

/// <summary>The network that a block applies to each token by itself: four times as wide in the middle.</summary>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private const int Expansion = 4;

    private readonly LinearLayer up;
    private readonly LinearLayer down;

    public FeedForward(int width)
        : base(nameof(FeedForward))
    {
        up = nn.Linear(width, Expansion * width);
        down = nn.Linear(Expansion * width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens) => down.call(nn.functional.gelu(up.call(tokens)));
}
