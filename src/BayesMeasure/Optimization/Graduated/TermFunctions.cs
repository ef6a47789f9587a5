namespace BayesMeasure.Optimization.Graduated;

/// <summary>Terms that a function computes one by one.</summary>
internal sealed class TermFunctions(
    IReadOnlyList<string> parameterNames, int terms, Func<int, ReadOnlySpan<double>, Span<double>, double> function)
    : TermSource(parameterNames, terms)
{
    public override TermState CreateState() => new State(this, function);

    private sealed class State(TermFunctions source, Func<int, ReadOnlySpan<double>, Span<double>, double> function) : TermState
    {
        private readonly GradientSum sum = new(source.ParameterNames);

        public override double Evaluate(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient)
        {
            sum.Clear();
            foreach (int term in batch.Terms)
            {
                double value;
                try
                {
                    value = function(term, x, sum.Blank());
                }
                catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
                {
                    throw sum.Overrun(source.TermName(term), exception);
                }

                sum.Add(value, source, term);
            }

            return sum.Mean(batch.Count, gradient);
        }
    }
}
