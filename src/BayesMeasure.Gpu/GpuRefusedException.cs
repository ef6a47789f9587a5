namespace BayesMeasure.Gpu;

/// <summary>
/// A GPU cannot run what was asked. The message names the member of the model, of the prior or of the options, and why.
/// </summary>
public sealed class GpuRefusedException : NotSupportedException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is refused, why, and what to do.</param>
    public GpuRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is refused, why, and what to do.</param>
    /// <param name="innerException">What the compiler said.</param>
    public GpuRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
