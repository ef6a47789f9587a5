using System.Numerics;

namespace BayesMeasure.Proofs.Reflectometry;

/// <summary>Complex numbers side by side in a vector.</summary>
internal readonly record struct Wave(Vector<double> Real, Vector<double> Imaginary)
{
    public Vector<double> SquaredMagnitude => Real * Real + Imaginary * Imaginary;

    public static Wave operator +(Wave a, Wave b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static Wave operator -(Wave a, Wave b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static Wave operator *(Wave a, Wave b) =>
        new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    public static Wave operator /(Wave a, Wave b)
    {
        Wave product = a * new Wave(b.Real, -b.Imaginary);
        Vector<double> scale = Vector<double>.One / b.SquaredMagnitude;
        return new(product.Real * scale, product.Imaginary * scale);
    }

    /// <summary>The root of a real number: imaginary where the number is negative.</summary>
    public static Wave Root(Vector<double> square) => new(
        Vector.SquareRoot(Vector.Max(square, Vector<double>.Zero)), Vector.SquareRoot(Vector.Max(-square, Vector<double>.Zero)));

    /// <summary>exp(z).</summary>
    public static Wave Exp(Wave z)
    {
        (Vector<double> sine, Vector<double> cosine) = Vector.SinCos(z.Imaginary);
        Vector<double> magnitude = Vector.Exp(z.Real);
        return new(magnitude * cosine, magnitude * sine);
    }
}
