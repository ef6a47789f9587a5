using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BayesMeasure.Inference;

namespace BayesMeasure.Problems.Seeds;

/// <summary>
/// Numbers in a form in which every bit counts, as lines of "what: value". It is the one place that reads them out of results.
/// </summary>
public static class Fingerprint
{
    private const int HashDigits = 16;

    /// <summary>All draws with their densities as hashes, log Z and its error in full.</summary>
    public static IEnumerable<string> Of(Result result)
    {
        (int Chain, int Draw)[] draws = [.. Each(result)];
        return
        [
            Line("draws", Hash(draws.SelectMany(at => result.Draws[at.Chain, at.Draw].ToArray()))),
            Line("log likelihoods", Hash(draws.Select(at => result.Draws.LogLikelihood(at.Chain, at.Draw)))),
            Line("log priors", Hash(draws.Select(at => result.Draws.LogPrior(at.Chain, at.Draw)))),
            Number("log Z", result.FreeEnergy.LogEvidence),
            Number("standard error", result.FreeEnergy.StandardError),
            Line("all estimates", Hash(
                result.FreeEnergies.SelectMany(estimate => new[] { estimate.LogEvidence, estimate.StandardError }))),
        ];
    }

    /// <summary>The same of one of several results.</summary>
    public static IEnumerable<string> Of(string name, Result result) => Of(result).Select(line => $"{name}, {line}");

    /// <summary>One number in the shortest form that gives the same bits again.</summary>
    public static string Number(string name, double value) => Line(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>
    /// The first digits of the SHA-256 of the bits of all numbers in their order, NaN being NaN, and how many there are.
    /// </summary>
    public static string Hash(IEnumerable<double> values)
    {
        double[] numbers = [.. values.Select(value => double.IsNaN(value) ? double.NaN : value)];
        string digits = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(numbers)))[..HashDigits];
        return string.Create(CultureInfo.InvariantCulture, $"{digits} of {numbers.Length}");
    }

    private static string Line(string name, string value) => $"{name}: {value}";

    private static IEnumerable<(int Chain, int Draw)> Each(Result result) =>
        from chain in Enumerable.Range(0, result.Draws.Chains)
        from draw in Enumerable.Range(0, result.Draws.Count)
        select (chain, draw);
}
