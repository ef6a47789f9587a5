using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Noise;

/// <summary>
/// A noise model that has met its measurement: the density of the measured values, with all that it needs beside predictions and
/// the parameters of the noise.
/// </summary>
public abstract class NoiseBinding
{
    private const int SimulatedRanks = 99;

    private readonly double[] weights;
    private readonly double[] constants;

    /// <summary>Keeps what the measurement alone determines.</summary>
    /// <param name="weights">The weight of every point, in the order of the measurement.</param>
    /// <param name="constants">The constants, in the order in which the density reads them.</param>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    protected NoiseBinding(IEnumerable<double> weights, params ReadOnlySpan<double> constants)
    {
        this.weights = [.. weights];
        RequireFinite(this.weights);
        this.constants = constants.ToArray();
    }

    /// <summary>
    /// The weight of every point, in the order of the measurement: its inverse variance, or the relative one where the level
    /// of the noise is unknown. A misfit need not read it when all are equal.
    /// </summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>What the log likelihood is given besides the misfit and the parameters of the noise.</summary>
    public ReadOnlySpan<double> Constants => constants;

    /// <summary>
    /// Whether the noise of a point depends on that of others: then the density is that of whitened residuals, and an engine that
    /// sums the misfits of points has to refuse it. False by default.
    /// </summary>
    public virtual bool IsCorrelated => false;

    /// <summary>Hands the density to a visitor: <c>visitor.Visit&lt;TheDensity&gt;()</c>.</summary>
    public abstract TResult Accept<TResult>(INoiseVisitor<TResult> visitor);

    /// <summary>The log likelihood, with all normalising constants.</summary>
    /// <param name="misfit">The misfit summed over the points.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    public double LogLikelihood(double misfit, ReadOnlySpan<double> parameters) =>
        Accept(new Evaluation(misfit, parameters.ToArray(), constants)) + LogDeterminant(parameters);

    /// <summary>
    /// What the prediction at a point is multiplied by to give the mean of the measured value: 1 unless the noise model has
    /// exposures.
    /// </summary>
    /// <param name="point">The position of the point in the measurement.</param>
    public virtual double Exposure(int point) => 1;

    /// <summary>The standard deviation of the measured value of a point; NaN where a point alone does not tell it.</summary>
    /// <param name="point">The position of the point in the measurement.</param>
    /// <param name="prediction">What the forward model predicts there.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    public abstract double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters);

    /// <summary>
    /// The weight W of -W (y / T - f)^2 / 2, which stands for the log likelihood of a point near its measured value y, with its
    /// prediction f and exposure T, where a move only proposes. By default T^2 over the variance that the noise has where it
    /// predicts what was measured; 0 where that is not known.
    /// </summary>
    /// <param name="point">The position of the point in the measurement.</param>
    /// <param name="measured">The measured value y.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    internal virtual double Information(int point, double measured, ReadOnlySpan<double> parameters)
    {
        double exposure = Exposure(point);
        double deviation = StandardDeviation(point, measured / exposure, parameters) / exposure;
        return deviation > 0 && double.IsFinite(deviation) ? 1 / (deviation * deviation) : 0;
    }

    /// <summary>What makes correlated residuals independent, for one replica; null where they are.</summary>
    /// <param name="lanes">In how many partial sums side by side it sums squares.</param>
    internal virtual Whitening? CreateWhitening(int lanes) => null;

    /// <summary>The independent points that one is worth where a curve is smooth: 1 where the noise is independent.</summary>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    internal virtual double Share(ReadOnlySpan<double> parameters) => 1;

    /// <summary>What correlations add to the log likelihood of whitened residuals.</summary>
    private protected virtual double LogDeterminant(ReadOnlySpan<double> parameters) => 0;

    /// <summary>
    /// Draws the measured value of a point. A noise model of one's own that does not override it cannot be simulated.
    /// </summary>
    /// <param name="point">The position of the point in the measurement.</param>
    /// <param name="prediction">What the forward model predicts there.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <exception cref="NotSupportedException">The noise model does not say how to draw.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise cannot scatter about such a prediction.</exception>
    public virtual double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
        throw new NotSupportedException(
            "This noise model cannot be simulated, since it does not say how to draw a measured value: "
            + $"override Draw in its binding, {GetType().FullName}.");

    /// <summary>
    /// The measured value of a point as a standard normal deviate, which it is where the model is right: z = Phi^-1(F(y)), F the
    /// distribution function of the noise about the prediction. What jumps, as for counts, is spread evenly over its step (Dunn
    /// and Smyth 1996, J. Comput. Graph. Stat. 5, 236). By default F is told by the rank of the value among simulated ones.
    /// </summary>
    /// <param name="point">The position of the point in the measurement.</param>
    /// <param name="measured">The measured value y.</param>
    /// <param name="prediction">What the forward model predicts there.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <exception cref="NotSupportedException">The noise model does not say how to draw.</exception>
    internal virtual double NormalScore(
        int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random)
    {
        double below = random.NextUniform();
        for (int i = 0; i < SimulatedRanks; i++)
        {
            double drawn = Draw(point, prediction, parameters, random);
            below += drawn < measured || (drawn == measured && random.NextUniform() < 0.5) ? 1 : 0;
        }

        return Normal.InvCDF(0, 1, below / (SimulatedRanks + 1));
    }

    /// <summary>Draws the measured values of all points, as <see cref="Draw"/> draws one.</summary>
    /// <param name="prediction">What the forward model predicts, one value a point.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <param name="values">Is given the measured values.</param>
    internal virtual void DrawAll(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> parameters, RandomStream random, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Draw(i, prediction[i], parameters, random);
        }
    }

    /// <summary>The measured values of all points as independent standard normal deviates: <see cref="NormalScore"/>.</summary>
    /// <param name="measured">The measured values.</param>
    /// <param name="prediction">What the forward model predicts, one value a point.</param>
    /// <param name="parameters">The noise parameters, in the order of <see cref="NoiseModel.ParameterNames"/>.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <param name="scores">Is given the scores.</param>
    /// <exception cref="NotSupportedException">The noise model does not say how to draw.</exception>
    internal virtual void NormalScores(
        ReadOnlySpan<double> measured,
        ReadOnlySpan<double> prediction,
        ReadOnlySpan<double> parameters,
        RandomStream random,
        Span<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = NormalScore(i, measured[i], prediction[i], parameters, random);
        }
    }

    /// <summary>A level of noise whose square underflows or overflows has no weight.</summary>
    private static void RequireFinite(double[] weights)
    {
        int wrong = Array.FindIndex(weights, weight => !double.IsFinite(weight));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"The noise of point {wrong + 1} has no finite weight: its level is too small a number to be squared. Give y and "
                + "its noise in another unit.");
        }
    }

    /// <summary>The log likelihood of a density in plain doubles.</summary>
    internal static double LogLikelihood<TDensity>(double misfit, double[] parameters, ReadOnlySpan<double> constants)
        where TDensity : struct, INoiseDensity =>
        TDensity.LogLikelihood<Scalar, ParameterSpan<Scalar>>(misfit, Numbers(parameters), Numbers(constants)).Value;

    private static ParameterSpan<Scalar> Numbers(ReadOnlySpan<double> values) => new(MemoryMarshal.Cast<double, Scalar>(values));

    private sealed class Evaluation(double misfit, double[] parameters, double[] constants) : INoiseVisitor<double>
    {
        public double Visit<TDensity>()
            where TDensity : struct, INoiseDensity => LogLikelihood<TDensity>(misfit, parameters, constants);
    }
}

/// <summary>
/// Learns the density behind a <see cref="NoiseBinding"/> as a type: how an engine closes its loops over it.
/// </summary>
/// <typeparam name="TResult">What the visit makes.</typeparam>
public interface INoiseVisitor<out TResult>
{
    /// <summary>Visits the density of the noise.</summary>
    TResult Visit<TDensity>()
        where TDensity : struct, INoiseDensity;
}
