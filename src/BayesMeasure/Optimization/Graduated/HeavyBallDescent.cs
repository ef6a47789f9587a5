namespace BayesMeasure.Optimization.Graduated;

/// <summary>m = beta m + w g, x = x - eta m: the heavy ball for w = 1, the normalised one for w = 1 - beta.</summary>
/// <param name="Momentum">beta.</param>
/// <param name="Weight">w.</param>
internal sealed record HeavyBallDescent(double Momentum, double Weight) : Descent
{
    internal override DescentState CreateState(int dimension) => new State(Momentum, Weight, new double[dimension]);

    private sealed class State(double momentum, double weight, double[] velocity) : DescentState
    {
        public override void Step(double learningRate, ReadOnlySpan<double> gradient, Span<double> x)
        {
            for (int i = 0; i < x.Length; i++)
            {
                velocity[i] = momentum * velocity[i] + weight * gradient[i];
                x[i] -= learningRate * velocity[i];
            }
        }
    }
}
