using System.Numerics;

namespace BayesMeasure.Tests.Numerics;

/// <summary>The elementary functions to more than 180 bits, by textbook series: the reference of the accuracy tests.</summary>
internal static class BigFunctions
{
    private const int Bits = BigFloat.Precision;
    private const int PiBits = 1400;
    private static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>pi * 2^1400, by Machin's formula: enough to reduce the largest double.</summary>
    private static readonly BigInteger LongPi =
        (16 * ArctangentOfInverse(5, PiBits + 64) - 4 * ArctangentOfInverse(239, PiBits + 64)) >> 64;

    /// <summary>ln 2 = sum 1 / (k 2^k).</summary>
    private static readonly BigInteger LongLn2 = LogarithmOfTwo(Bits + 64) >> 64;

    public static BigFloat Pi { get; } = new(LongPi, -PiBits);

    public static BigFloat Ln2 { get; } = new(LongLn2, -Bits);

    private static readonly BigFloat SqrtPi = Sqrt(Pi);

    public static BigFloat Exp(BigFloat x)
    {
        if (x.IsZero)
        {
            return 1;
        }
        int n = (int)Math.Round(x.ToDouble() / Math.Log(2.0));
        BigInteger r = (x - n * Ln2).ToFixed(Bits) >> 6;
        BigInteger sum = One, term = One;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = (term * r >> Bits) / k;
            sum += term;
        }

        for (int k = 0; k < 6; k++)
        {
            sum = sum * sum >> Bits;
        }
        return new(sum, n - Bits);
    }

    public static BigFloat Log(BigFloat x)
    {
        // One step of a high order from the double: log x = y + log(1 + (x e^-y - 1)).
        int scale = x.Magnitude;
        BigFloat significand = new(x.Mantissa, x.Exponent - scale);
        BigFloat start = BigFloat.From(Math.Log(significand.ToDouble()));
        BigFloat z = significand * Exp(-start) - 1;
        BigFloat sum = 0, power = z;
        for (int k = 1; k <= 6; k++)
        {
            sum += (k % 2 == 1 ? power : -power) / k;
            power *= z;
        }

        return start + sum + scale * Ln2;
    }

    public static BigFloat Pow(BigFloat x, BigFloat y) => Exp(y * Log(x));

    public static BigFloat Sqrt(BigFloat x)
    {
        BigFloat root = BigFloat.From(Math.Sqrt(x.ToDouble()));
        for (int k = 0; k < 5; k++)
        {
            root = (root + x / root) / 2;
        }
        return root;
    }

    public static BigFloat Sin(BigFloat x) => x.Magnitude < -60 ? x - x * x * x / 6 : SineAndCosine(x).Sine;

    public static BigFloat Cos(BigFloat x) => x.Magnitude < -60 ? 1 - x * x / 2 : SineAndCosine(x).Cosine;

    public static BigFloat Tanh(BigFloat x)
    {
        if (x.Magnitude < -60)
        {
            return x - x * x * x / 3;
        }
        BigFloat e = Exp(2 * x);
        return (e - 1) / (e + 1);
    }

    public static BigFloat Atan(BigFloat x)
    {
        if (x.Magnitude < -60)
        {
            return x - x * x * x / 3;
        }
        // atan x = y + atan((x - tan y) / (1 + x tan y)) with y the double.
        BigFloat start = BigFloat.From(Math.Atan(x.ToDouble()));
        (BigFloat sine, BigFloat cosine) = SineAndCosine(start);
        BigFloat z = (x * cosine - sine) / (cosine + x * sine);
        return start + z - z * z * z / 3 + z * z * z * z * z / 5;
    }

    public static BigFloat Erf(BigFloat x)
    {
        // erf x = 2/sqrt(pi) e^(-x^2) sum 2^k x^(2k+1) / (2k+1)!!, all terms of one sign.
        if (x.Magnitude < -60)
        {
            return 2 * (x - x * x * x / 3) / SqrtPi;
        }
        // Beyond 8 it differs from 1 by less than 2^-92.
        if (x.Magnitude >= 3)
        {
            return x.Mantissa.Sign * (1 - new BigFloat(1, -100));
        }
        BigInteger z = (2 * x * x).ToFixed(Bits);
        BigInteger sum = One, term = One;
        for (int k = 1; !term.IsZero; k++)
        {
            term = (term * z >> Bits) / (2 * k + 1);
            sum += term;
        }

        return 2 * x * Exp(-x * x) * new BigFloat(sum, -Bits) / SqrtPi;
    }

    private static (BigFloat Sine, BigFloat Cosine) SineAndCosine(BigFloat x)
    {
        BigInteger angle = x.ToFixed(PiBits);
        BigInteger half = LongPi >> 1;
        BigInteger quarter = LongPi >> 2;
        BigInteger quadrant = BigInteger.Divide(angle + (angle.Sign < 0 ? -quarter : quarter), half);
        BigFloat r = new(angle * 1 - quadrant * LongPi / 2, -PiBits);
        BigFloat square = r * r, sine = r, cosine = 1, term = r;
        for (int k = 2; term.Magnitude > -Bits - 40 && !term.IsZero; k += 2)
        {
            term = -(term * square) / (k * (k + 1));
            sine += term;
        }

        term = 1;
        for (int k = 1; term.Magnitude > -Bits - 40 && !term.IsZero; k += 2)
        {
            term = -(term * square) / (k * (k + 1));
            cosine += term;
        }

        int turn = (int)(((quadrant % 4) + 4) % 4);
        return turn switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    private static BigInteger ArctangentOfInverse(int n, int bits)
    {
        BigInteger power = (BigInteger.One << bits) / n, sum = power;
        for (int k = 3, sign = -1; !power.IsZero; k += 2, sign = -sign)
        {
            power /= n * n;
            sum += sign * power / k;
        }

        return sum;
    }

    private static BigInteger LogarithmOfTwo(int bits)
    {
        BigInteger power = BigInteger.One << bits, sum = 0;
        for (int k = 1; !power.IsZero; k++)
        {
            power >>= 1;
            sum += power / k;
        }

        return sum;
    }
}
