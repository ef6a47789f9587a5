using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// How the unknowns of a <see cref="Posterior"/> feed its terms and its noise, in numbers alone: what an engine needs that does not
/// move the library's own <see cref="ITargetState"/>, such as one on a GPU. The density of the noise is
/// <see cref="Posterior.NoiseBinding"/>, that of an unknown <see cref="BayesMeasure.Priors.Distribution.Table"/>.
/// </summary>
public sealed record PosteriorTable
{
    internal PosteriorTable(CurveLayout layout, ForwardModel model)
    {
        int unknowns = layout.Parameters.Count;
        ParameterRow[] RowsOf(ParameterSource[] sources) => [.. sources.Select(source => ParameterRow.Of(source, unknowns))];
        Terms = [.. model.Terms.Zip(layout.Terms, (term, sources) => TermRow.Of(term, RowsOf(sources)))];
        Noise = RowsOf(layout.Noise);
        TermsOf = layout.Dependents;
        Links = layout.Links.Length;
    }

    /// <summary>The terms, in the order of <see cref="ForwardModel.Terms"/>.</summary>
    public IReadOnlyList<TermRow> Terms { get; }

    /// <summary>The parameters of the noise, in the order of <see cref="BayesMeasure.Noise.NoiseModel.ParameterNames"/>.</summary>
    public IReadOnlyList<ParameterRow> Noise { get; }

    /// <summary>For each unknown, the positions of the terms whose curves a move of it changes, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TermsOf { get; }

    /// <summary>
    /// The number of parameters that are linked to others by a function, which an engine without a .NET runtime cannot call; 0 in
    /// most posteriors.
    /// </summary>
    public int Links { get; }
}

/// <summary>One term of a <see cref="PosteriorTable"/>.</summary>
/// <param name="Term">The term, which tells its component to an <see cref="IModelVisitor{TResult}"/>.</param>
/// <param name="Parameters">Where its parameters get their values from, in their order.</param>
/// <param name="Component">The type of its component; null for a model of the whole curve.</param>
/// <param name="Amplitude">
/// The position of the parameter that it is proportional to, of which a move rescales the curve; null where there is none.
/// </param>
public sealed record TermRow(Term Term, IReadOnlyList<ParameterRow> Parameters, Type? Component, int? Amplitude)
{
    internal static TermRow Of(Term term, ParameterRow[] parameters)
    {
        (object kind, int amplitude) = term.Accept(new TermKind());
        return new(term, parameters, kind as Type, amplitude < 0 ? null : amplitude);
    }
}

/// <summary>
/// Where one parameter gets its value from: factor * unknown + offset, factor * link + offset, or the offset alone.
/// </summary>
/// <param name="Unknown">The position of the unknown among <see cref="Posterior.Parameters"/>; null where none is read.</param>
/// <param name="Link">The number of the link, from 0, in the order of the prior; null where none is read.</param>
/// <param name="Factor">What the unknown or the link is multiplied by; 0 for a constant.</param>
/// <param name="Offset">What is added; the value itself of a constant.</param>
public readonly record struct ParameterRow(int? Unknown, int? Link, double Factor, double Offset)
{
    internal static ParameterRow Of(ParameterSource source, int unknowns) => new(
        source.Position >= 0 && source.Position < unknowns ? source.Position : null,
        source.Position >= unknowns ? source.Position - unknowns : null,
        source.Factor,
        source.Offset);
}
