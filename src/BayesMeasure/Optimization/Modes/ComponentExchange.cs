namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// A component of a mode is taken out, and inserted anew where the residual asks for one, or another one of its kind is split in
/// two instead.
/// </summary>
/// <param name="Removed">The component that is taken out.</param>
/// <param name="Split">The one that is split; -1 where it is inserted anew.</param>
/// <param name="Place">Where it is inserted: 0 at the best place, 1 at the next.</param>
internal readonly record struct ComponentExchange(int Removed, int Split, int Place)
{
    /// <summary>A bump of the noise is one of about so many; which of them is the highest only a refit tells.</summary>
    public const int Places = 12;

    /// <summary>All exchanges between components of these kinds: insertions first.</summary>
    public static ComponentExchange[] Among(int[] kinds) =>
    [
        .. from place in Enumerable.Range(0, Places)
           from removed in Enumerable.Range(0, kinds.Length)
           select new ComponentExchange(removed, -1, place),
        .. SplitsAmong(kinds),
    ];

    /// <summary>Those that split a component.</summary>
    public static IEnumerable<ComponentExchange> SplitsAmong(int[] kinds) =>
        from split in Enumerable.Range(0, kinds.Length)
        from removed in Enumerable.Range(0, kinds.Length)
        where split != removed && kinds[split] == kinds[removed]
        select new ComponentExchange(removed, split, 0);
}
