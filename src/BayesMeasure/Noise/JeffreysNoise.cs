using System.Runtime.CompilerServices;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// Gaussian noise of one unknown level under Jeffreys' prior p(sigma^2) = 1/sigma^2, which is integrated out:
/// log L = lnGamma(n/2) - (n/2) ln(pi RSS), with the residual sum of squares RSS of n points.
/// </summary>
/// <remarks>
/// The prior of the level is improper, so log Z has an arbitrary constant that is the same for all models of the same data: it
/// may be compared among models with this noise alone, and changes with the unit of y. Where a model can reproduce the data
/// without any residual, the likelihood has no bound and the posterior does not exist. The level itself is drawn afterwards,
/// where it is wanted.
/// </remarks>
public sealed record JeffreysNoise : NoiseModel
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => [];

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return new Binding(measurement.Count);
    }

    /// <summary>The level is drawn from its exact conditional, sigma^2 ~ InverseGamma(n/2, RSS/2).</summary>
    internal override NoiseModel Resolved(Measurement measurement, Func<double[]> prediction, RandomStream random)
    {
        double sum = prediction().Zip(measurement.Y, (predicted, measured) => Math.Pow(measured - predicted, 2)).Sum();
        return GaussianNoise.Known(Math.Sqrt(0.5 * sum / random.NextGamma(0.5 * measurement.Count)));
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => "Gaussian, level integrated out under Jeffreys' prior";

    /// <summary>The residual sum of squares behind a log likelihood of so many points.</summary>
    internal static double ResidualSumOfSquares(double logLikelihood, int points) =>
        Math.Exp((Constant(points) - logLikelihood) * 2 / points);

    private static double Constant(int points) => SpecialFunctions.GammaLn(0.5 * points) - 0.5 * points * Math.Log(Math.PI);

    private sealed class Binding(int count) : NoiseBinding(Enumerable.Repeat(1.0, count), Constant(count), 0.5 * count)
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

        // The level follows from the residuals of all points, of which one point knows nothing.
        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => double.NaN;

        internal override double Information(int point, double measured, ReadOnlySpan<double> parameters) => 1;

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            throw new NotSupportedException(
                "Noise whose level was integrated out has no level to draw with: simulate with GaussianNoise.Known.");
    }

    /// <summary>log L = c - h ln RSS, with h half the number of points.</summary>
    internal readonly struct Density : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return residual * residual;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => constants[0] - constants[1] * T.Log(misfit);
    }
}
