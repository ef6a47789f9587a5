using System.Text;

namespace BayesMeasure.Fuzz;

/// <summary>Something that reads what others wrote.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">Makes an input.</param>
/// <param name="Try">
/// Reads an input: null where it is taken, what is said where it is refused as documented. Any other exception is a finding.
/// </param>
internal sealed record FuzzTarget(string Name, Func<Random, byte[]> Make, Func<byte[], string?> Try)
{
    /// <summary>How many lines a refusal may have.</summary>
    public int MostLines { get; init; } = 2;

    /// <summary>How many times slower than a parser it is, which has its share of inputs.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>The memory in bytes that may be taken in all for an input of a length.</summary>
    public Func<long, long> MostBytes { get; init; } = length => (64L << 20) + 1000 * length;

    /// <summary>The input of a number: the same on every machine and in every run.</summary>
    public byte[] Input(int seed, int number) => Make(new Random(unchecked(seed * 1_000_003 + number)));

    /// <summary>A target of texts.</summary>
    public static FuzzTarget OfText(string name, Func<Random, string> make, Func<string, string?> read) =>
        new(name, random => Encoding.UTF8.GetBytes(make(random)), input => read(Encoding.UTF8.GetString(input)));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
