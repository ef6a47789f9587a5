namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// Where each component of a mode could stand instead: the others are refitted without it once, and all places are found in what
/// that leaves. Which thread asks first changes nothing.
/// </summary>
/// <param name="mode">The mode.</param>
/// <param name="components">The number of its components.</param>
internal sealed class ModeVacancies(FoundMode mode, int components)
{
    private readonly Lock gate = new();
    private readonly IReadOnlyList<double[]>?[] places = new IReadOnlyList<double[]>?[components];

    /// <summary>The points with a component at each of its places, the best first.</summary>
    /// <param name="component">The component.</param>
    /// <param name="searcher">Who looks for them where nobody has yet.</param>
    public IReadOnlyList<double[]> Of(int component, ModeSearcher searcher)
    {
        lock (gate)
        {
            return places[component] ??= searcher.Places(mode.Values, component, ComponentExchange.Places);
        }
    }

    /// <summary>Whether a component is known to have no such place.</summary>
    public bool Lacks(int component, int place) => places[component] is { } known && place >= known.Count;
}
