using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Random;

/// <summary>
/// The draws of <see cref="BayesMeasure.Numerics.Random.RandomStream"/> inside a kernel, one after the other: the same numbers
/// from the same key, whoever asks. Made anew for each sweep and handed on by reference.
/// </summary>
/// <typeparam name="TDraws">Where the draws come from.</typeparam>
/// <param name="draws">Those of one replica in one sweep.</param>
internal struct DeviceRandom<TDraws>(TDraws draws) : IRandomDraws
    where TDraws : struct, IDraws
{
    private readonly TDraws draws = draws;
    private int uniformPosition;
    private int logUniformPosition;
    private int normalPosition;

    /// <summary>A uniform draw in (0, 1), neither end included.</summary>
    public double NextUniform() => draws.Uniform(uniformPosition++);

    /// <summary>The natural logarithm of a uniform draw in (0, 1): finite and below 0.</summary>
    public double NextLogUniform() => draws.LogUniform(logUniformPosition++);

    /// <summary>A standard normal draw.</summary>
    public double NextNormal() => draws.Normal(normalPosition++);

    /// <summary>An integer in [0, count); the count is at least 1.</summary>
    public int NextInteger(int count) => (int)(NextUniform() * count);

    /// <summary>A gamma draw with the given shape, above 0 and finite, and rate 1.</summary>
    public double NextGamma(double shape)
    {
        double large = NextGammaOfLargeShape(Enlarged(shape));
        return shape < 1 ? large * DeviceDouble.Exp(NextLogUniform() / shape).Value : large;
    }

    /// <summary>The natural logarithm of a gamma draw, which no small shape makes underflow.</summary>
    public double NextLogGamma(double shape)
    {
        double logarithm = DeviceDouble.Log(NextGammaOfLargeShape(Enlarged(shape))).Value;
        return shape < 1 ? logarithm + NextLogUniform() / shape : logarithm;
    }

    private static double Enlarged(double shape) => shape < 1 ? shape + 1 : shape;

    /// <summary>G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26 (2000) 363, for a shape of at least 1.</summary>
    private double NextGammaOfLargeShape(double shape)
    {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double root = 1 + c * x;
            if (root <= 0)
            {
                continue;
            }

            double v = root * root * root;
            if (NextLogUniform() < 0.5 * x * x + d * (1 - v + DeviceDouble.Log(v).Value))
            {
                return d * v;
            }
        }
    }
}
