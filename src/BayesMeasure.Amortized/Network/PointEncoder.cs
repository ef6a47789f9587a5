using TorchSharp.Modules;
using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Reads curves whose points differ from curve to curve: a token of the scale, and one for each point, which tells where it is,
/// its value and its sigma. The order of points and their number mean nothing.
/// </summary>
internal sealed class PointEncoder : nn.Module
{
    private const int Scales = 2;
    private const int Waves = 5;
    private const double SmallestDeviation = 1e-6;

    private readonly Tensor scaleRange;
    private readonly Tensor positionRange;
    private readonly Tensor sigmaRange;
    private readonly LinearLayer scaleToken;
    private readonly LinearLayer pointToken;
    private readonly LinearLayer pointHidden;
    private readonly ModuleList<EncoderBlock> blocks;

    public PointEncoder(NetworkOptions options)
        : base(nameof(PointEncoder))
    {
        scaleRange = zeros(2);
        positionRange = zeros(2);
        sigmaRange = zeros(2);
        scaleToken = nn.Linear(Scales, options.Width);
        pointHidden = nn.Linear(3 + 2 * Waves, options.Width);
        pointToken = nn.Linear(options.Width, options.Width);
        blocks = nn.ModuleList(
            [.. Enumerable.Range(0, options.EncoderLayers).Select(_ => new EncoderBlock(options.Width, options.Heads))]);
        RegisterComponents();
    }

    /// <summary>Takes the ranges of scales, positions and sigmas from simulated curves.</summary>
    public void SetRanges(CurveBatch simulated)
    {
        using IDisposable constant = no_grad();
        float[] Present(float[] all) => [.. all.Where((_, i) => simulated.Present[i] > 0)];
        Set(scaleRange, simulated.LogScales);
        Set(positionRange, Present(simulated.Positions));
        Set(sigmaRange, Present(simulated.LogSigmas));
    }

    /// <summary>Reads curves; points that a curve lacks are hidden.</summary>
    public CurveEncoding Read(CurveBatch curves)
    {
        long[] shape = [curves.Count, curves.Points];
        Tensor position = InRange(tensor(curves.Positions, shape), positionRange);
        Tensor sigma = InRange(tensor(curves.LogSigmas, shape), sigmaRange);
        Tensor scale = InRange(tensor(curves.LogScales), scaleRange);
        Tensor point = stack([tensor(curves.Values, shape), sigma, position, .. WavesOf(position)], 2);
        Tensor tokens = cat(
            [
                scaleToken.call(stack([scale, scale.square() / 4], 1)).unsqueeze(1),
                pointToken.call(nn.functional.gelu(pointHidden.call(point))),
            ],
            1);
        Tensor present = cat([ones(curves.Count, 1), tensor(curves.Present, shape)], 1);
        Tensor mask = Attention.Mask(present);
        foreach (EncoderBlock block in blocks)
        {
            tokens = block.call(tokens, mask);
        }

        return new(tokens, DecisionScores: null) { Mask = mask };
    }

    private static Tensor InRange(Tensor numbers, Tensor range) => (numbers - range[0]) / range[1];

    private static IEnumerable<Tensor> WavesOf(Tensor position) =>
        Enumerable.Range(0, Waves).Select(wave => position * (Math.PI / 4 * (1 << wave)))
            .SelectMany(phase => new[] { phase.sin(), phase.cos() });

    private static void Set(Tensor range, float[] numbers)
    {
        double mean = numbers.Average();
        double deviation = Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
        using Tensor found = tensor(new[] { (float)mean, (float)(deviation > SmallestDeviation ? deviation : 1) });
        range.copy_(found);
    }
}
