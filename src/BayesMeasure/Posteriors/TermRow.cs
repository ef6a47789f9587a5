using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

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
