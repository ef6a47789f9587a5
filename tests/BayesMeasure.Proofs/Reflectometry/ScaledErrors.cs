using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Proofs.Reflectometry;

/// <summary>Gaussian noise of the measurement's own error bars times one unknown factor: a noise model of one's own.</summary>
internal sealed record ScaledErrors : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => ["factor"];

    public override NoiseBinding Bind(Measurement measurement) => new Binding([.. measurement.Sigma!.Value]);

    private readonly struct Density : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return weight * residual * residual;
        }

        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct =>
            constants[0] - constants[1] * T.Log(noise[0]) - 0.5 * misfit / (noise[0] * noise[0]);
    }

    private sealed class Binding(double[] sigma) : NoiseBinding(
        sigma.Select(value => 1 / (value * value)),
        sigma.Sum(value => -Math.Log(value * Math.Sqrt(2 * Math.PI))),
        sigma.Length)
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            parameters[0] * sigma[point];
    }
}
