using System.Diagnostics.CodeAnalysis;

namespace BayesMeasure.Numerics.Random;

/// <summary>Lends the uniforms of a <see cref="RandomStream"/> to a library that draws from a <see cref="Random"/>.</summary>
/// <param name="stream">Where the numbers come from.</param>
[SuppressMessage("Security", "CA5394", Justification = "Simulated measurements are no secrets.")]
internal sealed class StreamRandom(RandomStream stream) : System.Random
{
    /// <inheritdoc/>
    public override double NextDouble() => stream.NextUniform();

    /// <inheritdoc/>
    protected override double Sample() => stream.NextUniform();
}
