namespace BayesMeasure.Posteriors;

/// <summary>
/// A summand of the model with unknowns of its own, which stands alone or among others like it: one term, or, where several
/// curves share its unknowns, one term of each of these curves.
/// </summary>
/// <param name="Terms">Its terms, each of another curve.</param>
/// <param name="Own">The positions of its own unknowns among those of the target.</param>
/// <param name="Kind">What tells components apart that differ in more than the values and priors of their own unknowns.</param>
internal sealed record SummedComponent(IReadOnlyList<SummedTerm> Terms, IReadOnlyList<int> Own, string Kind);

/// <summary>A term of a component.</summary>
/// <param name="Curve">The position of the curve among those of the target.</param>
/// <param name="Position">The position of the term in the model of that curve.</param>
/// <param name="Amplitude">
/// The unknown that the term is proportional to, among those of the target; -1 where it has none of its own.
/// </param>
internal readonly record struct SummedTerm(int Curve, int Position, int Amplitude);
