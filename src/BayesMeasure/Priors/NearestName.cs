namespace BayesMeasure.Priors;

/// <summary>What somebody may have meant who wrote a name that does not exist.</summary>
internal static class NearestName
{
    /// <summary>" Did you mean ...?" with the known name that is nearest to a stranger; empty where none is near.</summary>
    public static string Hint(string stranger, IEnumerable<string> known) =>
        Of(stranger, known) is { } meant ? $" Did you mean \"{meant}\"?" : "";

    /// <summary>
    /// The known name that fewest letters tell from a stranger; null where more than a third of its letters are others, or where
    /// they differ in the number of the component alone.
    /// </summary>
    public static string? Of(string stranger, IEnumerable<string> known)
    {
        (string Name, int Distance)[] near = [.. known
            .Where(name => BaseOf(name) != BaseOf(stranger))
            .Select(name => (name, Distance(stranger.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(item => 3 * item.Item2 <= item.name.Length)];
        return near.Length == 0 ? null : near.MinBy(item => item.Distance).Name;
    }

    private static string BaseOf(string name) => name.Split('[')[0];

    /// <summary>
    /// The fewest letters to insert, leave out, exchange, or swap with their neighbours (F. Damerau 1964, V. Levenshtein 1966).
    /// </summary>
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1,
                    distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
