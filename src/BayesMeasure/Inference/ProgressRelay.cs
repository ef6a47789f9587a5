namespace BayesMeasure.Inference;

/// <summary>Hands reports on at once, in the thread that makes them, with more said in them.</summary>
/// <param name="to">Who is told.</param>
/// <param name="amend">What is made of a report.</param>
internal sealed class ProgressRelay(IProgress<InferenceProgress> to, Func<InferenceProgress, InferenceProgress> amend)
    : IProgress<InferenceProgress>
{
    public void Report(InferenceProgress value) => to.Report(amend(value));
}
