using System.Runtime.CompilerServices;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using MathNet.Numerics;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>Poisson counts: a noise model of one's own. The prediction is the expected count, above 0.</summary>
internal sealed record CountingNoise : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => [];

    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Misfit>();

    public override NoiseBinding Bind(Measurement measurement) => new Binding(measurement);

    private readonly struct Misfit : IMisfit
    {
        public static bool DependsOnParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => prediction - y * T.Log(prediction);
    }

    private sealed class Binding(Measurement measurement) : NoiseBinding
    {
        private readonly double[] weights = new double[measurement.Count];
        private readonly double constant = measurement.Y.Sum(count => SpecialFunctions.GammaLn(count + 1));

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters) => -misfit - constant;
    }
}
