namespace BayesMeasure.Gpu.Device;

/// <summary>One term of a model.</summary>
/// <param name="Kind">Its type, as <see cref="ITermTypes"/> counts them.</param>
/// <param name="Sources">Where the sources of its parameters begin.</param>
/// <param name="Parameters">Where its parameters begin among those of all terms of the model.</param>
/// <param name="Count">The number of its parameters.</param>
/// <param name="Amplitude">
/// The position, among these, of the parameter that it is proportional to; negative where there is none, since a kernel knows no
/// null.
/// </param>
internal readonly record struct TermShape(int Kind, int Sources, int Parameters, int Count, int Amplitude)
{
    /// <summary>Whether a term is touched; terms that are 64 apart share a bit, and one too many does no harm.</summary>
    /// <param name="touched">The mask of what is touched.</param>
    /// <param name="term">The position of the term in its model.</param>
    public static bool IsTouched(ulong touched, int term) => (touched >> (term & 63) & 1) != 0;
}
