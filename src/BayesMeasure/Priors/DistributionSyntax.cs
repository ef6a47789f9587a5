namespace BayesMeasure.Priors;

/// <summary>How one function of <see cref="Distributions"/> is written as text, and how it is called.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Arguments">The names of its numbers, in order; all are required.</param>
/// <param name="Create">Calls the function.</param>
internal sealed record DistributionSyntax(string Name, string[] Arguments, Func<double[], ParameterRule> Create)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}
