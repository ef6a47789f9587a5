using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// <see cref="LaplaceNoise"/> without a parameter at the points: these sum |y - f|, and log L = -n ln 2 b - sum / b.
/// </summary>
internal sealed record SummedLaplaceNoise : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => ["spread"];

    public override NoiseBinding Bind(Measurement measurement) => new Binding(measurement.Count);

    private readonly struct Density : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => T.Abs(y - prediction);

        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => -constants[0] * T.Log(2.0 * noise[0]) - misfit / noise[0];
    }

    private sealed class Binding(int count) : NoiseBinding(new double[count], count)
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            Math.Sqrt(2) * parameters[0];
    }
}
