using System.Numerics;

namespace BayesMeasure.Tests.Numerics;

/// <summary>A binary floating-point number of 256 bits with an unbounded exponent: Mantissa * 2^Exponent.</summary>
internal readonly struct BigFloat
{
    public const int Precision = 256;

    public BigFloat(BigInteger mantissa, int exponent)
    {
        int excess = (int)(BigInteger.Abs(mantissa).GetBitLength() - Precision);
        Mantissa = excess > 0 ? mantissa >> excess : mantissa;
        Exponent = excess > 0 ? exponent + excess : exponent;
    }

    public BigInteger Mantissa { get; }

    public int Exponent { get; }

    /// <summary>floor(log2 |x|).</summary>
    public int Magnitude => (int)BigInteger.Abs(Mantissa).GetBitLength() - 1 + Exponent;

    public bool IsZero => Mantissa.IsZero;

    /// <summary>The exact value of a finite double.</summary>
    public static BigFloat From(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int field = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFFL;
        long mantissa = field == 0 ? fraction : fraction | (1L << 52);
        return new(bits < 0 ? -mantissa : mantissa, (field == 0 ? 1 : field) - 1075);
    }

    public static implicit operator BigFloat(int value) => new(value, 0);

    public static BigFloat operator -(BigFloat x) => new(-x.Mantissa, x.Exponent);

    public static BigFloat operator +(BigFloat x, BigFloat y)
    {
        if (x.IsZero)
        {
            return y;
        }
        if (y.IsZero)
        {
            return x;
        }
        if (x.Exponent < y.Exponent)
        {
            (x, y) = (y, x);
        }
        // A summand that is far below the last bit of the other does not count.
        if (x.Magnitude > y.Magnitude + 2 * Precision)
        {
            return x;
        }
        return new((x.Mantissa << (x.Exponent - y.Exponent)) + y.Mantissa, y.Exponent);
    }

    public static BigFloat operator -(BigFloat x, BigFloat y) => x + -y;

    public static BigFloat operator *(BigFloat x, BigFloat y) => new(x.Mantissa * y.Mantissa, x.Exponent + y.Exponent);

    public static BigFloat operator /(BigFloat x, BigFloat y)
    {
        int shift = Math.Max(0, 2 * Precision - (int)BigInteger.Abs(x.Mantissa).GetBitLength());
        return new((x.Mantissa << shift) / y.Mantissa, x.Exponent - shift - y.Exponent);
    }

    /// <summary>The value as an integer number of 2^-<paramref name="bits"/>.</summary>
    public BigInteger ToFixed(int bits)
    {
        int shift = Exponent + bits;
        return shift >= 0 ? Mantissa << shift : Mantissa >> -shift;
    }

    /// <summary>The value as a double, to about 1e-15.</summary>
    public double ToDouble()
    {
        int excess = Math.Max(0, (int)BigInteger.Abs(Mantissa).GetBitLength() - 60);
        return Math.ScaleB((double)(Mantissa >> excess), Exponent + excess);
    }
}
