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
        Tensor position = InRange(tensor(curves.Positions, shape).clone(), positionRange);
        Tensor sigma = InRange(tensor(curves.LogSigmas, shape).clone(), sigmaRange);
        Tensor scale = InRange(tensor(curves.LogScales).clone(), scaleRange);
        Tensor values = tensor(curves.Values, shape).clone();
        Tensor point = stack([values, sigma, position, .. WavesOf(position)], 2);
        Tensor tokens = cat(
            [
                scaleToken.call(stack([scale, scale * scale * Scalars.Quarter], 1)).unsqueeze(1),
                pointToken.call(nn.functional.gelu(pointHidden.call(point))),
            ],
            1);
        Tensor present = cat([ones(curves.Count, 1), tensor(curves.Present, shape).clone()], 1);
        Tensor mask = Attention.Mask(present);
        foreach (EncoderBlock block in blocks)
        {
            tokens = block.call(tokens, mask);
        }

        return new(tokens, DecisionScores: null, Projections: null, TraitsOf(scale, values)) { Mask = mask, Present = present };
    }

    /// <summary>Scale and largest value: where points differ, there are no neighbours and no columns to fit.</summary>
    private static Tensor TraitsOf(Tensor scale, Tensor values)
    {
        Tensor largest = values.abs().amax([1L]).clamp(min: Scalars.SmallestResidual).log();
        return stack([scale, zeros_like(scale), largest, zeros_like(scale), zeros_like(scale)], 1);
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
