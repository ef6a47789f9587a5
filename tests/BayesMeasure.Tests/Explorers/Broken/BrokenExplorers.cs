using BayesMeasure.Explorers;

namespace BayesMeasure.Tests.Explorers.Broken;

/// <summary>Twins of shipped explorers, each with one fault: what every test of invariance must reject.</summary>
internal static class BrokenExplorers
{
    public static IReadOnlyDictionary<string, Explorer> All { get; } = new Dictionary<string, Explorer>
    {
        ["a uniform that proposes and decides"] = new ReusedUniform(),
        ["a slice that only grows upwards"] = new SliceUpwards(),
        ["a history that holds the present point"] = new PresentDifference(),
        ["a snooker move without its factor"] = new SnookerWithoutFactor(),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
