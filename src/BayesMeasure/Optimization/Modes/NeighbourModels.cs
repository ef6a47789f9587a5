using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The same curve with one component more or less, where nobody asked about such a model: its mode is one to begin a search from
/// (<see cref="ModeNeighbours"/>), whatever is asked beside.
/// </summary>
internal static class NeighbourModels
{
    /// <summary>
    /// The question with one more of the last of its repeated components, under the same priors; null where there is none.
    /// </summary>
    public static ITarget? WithMore(ITarget target) => MeasuredCurve.Whole(target) is { } posterior
        && LastOf(posterior) is int last
            ? Question(
                posterior,
                [.. posterior.Model.Terms, .. TermsOf(posterior, last).Select(term => term.With(term.Label, last + 1))],
                new([.. posterior.Prior.Entries, .. EntriesOfOneMore(posterior, last)]))
            : null;

    /// <summary>The question without the last of its repeated components; null where there are fewer than two.</summary>
    public static ITarget? WithLess(ITarget target) => MeasuredCurve.Whole(target) is { } posterior
        && LastOf(posterior) is > 1 and int last
            ? Question(
                posterior,
                [.. posterior.Model.Terms.Where(term => term.Component != last)],
                new(posterior.Prior.Entries.Except(EntriesOf(posterior, last))))
            : null;

    private static int? LastOf(Posterior posterior) => posterior.Model.Terms.Max(term => term.Component);

    private static IEnumerable<Term> TermsOf(Posterior posterior, int component) =>
        posterior.Model.Terms.Where(term => term.Component == component);

    /// <summary>All that a prior says of one component, and of nothing else.</summary>
    private static PriorEntry[] EntriesOf(Posterior posterior, int component)
    {
        HashSet<string> read = [.. TermsOf(posterior, component).SelectMany(term => term.ParameterNames)];
        return [.. posterior.Prior.Entries.Where(entry => entry.Component == component || read.Contains(entry.Name))];
    }

    /// <summary>What the last component has to itself, the next one has too; what it shares with others, it follows.</summary>
    private static IEnumerable<PriorEntry> EntriesOfOneMore(Posterior posterior, int last)
    {
        PriorEntry[] entries = EntriesOf(posterior, last);
        var renamed = entries.ToDictionary(entry => entry.Name, entry => PriorEntry.NameInComponent(entry.BaseName, last + 1));
        return entries.Select(entry => entry with
        {
            Name = renamed[entry.Name],
            Component = entry.Component is null ? null : last + 1,
            Rule = entry.Component is null && entry.IsFree
                ? new Tie(entry.Name)
                : entry.Rule.Renamed(name => renamed.GetValueOrDefault(name, name)),
        });
    }

    /// <summary>A question about other components; null where what is left speaks of what is gone, or the model fails.</summary>
    private static ITarget? Question(Posterior posterior, IReadOnlyList<Term> terms, Prior prior)
    {
        try
        {
            return new Posterior(posterior.Measurement, ForwardModel.OfTerms(terms), posterior.Noise, prior)
                .WithLanes(posterior.Lanes);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
