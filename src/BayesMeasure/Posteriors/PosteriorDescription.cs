using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>Puts into words what a posterior is made of, data included.</summary>
internal static class PosteriorDescription
{
    /// <summary>Names with texts: the model term by term, the noise, what is fixed or tied, and the data.</summary>
    public static IEnumerable<(string Name, string Text)> Of(Posterior posterior)
    {
        foreach ((int position, Term term) in posterior.Model.Terms.Index())
        {
            yield return ($"term {position + 1} of the model", $"{NameOf(term)}({string.Join(", ", term.ParameterNames)})");
        }

        yield return ("the noise", $"{posterior.Noise}");
        foreach (PriorEntry entry in posterior.Prior.Entries.Where(entry => !entry.IsFree))
        {
            yield return ($"the parameter '{entry.Name}'", $"{entry.Rule}");
        }

        Measurement data = posterior.Measurement;
        yield return ("the number of points", $"{data.Count}");
        yield return ("the checksum of x", Checksum(data.X));
        yield return ("the checksum of y", Checksum(data.Y));
        yield return ("the checksum of sigma", data.Sigma is { } sigma ? Checksum(sigma) : "none");
        yield return (nameof(Posterior.Lanes), $"{posterior.Lanes}");
    }

    /// <summary>A type goes by its name alone: with its namespace it would be cut where it is quoted.</summary>
    private static string NameOf(Term term) =>
        (term.Kind as Type)?.Name
        ?? ($"{term.Kind}" is var text && text == $"{term.Kind.GetType()}" ? term.Kind.GetType().Name : text);

    private static string Checksum(ImmutableArray<double> values) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())))[..16];
}
