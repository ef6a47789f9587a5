using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>An expectation, of which a function computes one draw at a time.</summary>
internal sealed class DrawFunction(
    IReadOnlyList<string> parameterNames, Func<RandomStream, ReadOnlySpan<double>, Span<double>, double> function)
    : TermSource(parameterNames, terms: null)
{
    public override string TermName(int term) => $"draw {term}";

    public override TermState CreateState() => new State(this, function);

    private sealed class State(DrawFunction source, Func<RandomStream, ReadOnlySpan<double>, Span<double>, double> function)
        : TermState
    {
        private readonly GradientSum sum = new(source.ParameterNames);

        public override double Evaluate(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient)
        {
            sum.Clear();
            for (int draw = 0; draw < batch.Count; draw++)
            {
                double value;
                try
                {
                    value = function(batch.Random, x, sum.Blank());
                }
                catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
                {
                    throw sum.Overrun(source.TermName(draw), exception);
                }

                sum.Add(value, source, draw);
            }

            return sum.Mean(batch.Count, gradient);
        }
    }
}
