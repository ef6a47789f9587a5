namespace BayesMeasure.Models;

/// <summary>One summand of a <see cref="ForwardModel"/>: a function of x and of its own parameters.</summary>
/// <remarks>Immutable. A sum recomputes only the terms whose parameters moved.</remarks>
public abstract class Term
{
    private protected Term(IReadOnlyList<string> localNames, string? label, int? component)
    {
        RequireNames(localNames);
        LocalNames = localNames;
        Label = label;
        Component = component;
        ParameterNames = [.. localNames.Select(Qualify)];
    }

    /// <summary>
    /// The full names of the parameters: "center", "center[2]" in a repeated term, "left.center" in a labelled one.
    /// </summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The number of this copy in a repeated term, from 1; null when the term is not repeated.</summary>
    public int? Component { get; }

    /// <summary>The name that tells this term from others of its kind; null when it needs none.</summary>
    public string? Label { get; }

    /// <summary>The names of the parameters as the component itself gives them.</summary>
    private protected IReadOnlyList<string> LocalNames { get; }

    /// <summary>Hands the type behind this term to <paramref name="visitor"/>.</summary>
    public abstract TResult Accept<TResult>(IModelVisitor<TResult> visitor);

    /// <summary>Computes this term alone.</summary>
    /// <param name="x">The abscissae.</param>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterNames"/>.</param>
    /// <param name="y">The result, as long as <paramref name="x"/>.</param>
    public abstract void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y);

    internal abstract Term With(string? label, int? component);

    private static void RequireNames(IReadOnlyList<string> names)
    {
        if (names is null || names.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException(
                "A model has a parameter without a name. ParameterNames gives each parameter a name of its own.");
        }

        string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException(
                $"A model has two parameters named '{twice}' ({string.Join(", ", names)}). "
                + "ParameterNames gives each a name of its own.");
        }
    }

    private string Qualify(string name)
    {
        string labelled = Label is null ? name : $"{Label}.{name}";
        return Component is null ? labelled : $"{labelled}[{Component}]";
    }
}
