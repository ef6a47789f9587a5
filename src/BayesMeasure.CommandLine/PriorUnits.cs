using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine;

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

    /// <summary>A unit over another one, in parentheses where that is a quotient itself: "1/(1/cm)²".</summary>
    /// <param name="upper">The unit above; "1" for none.</param>
    /// <param name="lower">The one below; null for none, which is no unit then.</param>
    /// <param name="power">The power of the one below, such as "²".</param>
    public static string? Over(string upper, string? lower, string power = "") => lower switch
    {
        null => null,
        var quotient when quotient.Contains('/', StringComparison.Ordinal) => $"{upper}/({quotient}){power}",
        _ => $"{upper}/{lower}{power}",
    };
}
