using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// <see cref="LaplaceNoise"/> as a GPU can run it: the points sum |y - f|, and log L = -n ln 2 b - sum / b is a struct.
/// </summary>
internal sealed record SummedLaplaceNoise : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => ["spread"];

    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Misfit>();

    public override NoiseBinding Bind(Measurement measurement) => new Binding(measurement.Count);

    private readonly struct Misfit : IMisfit
    {
        public static bool DependsOnParameters => false;

        public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => T.Abs(y - prediction);
    }

    private readonly struct Likelihood : ILikelihoodOfMisfit
    {
        public static T Evaluate<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => -constants[0] * T.Log(2.0 * noise[0]) - misfit / noise[0];
    }

    private sealed class Binding(int count) : NoiseBinding<Likelihood>(count)
    {
        private readonly double[] weights = new double[count];

        public override ReadOnlySpan<double> Weights => weights;

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            Math.Sqrt(2) * parameters[0];
    }
}
