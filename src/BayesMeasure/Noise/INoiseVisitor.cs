namespace BayesMeasure.Noise;

/// <summary>
/// Hands the misfit type behind a <see cref="NoiseModel"/> to a generic method: how an engine binds its loops to it.
/// </summary>
/// <typeparam name="TResult">What the visit makes.</typeparam>
public interface INoiseVisitor<out TResult>
{
    /// <summary>Visits the noise model's misfit.</summary>
    TResult Visit<TMisfit>()
        where TMisfit : struct, IMisfit;
}
