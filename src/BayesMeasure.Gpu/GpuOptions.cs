using BayesMeasure.Gpu.Accelerators;

namespace BayesMeasure.Gpu;

/// <summary>
/// The settings of a <see cref="GpuEngine"/>. Change them with <c>with</c>; they are checked before anything is created.
/// </summary>
public sealed record GpuOptions
{
    /// <summary>What to compute on; <see cref="AcceleratorKind.Best"/> by default.</summary>
    public AcceleratorKind Accelerator { get; init; } = AcceleratorKind.Best;

    /// <summary>
    /// Whether the model and the misfit of a point are computed in single precision; sums, priors and decisions are double in any
    /// case. False by default. The result says what it did: see <see cref="Sampling.LadderRun.SinglePrecision"/>.
    /// </summary>
    public bool SinglePrecision { get; init; }

    /// <summary>
    /// How far single precision may shift log Z before a run says so in a warning; 0.01 by default, above 0 and finite. The
    /// result holds the shift and its error in any case.
    /// </summary>
    public double LargestLogZShift { get; init; } = 0.01;

    /// <summary>
    /// The most memory of the accelerator that a run may take, in bytes; null, the default, for nine tenths of what it has. A
    /// batch that needs more runs in several parts, one after the other; a single posterior that needs more is refused before it
    /// runs.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>
    /// The number of threads that share the points of one curve; null, the default, chooses by the number of points. On a GPU a
    /// multiple of the warp size.
    /// </summary>
    public int? GroupSize { get; init; }

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void RequireValid()
    {
        if (!(LargestLogZShift > 0 && double.IsFinite(LargestLogZShift)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LargestLogZShift), LargestLogZShift, $"{nameof(LargestLogZShift)} must be above 0 and finite.");
        }

        RequireAtLeastOne(Memory, nameof(Memory));
        RequireAtLeastOne(GroupSize, nameof(GroupSize));
    }

    private static void RequireAtLeastOne(long? value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
        }
    }
}
