using BayesMeasure.Inference;
using BayesMeasure.Summaries;

namespace BayesMeasure.Plotting.Unknowns;

/// <summary>The unknowns that a figure shows: those that were named, or as many as there is room for.</summary>
internal static class ChosenUnknowns
{
    /// <summary>The unknowns, with equal components in order.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="names">Their names; null for the first ones.</param>
    /// <param name="most">How many there is room for where none is named.</param>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    /// <exception cref="NotSupportedException">The draws were not kept: the result was read from a file without them.</exception>
    public static ShownUnknown[] Of(Result result, IReadOnlyList<string>? names, int most)
    {
        ArgumentNullException.ThrowIfNull(result);
        PosteriorSummary summary = result.Summary;
        Draws draws = summary.Draws;
        string[] all = [.. draws.Parameters.Select(parameter => parameter.Name)];
        return
        [
            .. from name in names ?? all.Take(most)
               let found = summary[name]
               let position = Array.IndexOf(all, name)
               select new ShownUnknown(draws.Parameters[position], found, draws.Of(position)),
        ];
    }
}
