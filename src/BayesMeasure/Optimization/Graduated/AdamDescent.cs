namespace BayesMeasure.Optimization.Graduated;

/// <summary>Adam: steps by the running mean of g over the root of the running mean of its squares.</summary>
/// <param name="Momentum">beta_1.</param>
/// <param name="SquareMomentum">beta_2.</param>
internal sealed record AdamDescent(double Momentum, double SquareMomentum) : Descent
{
    /// <summary>What keeps the first steps finite where a gradient is 0.</summary>
    public const double Floor = 1e-8;

    internal override DescentState CreateState(int dimension) => new State(this, dimension);

    private sealed class State(AdamDescent rule, int dimension) : DescentState
    {
        private readonly double[] means = new double[dimension];
        private readonly double[] squares = new double[dimension];
        private double meanDecay = 1;
        private double squareDecay = 1;

        public override void Step(double learningRate, ReadOnlySpan<double> gradient, Span<double> x)
        {
            meanDecay *= rule.Momentum;
            squareDecay *= rule.SquareMomentum;
            for (int i = 0; i < x.Length; i++)
            {
                means[i] += (1 - rule.Momentum) * (gradient[i] - means[i]);
                squares[i] += (1 - rule.SquareMomentum) * (gradient[i] * gradient[i] - squares[i]);
                double mean = means[i] / (1 - meanDecay);
                x[i] -= learningRate * mean / (Math.Sqrt(squares[i] / (1 - squareDecay)) + Floor);
            }
        }
    }
}
