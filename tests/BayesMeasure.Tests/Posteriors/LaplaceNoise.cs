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

    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Misfit>();

    public override NoiseBinding Bind(Measurement measurement) => new Binding(measurement.Count);

    private readonly struct Misfit : IMisfit
    {
        public static bool DependsOnParameters => true;

        public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => T.Abs(y - prediction) / p[0] + T.Log(2.0 * p[0]);
    }

    private sealed class Binding(int count) : NoiseBinding
    {
        private readonly double[] weights = new double[count];

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters) => -misfit;

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            Math.Sqrt(2) * parameters[0];
    }
}
