using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>A parameter that is computed from others: what a <see cref="Link"/> becomes when its names have positions.</summary>
/// <param name="function">The value as a function of the others.</param>
/// <param name="sources">Where the others get their values from.</param>
internal sealed class LinkedParameter(Func<ReadOnlySpan<double>, double> function, ParameterSource[] sources)
{
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

    /// <summary>Whether an unknown is followed.</summary>
    public bool Follows(int position) => sources.Any(source => source.Position == position);
}
