using BayesMeasure.Priors;

namespace BayesMeasure.Samples;

/// <summary>Gives the parameters of a prior their units.</summary>
public static class PriorUnits
{
    /// <summary>The same prior with units.</summary>
    /// <param name="prior">The prior.</param>
    /// <param name="unitOf">The unit of a parameter, by its name; null for none.</param>
    public static Prior WithUnits(this Prior prior, Func<string, string?> unitOf) => prior.Entries
        .Select(entry => entry.Name)
        .Where(name => unitOf(name) is not null)
        .Aggregate(prior, (result, name) => result.WithUnit(name, unitOf(name)!));
}
