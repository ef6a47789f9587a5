using TorchSharp.Modules;
using static TorchSharp.torch;
using LinearLayer = TorchSharp.Modules.Linear;
using NormLayer = TorchSharp.Modules.LayerNorm;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// q(theta | M, curve), in the normal coordinates of the priors, by diffusion with v-prediction (Salimans and Ho 2022,
/// arXiv 2202.00512). It tells the mean and the deviation of each unknown, and of what is standardised by these how it departs
/// from independent normal draws. Both are zero at the start: an untrained network draws from the prior.
/// </summary>
/// <remarks>
/// Standardised values theta mixed with noise, x = cos(angle) theta + sin(angle) noise, have the velocity dx / d angle =
/// cos(angle) noise - sin(angle) theta. The curve is read once for a structure, and only what is narrow is asked at every angle.
/// </remarks>
internal sealed class ParameterDecoder : nn.Module
{
    /// <summary>The name of the layer of means and deviations, which is zero at the start.</summary>
    public const string Marginal = nameof(marginal);

    /// <summary>The name of the layer of the velocity, which is zero at the start.</summary>
    public const string Departure = nameof(departure);

    /// <summary>The least noise, as the tangent of the angle, that the network learns of.</summary>
    public const double LeastNoise = 0.02;

    /// <summary>The most noise: what is left of a value is lost in it.</summary>
    public const double MostNoise = 20;

    private const int DenoiserLayers = 2;
    private const int Waves = 3;
    private const double Farthest = 6;
    private const double SmallestLogDeviation = -8;

    private readonly Parameter slotToken;
    private readonly LinearLayer structure;
    private readonly LinearLayer structureToken;
    private readonly ModuleList<DecoderBlock> blocks;
    private readonly NormLayer norm;
    private readonly LinearLayer marginal;
    private readonly LinearLayer contextToken;
    private readonly LinearLayer valueToken;
    private readonly LinearLayer level;
    private readonly LinearLayer levelToken;
    private readonly ModuleList<DenoiserBlock> denoisers;
    private readonly NormLayer lastNorm;
    private readonly LinearLayer departure;

    public ParameterDecoder(NetworkOptions options, int decisions, int slots)
        : base(nameof(ParameterDecoder))
    {
        (int width, int narrow) = (options.Width, options.ParameterWidth);
        slotToken = nn.Parameter(zeros(slots, width));
        structure = nn.Linear(decisions, width);
        structureToken = nn.Linear(width, width);
        blocks = nn.ModuleList([.. Enumerable.Range(0, options.ParameterLayers)
            .Select(_ => new DecoderBlock(width, options.Heads, isCausal: false))]);
        norm = nn.LayerNorm(width);
        marginal = nn.Linear(width, 2);
        contextToken = nn.Linear(width, narrow);
        valueToken = nn.Linear(1 + 2 * Waves, narrow);
        level = nn.Linear(2 + 2 * Waves, narrow);
        levelToken = nn.Linear(narrow, narrow);
        denoisers = nn.ModuleList([.. Enumerable.Range(0, DenoiserLayers).Select(_ => new DenoiserBlock(narrow, options.Heads))]);
        lastNorm = nn.LayerNorm(narrow);
        departure = nn.Linear(narrow, 1);
        RegisterComponents();
    }

    /// <summary>What the curves say of some unknowns, each of its own structure.</summary>
    /// <param name="curve">What is known of the curves.</param>
    /// <param name="taken">The decisions of the structures: batch, decisions.</param>
    /// <param name="slots">Which unknowns are asked for.</param>
    /// <param name="mask">What hides those that a structure lacks; null where all have all of them.</param>
    public ParameterContext Given(CurveEncoding curve, Tensor taken, Tensor slots, Tensor? mask)
    {
        Tensor known = structureToken.call(nn.functional.silu(structure.call(taken)));
        Tensor tokens = slotToken.index_select(0, slots).unsqueeze(0).expand(taken.size(0), -1, -1);
        foreach (DecoderBlock block in blocks)
        {
            tokens = block.call(tokens, curve, known, mask);
        }

        Tensor read = norm.call(tokens);
        Tensor found = marginal.call(read);
        return new(contextToken.call(read), found.select(2, 0), found.select(2, 1).clamp(min: SmallestLogDeviation));
    }

    /// <summary>The velocity of standardised values among noise: batch, unknowns.</summary>
    /// <param name="context">What the curves say: batch, unknowns, width.</param>
    /// <param name="noisy">Values among noise: batch, unknowns.</param>
    /// <param name="angles">How much noise there is: batch, or 1 for all.</param>
    /// <param name="mask">What hides unknowns that a structure lacks; null where all have all of them.</param>
    public Tensor Velocity(Tensor context, Tensor noisy, Tensor angles, Tensor? mask)
    {
        Tensor amount = levelToken.call(nn.functional.silu(level.call(AmountOf(angles))));
        Tensor tokens = context + valueToken.call(stack([noisy, .. WavesOf(noisy, 0.5)], 2));
        foreach (DenoiserBlock block in denoisers)
        {
            tokens = block.call(tokens, amount, mask);
        }

        return departure.call(lastNorm.call(tokens)).squeeze(2);
    }

    /// <summary>
    /// What training makes small: -ln of the marginal normal densities, by which means and deviations are learnt, and the squared
    /// error of the velocity of what is standardised by them; both are summed over the unknowns that there are.
    /// </summary>
    public Tensor Losses(CurveEncoding curve, ParameterTensors parameters)
    {
        Tensor mask = Attention.Mask(parameters.Active);
        using Tensor slots = arange(parameters.Active.size(1), dtype: int64);
        ParameterContext context = Given(curve, parameters.Taken, slots, mask);
        Tensor standardised = (parameters.Values - context.Mean) / context.LogDeviation.exp();
        Tensor clean = standardised.detach().clamp(-Farthest, Farthest);
        (Tensor cosine, Tensor sine) = (parameters.Angles.cos().unsqueeze(1), parameters.Angles.sin().unsqueeze(1));
        Tensor found = Velocity(context.Tokens, cosine * clean + sine * parameters.Noise, parameters.Angles, mask);
        Tensor error = found - (cosine * parameters.Noise - sine * clean);
        Tensor each = standardised.square() / 2 + context.LogDeviation + error.square();
        return (each * parameters.Active).sum([1L]);
    }

    private static Tensor AmountOf(Tensor angles)
    {
        Tensor logNoise = angles.tan().log() / 3;
        return stack([logNoise, angles.cos(), .. WavesOf(logNoise, 1)], 1);
    }

    private static IEnumerable<Tensor> WavesOf(Tensor numbers, double slowest) =>
        Enumerable.Range(0, Waves).Select(wave => numbers * (slowest * Math.PI / 2 * (1 << wave)))
            .SelectMany(phase => new[] { phase.sin(), phase.cos() });
}

/// <summary>What curves say of unknowns.</summary>
/// <param name="Tokens">Batch, unknowns, width.</param>
/// <param name="Mean">The mean of each in its normal coordinate: batch, unknowns.</param>
/// <param name="LogDeviation">The logarithm of its standard deviation.</param>
internal sealed record ParameterContext(Tensor Tokens, Tensor Mean, Tensor LogDeviation);
