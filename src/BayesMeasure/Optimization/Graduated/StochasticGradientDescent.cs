namespace BayesMeasure.Optimization.Graduated;

/// <summary>x = x - eta g.</summary>
internal sealed record StochasticGradientDescent : Descent
{
    internal override DescentState CreateState(int dimension) => new State();

    private sealed class State : DescentState
    {
        public override void Step(double learningRate, ReadOnlySpan<double> gradient, Span<double> x)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] -= learningRate * gradient[i];
            }
        }
    }
}
