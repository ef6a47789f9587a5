namespace BayesMeasure.Posteriors;

/// <summary>
/// Where one parameter gets its value from: factor * unknown + offset, factor * link + offset, or the offset alone.
/// </summary>
/// <param name="Unknown">The position of the unknown among <see cref="Posterior.Parameters"/>; null where none is read.</param>
/// <param name="Link">The number of the link, from 0, in the order of the prior; null where none is read.</param>
/// <param name="Factor">What the unknown or the link is multiplied by; 0 for a constant.</param>
/// <param name="Offset">What is added; the value itself of a constant.</param>
public readonly record struct ParameterRow(int? Unknown, int? Link, double Factor, double Offset)
{
    internal static ParameterRow Of(ParameterSource source, int unknowns) => new(
        source.Position >= 0 && source.Position < unknowns ? source.Position : null,
        source.Position >= unknowns ? source.Position - unknowns : null,
        source.Factor,
        source.Offset);
}
