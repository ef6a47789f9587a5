using CsCheck;

namespace BayesMeasure.Tests;

/// <summary>
/// Property tests over generated cases that are the same in every run: CsCheck's own loop draws new ones each time.
/// </summary>
internal static class Property
{
    private const int Cases = 100;

    /// <summary>Checks a property for cases of a generator; the failing case is in the message.</summary>
    public static void ForAll<T>(Gen<T> generator, Action<T> property, int cases = Cases, uint seed = 1)
    {
        var random = new PCG(seed, 0x9E3779B97F4A7C15);
        for (int i = 0; i < cases; i++)
        {
            T drawn = generator.Generate(random, null, out _);
            try
            {
                property(drawn);
            }
            catch (Exception failure)
            {
                throw new Xunit.Sdk.XunitException($"The property fails for case {i} of seed {seed}: {Print(drawn)}", failure);
            }
        }
    }

    private static string Print<T>(T drawn) => drawn is System.Collections.IEnumerable values and not string
        ? string.Join(", ", values.Cast<object>())
        : $"{drawn}";
}
