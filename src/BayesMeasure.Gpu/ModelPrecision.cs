namespace BayesMeasure.Gpu;

/// <summary>The precision in which a <see cref="GpuEngine"/> evaluates forward models.</summary>
public enum ModelPrecision
{
    /// <summary>Everything in double precision.</summary>
    Double,

    /// <summary>
    /// The model and the misfit of a point in single precision; sums, priors and decisions in double. Guarded: see
    /// <see cref="GpuOptions.LargestLogZShift"/>.
    /// </summary>
    Single,
}
