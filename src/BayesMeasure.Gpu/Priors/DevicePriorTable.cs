using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Priors;

/// <summary>Describes the distributions of a batch for the device, and collects the probabilities of its indicators.</summary>
internal sealed class DevicePriorTable
{
    private readonly List<double> values = [];

    /// <summary>For each indicator the log probabilities of its values, then their probabilities.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The numbers of a distribution; null for one that is not the library's own.</summary>
    /// <param name="distribution">The distribution.</param>
    public DevicePrior? Describe(Distribution distribution) => distribution switch
    {
        UniformDistribution uniform => Describe(uniform),
        LogUniformDistribution logUniform => Describe(logUniform),
        NormalDistribution normal => Describe(normal),
        LogNormalDistribution logNormal => Describe(logNormal),
        HalfNormalDistribution halfNormal => Describe(halfNormal),
        TruncatedNormalDistribution truncated => Describe(truncated),
        ExponentialDistribution exponential => Describe(exponential),
        GammaDistribution gamma => Describe(gamma),
        BetaDistribution beta => Describe(beta),
        BernoulliDistribution bernoulli => Describe(bernoulli),
        CategoricalDistribution categorical => Describe(categorical),
        _ => null,
    };

    private static DevicePrior Of(Distribution distribution, DevicePriorKind kind) => new()
    {
        Kind = kind,
        Coordinate = distribution.Coordinate,
        Minimum = distribution.Minimum,
        Maximum = distribution.Maximum,
    };

    private static DevicePrior Describe(UniformDistribution uniform) =>
        Of(uniform, DevicePriorKind.Uniform) with { LogConstant = uniform.LogConstant };

    private static DevicePrior Describe(LogUniformDistribution logUniform) =>
        Of(logUniform, DevicePriorKind.LogUniform) with { LogConstant = logUniform.LogConstant, Second = logUniform.LogLength };

    private static DevicePrior Describe(NormalDistribution normal) => Of(normal, DevicePriorKind.Normal) with
    {
        LogConstant = normal.LogConstant,
        Center = normal.Mean,
        Scale = normal.StandardDeviation,
    };

    private static DevicePrior Describe(LogNormalDistribution logNormal) => Of(logNormal, DevicePriorKind.LogNormal) with
    {
        IsOpen = 1,
        IsSquareOfCoordinate = 1,
        LogConstant = logNormal.LogConstant,
        Center = logNormal.LogMean,
        Scale = logNormal.LogStandardDeviation,
    };

    private static DevicePrior Describe(HalfNormalDistribution halfNormal) => Of(halfNormal, DevicePriorKind.HalfNormal) with
    {
        LogConstant = halfNormal.LogConstant,
        CoordinateSlope = 1,
        Scale = halfNormal.Scale,
    };

    private static DevicePrior Describe(TruncatedNormalDistribution truncated) => Of(truncated, KindOf(truncated)) with
    {
        LogConstant = truncated.LogConstant,
        Center = truncated.Peak,
        Scale = truncated.Scale,
        Offset = truncated.PeakOffset,
    };

    private static DevicePriorKind KindOf(TruncatedNormalDistribution truncated)
    {
        if (truncated.IsNarrow)
        {
            return DevicePriorKind.NarrowNormal;
        }

        return truncated.PeakOffset == 0 ? DevicePriorKind.PeakedNormal : DevicePriorKind.NormalTail;
    }

    private static DevicePrior Describe(ExponentialDistribution exponential) => Of(exponential, DevicePriorKind.Exponential) with
    {
        LogConstant = exponential.LogConstant,
        CoordinateSlope = 1,
        ValueSlope = -exponential.Rate,
    };

    private static DevicePrior Describe(GammaDistribution gamma) => Of(gamma, DevicePriorKind.Gamma) with
    {
        IsOpen = 1,
        LogConstant = gamma.LogConstant,
        CoordinateSlope = gamma.Shape,
        ValueSlope = -gamma.Rate,
    };

    private static DevicePrior Describe(BetaDistribution beta) => Of(beta, DevicePriorKind.Beta) with
    {
        IsOpen = 1,
        LogConstant = beta.LogConstant,
        CoordinateSlope = beta.Alpha,
        Second = beta.Beta,
    };

    private DevicePrior Describe(BernoulliDistribution bernoulli) => Of(bernoulli, DevicePriorKind.Bernoulli) with
    {
        Second = bernoulli.Probability,
        TableOffset = Append([1 - bernoulli.Probability, bernoulli.Probability]),
    };

    private DevicePrior Describe(CategoricalDistribution categorical) => Of(categorical, DevicePriorKind.Categorical) with
    {
        TableOffset = Append(categorical.Probabilities),
    };

    private int Append(IReadOnlyList<double> probabilities)
    {
        int offset = values.Count;
        values.AddRange(probabilities.Select(probability => Math.Log(probability)));
        values.AddRange(probabilities);
        return offset;
    }
}
