using System.Runtime.CompilerServices;

namespace BayesMeasure.Priors;

/// <content>
/// The functions that make the rules of a prior, so that it reads like its formula: <c>["amplitude"] = Prior.Gamma(5, 5)</c>.
/// </content>
public sealed partial class Prior
{
    /// <summary>Equally likely everywhere between two bounds.</summary>
    /// <inheritdoc cref="UniformDistribution(double, double)"/>
    public static Distribution Uniform(double minimum, double maximum) => new UniformDistribution(minimum, maximum);

    /// <summary>Every factor of ten between two positive bounds equally likely: for a scale of unknown magnitude.</summary>
    /// <inheritdoc cref="LogUniformDistribution(double, double)"/>
    public static Distribution LogUniform(double minimum, double maximum) => new LogUniformDistribution(minimum, maximum);

    /// <summary>The normal distribution.</summary>
    /// <inheritdoc cref="NormalDistribution(double, double)"/>
    public static Distribution Normal(double mean, double standardDeviation) => new NormalDistribution(mean, standardDeviation);

    /// <summary>A normal distribution cut off at one or both ends.</summary>
    /// <inheritdoc cref="TruncatedNormalDistribution(double, double, double, double)"/>
    public static Distribution TruncatedNormal(
        double mean, double standardDeviation, double minimum, double maximum) =>
        new TruncatedNormalDistribution(mean, standardDeviation, minimum, maximum);

    /// <summary>The logarithm is normal: a positive quantity known to within a factor.</summary>
    /// <inheritdoc cref="LogNormalDistribution(double, double)"/>
    public static Distribution LogNormal(double logMean, double logStandardDeviation) =>
        new LogNormalDistribution(logMean, logStandardDeviation);

    /// <summary>The positive half of a normal distribution of mean 0: a size that is probably small.</summary>
    /// <inheritdoc cref="HalfNormalDistribution(double)"/>
    public static Distribution HalfNormal(double standardDeviation) => new HalfNormalDistribution(standardDeviation);

    /// <summary>The gamma distribution, of mean shape / rate.</summary>
    /// <inheritdoc cref="GammaDistribution(double, double)"/>
    public static Distribution Gamma(double shape, double rate) => new GammaDistribution(shape, rate);

    /// <summary>The beta distribution of a fraction between 0 and 1, of mean alpha / (alpha + beta).</summary>
    /// <inheritdoc cref="BetaDistribution(double, double)"/>
    public static Distribution Beta(double alpha, double beta) => new BetaDistribution(alpha, beta);

    /// <summary>The exponential distribution, of mean 1 / rate.</summary>
    /// <inheritdoc cref="ExponentialDistribution(double)"/>
    public static Distribution Exponential(double rate) => new ExponentialDistribution(rate);

    /// <summary>An indicator that is 1 with a given probability and 0 otherwise.</summary>
    /// <inheritdoc cref="BernoulliDistribution(double)"/>
    public static Distribution Bernoulli(double probability) => new BernoulliDistribution(probability);

    /// <summary>A choice among categories 0, 1, ..., in proportion to their weights.</summary>
    /// <inheritdoc cref="CategoricalDistribution(IReadOnlyList{double})"/>
    public static Distribution Categorical(params IReadOnlyList<double> weights) => new CategoricalDistribution(weights);

    /// <summary>A known value that is not sampled.</summary>
    /// <inheritdoc cref="FixedValue(double)"/>
    public static FixedValue Fixed(double value) => new(value);

    /// <summary>A value that follows another parameter: factor * other + offset.</summary>
    /// <inheritdoc cref="Tie(string, double, double)"/>
    public static ParameterRule TiedTo(string parameterName, double factor = 1, double offset = 0) =>
        new Tie(parameterName, factor, offset);

    /// <summary>
    /// A value that is a function of other parameters, such as a rate by Arrhenius' law:
    /// <c>Prior.LinkedTo(["rate", "energy"], p => p[0] * Math.Exp(-p[1] / thermalEnergy))</c>.
    /// </summary>
    /// <inheritdoc cref="Link(IReadOnlyList{string}, Func{ReadOnlySpan{double}, double}, string)"/>
    public static ParameterRule LinkedTo(
        IReadOnlyList<string> parameterNames,
        Func<ReadOnlySpan<double>, double> function,
        [CallerArgumentExpression(nameof(function))] string formula = "") => new Link(parameterNames, function, formula);

    /// <summary>Reads a rule from text that looks like the call that makes it, such as <c>Gamma(5, 0.04)</c>.</summary>
    /// <param name="text">
    /// The name of one of these functions, in any case, with its arguments: numbers with a decimal point, whatever the
    /// culture (Infinity is allowed where the function allows it); a parameter's name with or without quotation marks.
    /// </param>
    /// <exception cref="FormatException">The text is no such call; the message lists the functions there are.</exception>
    public static ParameterRule ParseRule(string text) => DistributionParser.Parse(text);
}
