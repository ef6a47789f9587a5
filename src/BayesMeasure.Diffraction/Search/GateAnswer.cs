using BayesMeasure.Linear.Sparse;

namespace BayesMeasure.Diffraction.Search;

/// <summary>What gates are open.</summary>
/// <param name="Columns">The columns whose gates were sampled.</param>
/// <param name="Gates">Their probabilities and draws.</param>
/// <param name="Sets">The most probable sets.</param>
/// <param name="Nuisance">All that is integrated out.</param>
/// <param name="Misfit">The misfit per point with the errors of lines.</param>
internal sealed record GateAnswer(
    IReadOnlyList<GatedColumn> Columns,
    ColumnDraws Gates,
    IReadOnlyList<GateSet> Sets,
    Nuisance Nuisance,
    double Misfit)
{
    private const double Decided = 0.9;

    /// <summary>
    /// The set that the gates decided for, where it is another one: they know of errors of lines, which the search does not, so
    /// that a relative of a phase may have taken its place.
    /// </summary>
    /// <param name="fitted">The set that was fitted.</param>
    public FitState? Other(FitState fitted)
    {
        int[] shut = [.. Enumerable.Range(0, fitted.Phases.Length).Where(place =>
            ProbabilityOf(fitted.Phases[place].Candidate) < 1 - Decided)];
        PhaseTerm[] open = [.. Columns.Index()
            .Where(column => Gates.Probabilities[column.Index] > Decided && fitted.PlaceOf(column.Item.Term.Candidate) < 0)
            .Select(column => column.Item.Term)];
        return shut.Length == 0 || open.Length == 0 ? null : fitted with
        {
            Phases = [.. fitted.Phases.Where((_, place) => !shut.Contains(place)), .. open],
        };
    }

    private double ProbabilityOf(int candidate) =>
        Columns.Index().Where(column => column.Item.Term.Candidate == candidate).Sum(column => Gates.Probabilities[column.Index]);
}
