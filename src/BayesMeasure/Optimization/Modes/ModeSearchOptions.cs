using BayesMeasure.Inference;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The settings of <see cref="ModeSearch"/>. Change them with <c>with</c>; they are checked before anything runs.
/// </summary>
public sealed record ModeSearchOptions
{
    /// <summary>The seed of all random numbers. The same seed gives the same result, bit for bit, for any number of threads. 1 by
    /// default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The most restarts after the first search; fewer are made where the modes that were met again and again tell that hardly
    /// another one is left. 200 by default; 0 searches once.
    /// </summary>
    public int Restarts { get; init; } = 200;

    /// <summary>The number of threads; 0, the default, takes one a processor. It does not change the result.</summary>
    public int Threads { get; init; }

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void RequireValid()
    {
        Setting.AtLeast(Restarts, 0, nameof(Restarts));
        Setting.AtLeast(Threads, 0, nameof(Threads));
    }
}
