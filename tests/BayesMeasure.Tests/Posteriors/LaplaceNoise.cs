using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// A noise model of one's own whose misfit |y - f| / b + ln 2 b reads a parameter at every point and takes no heed of the
/// weights: points that are none must not be counted.
/// </summary>
internal sealed record LaplaceNoise : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => ["spread"];

    public override NoiseBinding Bind(Measurement measurement) => new Binding(measurement.Count);

    private readonly struct Density : INoiseDensity
    {
        public static bool MisfitReadsParameters => true;

        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => T.Abs(y - prediction) / noise[0] + T.Log(2.0 * noise[0]);

        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => -misfit;
    }

    private sealed class Binding(int count) : NoiseBinding(new double[count])
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            Math.Sqrt(2) * parameters[0];
    }
}
