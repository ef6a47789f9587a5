using MathNet.Numerics.Distributions;

/// <summary>Code that was there before the packages came, and uses names that they know too.</summary>
internal static class Neighbour
{
    public static double Draw() =>
        Normal.Sample(new Random(1), 0, 1) + Beta.PDF(2, 3, 0.4) + Exponential.CDF(1, 2) + new Gamma(2, 3).Mean;
}
