namespace BayesMeasure.Models;

/// <summary>One summand of a <see cref="ForwardModel"/>: a function of x and of its own parameters.</summary>
/// <remarks>Immutable. A sum recomputes only the terms whose parameters moved.</remarks>
public abstract class Term
{
    /// <param name="localNames">The names of the parameters as the component itself gives them.</param>
    /// <param name="amplitude">Which of them the term is proportional to; null where there is none.</param>
    /// <param name="roleOf">What each of the others is.</param>
    /// <param name="label">The label; null for none.</param>
    /// <param name="component">The number of the copy; null outside a repeated term.</param>
    private protected Term(
        IReadOnlyList<string> localNames, string? amplitude, Func<string, ParameterRole> roleOf, string? label, int? component)
    {
        RequireNames(localNames);
        Label = label;
        Component = component;
        ParameterNames = [.. localNames.Select(Qualify)];
        Roles = [.. localNames.Select(name => name == amplitude ? ParameterRole.Amplitude : roleOf(name))];
        int position = localNames.ToList().FindIndex(name => name == amplitude);
        AmplitudePosition = position < 0 ? null : position;
    }

    /// <summary>
    /// The full names of the parameters: "center", "center[2]" in a repeated term, "left.center" in a labelled one.
    /// </summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The number of this copy in a repeated term, from 1; null when the term is not repeated.</summary>
    public int? Component { get; }

    /// <summary>The name that tells this term from others of its kind; null when it needs none.</summary>
    public string? Label { get; }

    /// <summary>What each parameter is, in the order of <see cref="ParameterNames"/>.</summary>
    public IReadOnlyList<ParameterRole> Roles { get; }

    /// <summary>The position of the parameter that the term is proportional to; null where there is none.</summary>
    public int? AmplitudePosition { get; }

    /// <summary>The type that the model of this term is written as.</summary>
    public abstract Type ModelType { get; }

    /// <summary>
    /// What terms that are alike have in common: the type of their component, or the very curve model.
    /// </summary>
    internal abstract object Kind { get; }

    /// <summary>What the model is called in a message.</summary>
    internal virtual string ModelName => ModelType.Name;

    /// <summary>Hands the type behind this term to <paramref name="visitor"/>.</summary>
    public abstract TResult Accept<TResult>(IModelVisitor<TResult> visitor);

    /// <summary>What the term is in numbers where it is a peak; null where it is none, or does not say.</summary>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterNames"/>.</param>
    public virtual PeakMeasures? Measure(ReadOnlySpan<double> parameters) => null;

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
