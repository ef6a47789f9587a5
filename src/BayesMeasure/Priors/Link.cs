namespace BayesMeasure.Priors;

/// <summary>
/// A parameter that is a function of others, such as a rate that follows from a prefactor and an energy at the temperature of the
/// measurement. Made by <c>Prior.LinkedTo</c>. Where factor * other + offset will do, a <see cref="Tie"/> is the
/// simpler rule.
/// </summary>
/// <remarks>
/// A link is part of what the model predicts; it has no prior density of its own. Its function runs once for each move of a
/// parameter that it follows, from several threads at once: it must give the same value for the same arguments, and should not
/// allocate. A function has no text that tells it from all others. What a link is written as, and compared by when a run is
/// resumed from a checkpoint, is the source of its lambda; numbers that the lambda takes from its surroundings are not in it, but
/// a change of theirs is noticed on resuming, since the log likelihood of the replicas then comes out otherwise.
/// </remarks>
internal sealed record Link : ParameterRule
{
    /// <summary>Creates a link.</summary>
    /// <param name="parameterNames">
    /// The names of the parameters that are followed, at least one: free ones or fixed ones. The model need not have them itself.
    /// </param>
    /// <param name="function">The value of this parameter, given theirs in the same order.</param>
    /// <param name="formula">The function in words; written by the compiler where it is not given.</param>
    /// <exception cref="ArgumentException">There is no name, or one is blank or holds a quotation mark.</exception>
    public Link(IReadOnlyList<string> parameterNames, Func<ReadOnlySpan<double>, double> function, string formula = "")
    {
        ArgumentNullException.ThrowIfNull(parameterNames);
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(formula);
        if (parameterNames.Count == 0)
        {
            throw new ArgumentException("A link follows at least one parameter.", nameof(parameterNames));
        }

        foreach (string name in parameterNames)
        {
            Require.ParameterName(name, nameof(parameterNames));
        }

        ParameterNames = [.. parameterNames];
        Function = function;
        Formula = string.Join(' ', formula.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The names of the parameters that are followed.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The value of this parameter as a function of theirs.</summary>
    public Func<ReadOnlySpan<double>, double> Function { get; }

    /// <summary>The function in words, in one line; empty where there are none.</summary>
    public string Formula { get; }

    /// <summary>Two links are equal when they follow the same parameters by the same function.</summary>
    public bool Equals(Link? other) =>
        other is not null && ParameterNames.SequenceEqual(other.ParameterNames) && Function == other.Function;

    /// <inheritdoc/>
    public override int GetHashCode() => ParameterNames.Aggregate(Function.GetHashCode(), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString()
    {
        string names = string.Join(", ", ParameterNames.Select(name => $"\"{name}\""));
        return $"LinkedTo([{names}]{(Formula.Length > 0 ? $", {Formula}" : "")})";
    }

    internal override IReadOnlyList<string> Followed => ParameterNames;

    internal override bool CanFollow(ParameterRule other) => other is Distribution or FixedValue;

    internal override ParameterRule Renamed(Func<string, string> rename) =>
        new Link([.. ParameterNames.Select(rename)], Function, Formula);
}
