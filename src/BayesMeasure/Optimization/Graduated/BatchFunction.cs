namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// Terms that a function averages a batch at a time, as trainers do: a gradient is added up where it is computed.
/// </summary>
internal sealed class BatchFunction(
    IReadOnlyList<string> parameterNames,
    int terms,
    Func<ReadOnlySpan<int>, ReadOnlySpan<double>, Span<double>, double> function)
    : TermSource(parameterNames, terms)
{
    public override TermState CreateState() => new State(this, function);

    private sealed class State(
        BatchFunction source, Func<ReadOnlySpan<int>, ReadOnlySpan<double>, Span<double>, double> function) : TermState
    {
        public override double Evaluate(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient.Fill(double.NaN);
            double value = function(batch.Terms, x, gradient);
            for (int i = 0; i < gradient.Length; i++)
            {
                if (!double.IsFinite(gradient[i]))
                {
                    throw new NotFiniteNumberException(
                        FormattableString.Invariant(
                            $"The gradient of {NameOf(batch)} by '{source.ParameterNames[i]}' is {gradient[i]}: ")
                        + $"write a finite number for each of the {gradient.Length} parameters.",
                        gradient[i]);
                }
            }

            return double.IsFinite(value)
                ? value
                : throw new NotFiniteNumberException(
                    FormattableString.Invariant($"The value of {NameOf(batch)} is {value}: every batch must have a finite one."),
                    value);
        }

        private string NameOf(Minibatch batch) => batch.Count == 1
            ? source.TermName(batch.Terms[0])
            : $"a batch of {batch.Count} terms, the first of them {source.TermName(batch.Terms[0])},";
    }
}
