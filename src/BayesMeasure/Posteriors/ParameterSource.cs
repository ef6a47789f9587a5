using System.Runtime.CompilerServices;

namespace BayesMeasure.Posteriors;

/// <summary>Where a parameter of the model gets its value from: factor * unknown + offset, or a constant (no unknown).</summary>
/// <param name="Position">
/// The position of the unknown; -1 for a constant. What is linked by a function has its value behind the unknowns.
/// </param>
/// <param name="Factor">What the unknown is multiplied by.</param>
/// <param name="Offset">What is added; the value itself of a constant.</param>
internal readonly record struct ParameterSource(int Position, double Factor, double Offset)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Resolve(ReadOnlySpan<double> values) => Position < 0 ? Offset : Factor * values[Position] + Offset;
}
