namespace BayesMeasure.Gpu.Random;

/// <summary>
/// The draws of one replica in one sweep, by purpose and position: those that <see
/// cref="BayesMeasure.Numerics.Random.RandomStream"/> makes one after the other.
/// </summary>
internal interface IDraws
{
    /// <summary>The uniform draw in (0, 1) at a position, counted from 0 since the sweep began.</summary>
    double Uniform(int position);

    /// <summary>The logarithm of a uniform draw at a position.</summary>
    double LogUniform(int position);

    /// <summary>The standard normal draw at a position.</summary>
    double Normal(int position);
}
