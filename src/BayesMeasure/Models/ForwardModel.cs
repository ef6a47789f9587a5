namespace BayesMeasure.Models;

/// <summary>
/// What a noise-free measurement would give: a sum of terms, each a function of x and of named parameters.
/// </summary>
/// <remarks>
/// Immutable. There are three doors for a model of one's own, from easy to fast: <see cref="Function"/> (a lambda),
/// <see cref="Curve"/> (the whole curve at once) and <see cref="Of{TComponent}"/> (a generic struct, which gets SIMD,
/// derivatives and the GPU). They can be mixed: <c>ForwardModel.Of&lt;GaussianPeak&gt;().Repeat(3) + background</c>.
/// </remarks>
public sealed class ForwardModel
{
    private ForwardModel(IReadOnlyList<Term> terms)
    {
        Terms = terms;
        ParameterNames = [.. terms.SelectMany(term => term.ParameterNames)];
        string? twice = ParameterNames.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException(
                $"Two terms of the model have a parameter named '{twice}'. Tell them apart with Labelled(...) or Repeat(...).");
        }
    }

    /// <summary>The model that predicts zero everywhere and has no parameters.</summary>
    public static ForwardModel Zero { get; } = new([]);

    /// <summary>The summands, in order.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The names of all parameters, term by term. A prior must speak of each of them.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>A model of one component that is written as a generic struct.</summary>
    public static ForwardModel Of<TComponent>()
        where TComponent : struct, IComponent => new([new ComponentTerm<TComponent>(null, null)]);

    /// <summary>A curve model, which computes the whole curve at once.</summary>
    public static ForwardModel Curve(ICurveModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new([new CurveTerm(model, null, null)]);
    }

    /// <summary>
    /// A model given by a function of x and of one to eight parameters, all double. The names of the function's own
    /// parameters become the names: <c>ForwardModel.Function((double x, double slope) => slope * x)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The function has another signature.</exception>
    public static ForwardModel Function(Delegate function) => Curve(new FunctionModel(function));

    /// <summary>The sum of two models.</summary>
    /// <exception cref="ArgumentException">A parameter name occurs in both.</exception>
    public static ForwardModel operator +(ForwardModel left, ForwardModel right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new([.. left.Terms, .. right.Terms]);
    }

    /// <summary>
    /// The sum of <paramref name="count"/> copies of this model, each with parameters of its own: "center" becomes
    /// "center[1]" to "center[count]". Zero copies are allowed: nothing but background and noise.
    /// </summary>
    public ForwardModel Repeat(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new([.. Enumerable.Range(1, count).SelectMany(copy => Terms.Select(term => term.With(term.Label, copy)))]);
    }

    /// <summary>The same model with "label." before each parameter name.</summary>
    public ForwardModel Labelled(string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        return new([.. Terms.Select(term => term.With(label, term.Component))]);
    }

    /// <summary>The sum of terms.</summary>
    /// <exception cref="ArgumentException">A parameter name occurs twice.</exception>
    internal static ForwardModel OfTerms(IReadOnlyList<Term> terms) => new(terms);

    /// <summary>Computes the curve.</summary>
    /// <param name="x">The abscissae.</param>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterNames"/>.</param>
    /// <returns>The predicted y at every x.</returns>
    /// <exception cref="ArgumentException">The number of parameters is wrong.</exception>
    public double[] Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != ParameterNames.Count)
        {
            throw new ArgumentException(
                $"The model has {ParameterNames.Count} parameters ({string.Join(", ", ParameterNames)}), "
                + $"but {parameters.Length} values were given.",
                nameof(parameters));
        }

        double[] sum = new double[x.Length];
        double[] summand = new double[x.Length];
        foreach (Term term in Terms)
        {
            int count = term.ParameterNames.Count;
            term.Evaluate(x, parameters[..count], summand);
            parameters = parameters[count..];
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += summand[i];
            }
        }

        return sum;
    }
}
