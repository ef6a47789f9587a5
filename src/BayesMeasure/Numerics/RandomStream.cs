namespace BayesMeasure.Numerics;

/// <summary>Random draws from a counter-based generator (Philox 4x32-10), keyed by seed, chain, rung and sweep.</summary>
public sealed class RandomStream
{
    /// <summary>Creates the stream of one replica of one chain.</summary>
    public RandomStream(ulong seed, int chain, int replica)
    {
        throw new NotImplementedException();
    }

    /// <summary>Moves to the start of a sweep: what follows depends on (seed, chain, replica, sweep) alone.</summary>
    public void BeginSweep(long sweep) => throw new NotImplementedException();

    /// <summary>A uniform draw in (0, 1), neither end included.</summary>
    public double NextUniform() => throw new NotImplementedException();

    /// <summary>The natural logarithm of a uniform draw in (0, 1).</summary>
    public double NextLogUniform() => throw new NotImplementedException();

    /// <summary>A standard normal draw.</summary>
    public double NextNormal() => throw new NotImplementedException();

    /// <summary>A standard exponential draw.</summary>
    public double NextExponential() => throw new NotImplementedException();

    /// <summary>A gamma draw with the given shape and rate 1.</summary>
    public double NextGamma(double shape) => throw new NotImplementedException();

    /// <summary>An integer in [0, count).</summary>
    public int NextInteger(int count) => throw new NotImplementedException();
}
