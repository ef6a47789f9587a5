namespace BayesMeasure.Noise;

/// <summary>
/// Learns the density behind a <see cref="NoiseBinding"/> as a type: how an engine closes its loops over it.
/// </summary>
/// <typeparam name="TResult">What the visit makes.</typeparam>
public interface INoiseVisitor<out TResult>
{
    /// <summary>Visits the density of the noise.</summary>
    TResult Visit<TDensity>()
        where TDensity : struct, INoiseDensity;
}
