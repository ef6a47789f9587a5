using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>A parameter that is computed from others: what a <see cref="Link"/> becomes when its names have positions.</summary>
/// <param name="function">The value as a function of the others.</param>
/// <param name="sources">Where the others get their values from.</param>
internal sealed class LinkedParameter(Func<ReadOnlySpan<double>, double> function, ParameterSource[] sources)
{
    /// <summary>The name of the parameter.</summary>
    public required string Name { get; init; }

    /// <summary>The names of those that are followed.</summary>
    public required IReadOnlyList<string> Followed { get; init; }

    /// <summary>The value as a function of the others.</summary>
    public Func<ReadOnlySpan<double>, double> Function => function;

    /// <summary>Where the parameters that are followed get their values from.</summary>
    public ParameterSource[] Sources => sources;

    /// <summary>The value.</summary>
    /// <param name="values">The unknowns.</param>
    public double Evaluate(ReadOnlySpan<double> values)
    {
        Span<double> followed = stackalloc double[sources.Length];
        for (int i = 0; i < followed.Length; i++)
        {
            followed[i] = sources[i].Resolve(values);
        }

        return function(followed);
    }

    /// <summary>That the function throws or is not a number, and where; null when all is well.</summary>
    /// <param name="values">The unknowns.</param>
    public string? FaultAt(ReadOnlySpan<double> values)
    {
        double[] own = values.ToArray();
        string place = string.Join(", ", Followed.Zip(
            sources, (name, source) => FormattableString.Invariant($"{name} = {source.Resolve(own):R}")));
        try
        {
            return double.IsNaN(Evaluate(values)) ? $"The link of '{Name}' is not a number (NaN) at {place}." : null;
        }
        catch (Exception exception)
        {
            return $"The link of '{Name}' throws {exception.GetType().Name} ({TargetFault.MessageOf(exception)}) at {place}.";
        }
    }

    /// <summary>Whether an unknown is followed.</summary>
    public bool Follows(int position) => sources.Any(source => source.Position == position);
}
