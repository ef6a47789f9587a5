namespace BayesMeasure.Tests.Numerics;

/// <summary>
/// The Faddeeva function w(x + iy) to many digits, by two textbook series: the reference of the Voigt function.
/// </summary>
internal static class BigVoigt
{
    private static readonly BigFloat TwoOverSqrtPi = 2 / BigFunctions.Sqrt(BigFunctions.Pi);

    /// <summary>w(x + iy): within a distance of 8 for any y >= 0, beyond it for y >= 1e-8.</summary>
    public static (BigFloat Real, BigFloat Imaginary) At(double x, double y)
    {
        Assert.True(x * x + y * y < 64 || y >= 1e-8);
        return x * x + y * y < 64 ? Power(BigFloat.From(x), BigFloat.From(y)) : Asymptotic(BigFloat.From(x), BigFloat.From(y));
    }

    /// <summary>w(z) = sum of (iz)^n / Gamma(n/2 + 1), in 256 bits, of which cancellation takes up to 185.</summary>
    private static (BigFloat Real, BigFloat Imaginary) Power(BigFloat x, BigFloat y)
    {
        (BigFloat Real, BigFloat Imaginary) square = (y * y - x * x, -2 * x * y);
        (BigFloat Real, BigFloat Imaginary) even = (1, 0), odd = (-y * TwoOverSqrtPi, x * TwoOverSqrtPi), sum = (0, 0);
        for (int n = 0; Size(even) + Size(odd) > 1e-60; n += 2)
        {
            sum = (sum.Real + even.Real + odd.Real, sum.Imaginary + even.Imaginary + odd.Imaginary);
            even = Scaled(Product(even, square), 2, n + 2);
            odd = Scaled(Product(odd, square), 2, n + 3);
        }

        return sum;
    }

    /// <summary>w(z) ~ i/(sqrt(pi) z) * sum of (2k - 1)!! / (2 z^2)^k, cut at its smallest term, below 1e-27.</summary>
    private static (BigFloat Real, BigFloat Imaginary) Asymptotic(BigFloat x, BigFloat y)
    {
        BigFloat norm = x * x + y * y;
        (BigFloat Real, BigFloat Imaginary) inverse = (x / norm, -y / norm);
        (BigFloat Real, BigFloat Imaginary) square = Product(inverse, inverse), term = (1, 0), sum = (0, 0);
        for (int k = 0; k < 60; k++)
        {
            sum = (sum.Real + term.Real, sum.Imaginary + term.Imaginary);
            term = Scaled(Product(term, square), 2 * k + 1, 2);
        }

        sum = Product(sum, inverse);
        return (-sum.Imaginary * TwoOverSqrtPi / 2, sum.Real * TwoOverSqrtPi / 2);
    }

    private static double Size((BigFloat Real, BigFloat Imaginary) a) =>
        Math.Abs(a.Real.ToDouble()) + Math.Abs(a.Imaginary.ToDouble());

    private static (BigFloat Real, BigFloat Imaginary) Product(
        (BigFloat Real, BigFloat Imaginary) a, (BigFloat Real, BigFloat Imaginary) b) =>
        (a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    private static (BigFloat Real, BigFloat Imaginary) Scaled(
        (BigFloat Real, BigFloat Imaginary) a, int numerator, int denominator) =>
        (numerator * a.Real / denominator, numerator * a.Imaginary / denominator);
}
