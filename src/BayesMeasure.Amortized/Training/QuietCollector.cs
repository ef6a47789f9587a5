using System.Runtime;

namespace BayesMeasure.Amortized.Training;

/// <summary>
/// Holds the collector off while an optimiser of TorchSharp makes its step: the numbers that it hands to torch would be freed
/// while torch reads them where a collection of theirs comes in between (<see cref="Network.Scalars"/>).
/// </summary>
internal sealed class QuietCollector : IDisposable
{
    private const long Budget = 32L << 20;

    private readonly bool isBegun;

    /// <summary>Begins; nothing is done where somebody else holds the collector off already.</summary>
    public QuietCollector()
    {
        try
        {
            isBegun = GCSettings.LatencyMode != GCLatencyMode.NoGCRegion && GC.TryStartNoGCRegion(Budget);
        }
        catch (InvalidOperationException)
        {
            isBegun = false; // somebody was faster
        }
    }

    /// <summary>Ends, also where the budget was spent.</summary>
    public void Dispose()
    {
        if (isBegun && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }
    }
}
