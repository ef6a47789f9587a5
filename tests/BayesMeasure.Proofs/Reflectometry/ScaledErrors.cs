using BayesMeasure.Measurements;
using BayesMeasure.Noise;

namespace BayesMeasure.Proofs.Reflectometry;

/// <summary>Gaussian noise of the measurement's own error bars times one unknown factor: a noise model of one's own.</summary>
internal sealed record ScaledErrors : NoiseModel
{
    public override IReadOnlyList<string> ParameterNames => ["factor"];

    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<WeightedSquaredMisfit>();

    public override NoiseBinding Bind(Measurement measurement) => new Binding([.. measurement.Sigma!.Value]);

    private sealed class Binding(double[] sigma) : NoiseBinding
    {
        private readonly double[] weights = [.. sigma.Select(value => 1 / (value * value))];
        private readonly double constant = sigma.Sum(value => -Math.Log(value * Math.Sqrt(2 * Math.PI)));

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters) =>
            constant - weights.Length * Math.Log(parameters[0]) - 0.5 * misfit / (parameters[0] * parameters[0]);

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            parameters[0] * sigma[point];
    }
}
