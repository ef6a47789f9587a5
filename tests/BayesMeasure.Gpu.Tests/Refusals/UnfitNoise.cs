using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>A noise model of whose density a CPU alone can run one part.</summary>
/// <param name="MisfitIsUnfit">Whether that is the misfit; else it is the step to the log likelihood.</param>
internal sealed record UnfitNoise(bool MisfitIsUnfit) : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => [];

    public override NoiseBinding Bind(Measurement measurement) =>
        MisfitIsUnfit ? new Binding<TextMisfit>() : new Binding<MachineLikelihood>();

    private readonly struct TextMisfit : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => $"{y}".Length * weight;

        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => -misfit;
    }

    private readonly struct MachineLikelihood : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => (y - prediction) * (y - prediction);

        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => Environment.ProcessorCount * misfit;
    }

    private sealed class Binding<TDensity>() : NoiseBinding([1, 1])
        where TDensity : struct, INoiseDensity
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<TDensity>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => 1;
    }
}
