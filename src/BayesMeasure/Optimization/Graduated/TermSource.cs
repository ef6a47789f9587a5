namespace BayesMeasure.Optimization.Graduated;

/// <summary>Where the terms of an objective come from; shared by all threads.</summary>
/// <param name="parameterNames">The names of the parameters.</param>
/// <param name="terms">The number of terms; null for an expectation.</param>
internal abstract class TermSource(IReadOnlyList<string> parameterNames, int? terms)
{
    public IReadOnlyList<string> ParameterNames { get; } = parameterNames;

    public int? Terms { get; } = terms;

    /// <summary>What a term is called in a message.</summary>
    public virtual string TermName(int term) => $"term {term}";

    public virtual double[] PointOf(ReadOnlySpan<double> values) => values.ToArray();

    public virtual double[] ValuesAt(ReadOnlySpan<double> point) => point.ToArray();

    /// <summary>The terms for one thread.</summary>
    public abstract TermState CreateState();
}

/// <summary>The terms of an objective with what one thread needs to add them up.</summary>
internal abstract class TermState
{
    /// <summary>The mean over a batch, and its gradient.</summary>
    public abstract double Evaluate(Minibatch batch, ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>The Hessian of the mean of all terms times a vector; false where there is no exact one.</summary>
    public virtual bool TryHessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product) => false;

    /// <summary>The mean of all terms smoothed in some coordinates in closed form; null where there is no closed form.</summary>
    public virtual double? Smoothed(ReadOnlySpan<double> x, double deviation, bool[] mask, Span<double> gradient) => null;

    /// <summary>Puts a point that a step took out of the domain back on its edge.</summary>
    public virtual void Restrict(Span<double> x)
    {
    }
}
