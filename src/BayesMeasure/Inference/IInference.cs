using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>
/// A way to answer what a target asks: it takes the question, and gives draws from the posterior and the free energy. Ways with
/// settings of their own, such as one that tells its progress, have further arguments in a Run of their own.
/// </summary>
public interface IInference
{
    /// <summary>Answers.</summary>
    /// <param name="target">What is asked, such as a <see cref="Posterior"/>.</param>
    /// <param name="cancellation">Ends the inference early.</param>
    /// <exception cref="NotSupportedException">
    /// This way cannot answer questions of this kind; the message says why, and which way can.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled before there was anything to return.</exception>
    Result Run(ITarget target, CancellationToken cancellation = default);
}
