namespace BayesMeasure.Inference;

/// <summary>One draw from a posterior, its values to be read by name.</summary>
public readonly struct Draw
{
    private readonly Draws draws;
    private readonly IReadOnlyDictionary<string, int> positions;
    private readonly int chain;
    private readonly int number;

    internal Draw(Draws draws, IReadOnlyDictionary<string, int> positions, int chain, int number)
    {
        this.draws = draws;
        this.positions = positions;
        this.chain = chain;
        this.number = number;
    }

    /// <summary>One value an unknown, in the order of <see cref="Draws.Parameters"/>.</summary>
    public ReadOnlySpan<double> Values => draws[chain, number];

    /// <summary>The value of an unknown.</summary>
    /// <param name="name">Its full name, such as "center[2]".</param>
    /// <exception cref="KeyNotFoundException">
    /// There is no such unknown: fixed and tied parameters are none. The message says which is nearest, and lists all.
    /// </exception>
    public double this[string name] => Values[positions.TryGetValue(name, out int position) ? position : draws.PositionOf(name)];
}
