namespace BayesMeasure.Tests.Diagnostics;

/// <summary>
/// First-order autoregressive chains that any language makes alike: the generator of Park and Miller,
/// s -> 16807 s mod (2^31 - 1), whose products are exact in double precision, and twelve uniforms for a normal draw.
/// </summary>
internal static class ReferenceChains
{
    private const long Modulus = 2147483647;

    /// <summary>x_t = rho x_{t-1} + z_t from x_0 = 0; chain c is displaced by c times <paramref name="shift"/>.</summary>
    public static double[][] Autoregressive(double rho, int chains, int length, long seed, double shift = 0)
    {
        long state = seed;
        var result = new double[chains][];
        for (int chain = 0; chain < chains; chain++)
        {
            result[chain] = new double[length];
            double value = 0;
            for (int t = 0; t < length; t++)
            {
                value = rho * value + NextNormal(ref state);
                result[chain][t] = value + shift * chain;
            }
        }
        return result;
    }

    public static double[][] Map(double[][] chains, Func<double, double> function) =>
        [.. chains.Select(chain => chain.Select(function).ToArray())];

    private static double NextNormal(ref long state)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            state = state * 16807 % Modulus;
            sum += (double)state / Modulus;
        }
        return sum;
    }
}
