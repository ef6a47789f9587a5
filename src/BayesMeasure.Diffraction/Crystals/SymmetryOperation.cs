using System.Globalization;

namespace BayesMeasure.Diffraction.Crystals;

/// <summary>
/// An operation of a space group, x' = R x + t, modulo translations of the lattice. t is kept in whole 240ths of an edge, which
/// hold halves to twelfths, eighths and fifths: products are exact.
/// </summary>
internal sealed class SymmetryOperation
{
    /// <summary>The parts in which translations are counted.</summary>
    public const int Parts = 240;

    // Rounded fractions such as 0.333 are met in files.
    private const double Rounding = 0.0011;
    private const int Base = 5;
    private const int MostCoefficient = 2;

    private readonly int[] rotation;
    private readonly int[] translation;

    /// <param name="rotation">R, row by row; kept.</param>
    /// <param name="translation">t in 240ths; brought into the cell, and kept.</param>
    public SymmetryOperation(int[] rotation, int[] translation)
    {
        this.rotation = rotation;
        this.translation = translation;
        for (int i = 0; i < 3; i++)
        {
            translation[i] = ((translation[i] % Parts) + Parts) % Parts;
        }
    }

    /// <summary>The operation that leaves all as it is.</summary>
    public static SymmetryOperation Identity { get; } = new([1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 0]);

    /// <summary>R, row by row.</summary>
    public ReadOnlySpan<int> Rotation => rotation;

    /// <summary>t in 240ths of the edges, 0 to 239.</summary>
    public ReadOnlySpan<int> Translation => translation;

    /// <summary>Whether the operation only moves: a centring of the lattice, or the identity.</summary>
    public bool IsTranslation => rotation.AsSpan().SequenceEqual(Identity.rotation);

    /// <summary>A number that no other operation has.</summary>
    public long Key
    {
        get
        {
            long key = 0;
            foreach (int entry in rotation)
            {
                key = key * Base + entry + MostCoefficient;
            }

            foreach (int part in translation)
            {
                key = key * Parts + part;
            }

            return key;
        }
    }

    /// <summary>This operation after another one.</summary>
    public SymmetryOperation After(SymmetryOperation first)
    {
        int[] product = new int[9];
        int[] moved = new int[3];
        for (int i = 0; i < 3; i++)
        {
            moved[i] = translation[i];
            for (int k = 0; k < 3; k++)
            {
                moved[i] += rotation[3 * i + k] * first.translation[k];
                for (int j = 0; j < 3; j++)
                {
                    product[3 * i + j] += rotation[3 * i + k] * first.rotation[3 * k + j];
                }
            }
        }

        return new(product, moved);
    }

    /// <summary>The position to which a position is brought.</summary>
    public (double X, double Y, double Z) Apply(double x, double y, double z) =>
        (Row(0, x, y, z), Row(1, x, y, z), Row(2, x, y, z));

    /// <summary>Whether every coefficient is one that the key can tell, which all crystals' operations have.</summary>
    public bool IsPlain => rotation.All(entry => Math.Abs(entry) <= MostCoefficient) && Math.Abs(Determinant()) == 1;

    /// <summary>Reads "-x+1/2, y, z-1/4" in any order and case; null where it is no operation.</summary>
    public static SymmetryOperation? Parse(string text)
    {
        string[] rows = text.Split(',');
        int[] rotation = new int[9];
        int[] translation = new int[3];
        for (int i = 0; i < 3; i++)
        {
            if (rows.Length != 3 || !ReadRow(rows[i], rotation.AsSpan(3 * i, 3), out translation[i]))
            {
                return null;
            }
        }

        SymmetryOperation operation = new(rotation, translation);
        return operation.IsPlain ? operation : null;
    }

    private int Determinant() =>
        rotation[0] * (rotation[4] * rotation[8] - rotation[5] * rotation[7])
        - rotation[1] * (rotation[3] * rotation[8] - rotation[5] * rotation[6])
        + rotation[2] * (rotation[3] * rotation[7] - rotation[4] * rotation[6]);

    private double Row(int i, double x, double y, double z) =>
        rotation[3 * i] * x + rotation[3 * i + 1] * y + rotation[3 * i + 2] * z + (double)translation[i] / Parts;

    /// <summary>A row is a sum of letters and numbers with signs: each term begins where a sign stands.</summary>
    private static bool ReadRow(string row, Span<int> coefficients, out int translation)
    {
        string text = row.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        translation = 0;
        int start = 0;
        while (start < text.Length)
        {
            int end = text.AsSpan(start + 1).IndexOfAny('+', '-');
            end = end < 0 ? text.Length : start + 1 + end;
            if (!ReadTerm(text.AsSpan(start, end - start), coefficients, ref translation))
            {
                return false;
            }

            start = end;
        }

        return text.Length > 0;
    }

    private static bool ReadTerm(ReadOnlySpan<char> term, Span<int> coefficients, ref int translation)
    {
        int sign = term[0] == '-' ? -1 : 1;
        ReadOnlySpan<char> rest = term[0] is '+' or '-' ? term[1..] : term;
        if (rest.Length == 1 && char.ToLowerInvariant(rest[0]) is >= 'x' and <= 'z' and char letter)
        {
            coefficients[letter - 'x'] += sign;
            return true;
        }

        if (Fraction(rest) is not double value || Math.Abs(value) > 2)
        {
            return false;
        }

        double parts = sign * value * Parts;
        translation += (int)Math.Round(parts);
        return Math.Abs(parts - Math.Round(parts)) < Rounding * Parts;
    }

    private static double? Fraction(ReadOnlySpan<char> text)
    {
        int bar = text.IndexOf('/');
        return bar < 0 ? Number(text) : Number(text[..bar]) / Number(text[(bar + 1)..]);
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
}
