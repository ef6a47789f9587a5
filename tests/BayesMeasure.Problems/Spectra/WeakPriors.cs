using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Spectra;

/// <summary>Priors of a spectrum that say no more than the axes of its figure, and the posteriors that they make.</summary>
/// <remarks>
/// With R the range of y, L the length of the axis of x and d the mean distance of points: amplitude ~ U(0, 3R), width ~
/// LogU(d, L/2), center ~ U(the axis), mixing ~ U(0, 1), area ~ U(0, 3RL/2), tail ~ U(-L/4, L/4), offset ~ U(min - R, max +
/// R), slope ~ U(-2R/L, 2R/L) about the middle of the axis, bend ~ LogU(R/1000, 30R), step ~ U(-2R, 2R), noise ~ LogU(R/10^4,
/// R). Of counts: offset ~ LogU(0.1, max), slope ~ N(0, max/10L) about the point in the middle.
/// </remarks>
/// <param name="data">The spectrum.</param>
public sealed class WeakPriors(Measurement data)
{
    private readonly double length = data.XRange.Maximum - data.XRange.Minimum;
    private readonly double range = data.YRange.Maximum - data.YRange.Minimum;

    /// <summary>One line of a given shape.</summary>
    public Prior Line => new()
    {
        ["amplitude"] = Prior.Uniform(0, 3 * range),
        ["width"] = Prior.LogUniform(length / (data.Count - 1), length / 2),
        ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
    };

    /// <summary>One pseudo-Voigt line.</summary>
    public Prior PseudoVoigtLine => Line + new Prior { ["mixing"] = Prior.Uniform(0, 1) };

    /// <summary>One Gaussian line with an exponential tail to one side.</summary>
    public Prior TailedLine => new()
    {
        ["area"] = Prior.Uniform(0, 1.5 * range * length),
        ["width"] = Prior.LogUniform(length / (data.Count - 1), length / 2),
        ["tail"] = Prior.Uniform(-length / 4, length / 4),
        ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
    };

    /// <summary>The background of losses of photoelectrons.</summary>
    public Prior Step => Offset + new Prior { ["step"] = Prior.Uniform(-2 * range, 2 * range) };

    /// <summary>The level of Gaussian noise.</summary>
    public Prior Noise => new() { ["noise"] = Prior.LogUniform(1e-4 * range, range) };

    private Prior Offset => new()
    {
        ["offset"] = Prior.Uniform(data.YRange.Minimum - range, data.YRange.Maximum + range),
    };

    private Prior Linear => Offset + new Prior
    {
        ["slope"] = Prior.Uniform(-2 * range / length, 2 * range / length),
        ["reference"] = Prior.Fixed(0.5 * (data.XRange.Minimum + data.XRange.Maximum)),
    };

    /// <summary>Lines on a linear background in Gaussian noise of unknown level.</summary>
    public Posterior OnSlope(ForwardModel line, Prior one, int lines) => new(
        data,
        line.Repeat(lines) + ForwardModel.Of<LinearBackground>(),
        GaussianNoise.Unknown,
        one.Repeat(lines) + Linear + Noise);

    /// <summary>Lines on a smooth background, of a bend of which little is known, in Gaussian noise of unknown level.</summary>
    public Posterior OnSmooth(ForwardModel line, Prior one, int lines)
    {
        var background = new SmoothBackground(data.X, data.Y);
        return new(
            data,
            line.Repeat(lines) + ForwardModel.Curve(background),
            GaussianNoise.Unknown,
            one.Repeat(lines) + Noise + new Prior
            {
                ["bend"] = Prior.LogUniform(background.WeakBend.Smallest, background.WeakBend.Largest),
            });
    }

    /// <summary>Lines on a constant background in Gaussian noise of unknown level.</summary>
    public Posterior OnConstant(ForwardModel line, Prior one, int lines) => new(
        data,
        line.Repeat(lines) + ForwardModel.Of<ConstantBackground>(),
        GaussianNoise.Unknown,
        one.Repeat(lines) + Offset + Noise);

    /// <summary>Lines on a linear background, counted.</summary>
    public Posterior Counted(ForwardModel line, Prior one, int lines) => new(
        data,
        line.Repeat(lines) + ForwardModel.Of<LinearBackground>(),
        PoissonNoise.Counts,
        one.Repeat(lines) + new Prior
        {
            ["offset"] = Prior.LogUniform(0.1, data.YRange.Maximum),
            ["slope"] = Prior.Normal(0, 0.1 * data.YRange.Maximum / length),
            ["reference"] = Prior.Fixed(data.X[data.Count / 2]),
        });
}
