using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>A noise model whose misfit and whose likelihood a CPU alone can run.</summary>
/// <param name="IsGeneric">Whether the likelihood is a struct; else it is a method of the binding.</param>
internal sealed record UnfitNoise(bool IsGeneric) : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => [];

    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) =>
        IsGeneric ? visitor.Visit<SquaredMisfit>() : visitor.Visit<Misfit>();

    public override NoiseBinding Bind(Measurement measurement) => IsGeneric ? new GenericBinding() : new Binding();

    private readonly struct Misfit : IMisfit
    {
        public static bool DependsOnParameters => false;

        public static T Evaluate<T, P>(T y, T prediction, T weight, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => $"{y}".Length * weight;
    }

    private readonly struct Likelihood : ILikelihoodOfMisfit
    {
        public static T Evaluate<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => Environment.ProcessorCount * misfit;
    }

    private sealed class Binding : NoiseBinding
    {
        private readonly double[] weights = [1, 1];

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters) => -misfit;

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => 1;
    }

    private sealed class GenericBinding : NoiseBinding<Likelihood>
    {
        private readonly double[] weights = [1, 1];

        public override ReadOnlySpan<double> Weights => weights;

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => 1;
    }
}
