namespace BayesMeasure.Diffraction.Lines;

/// <summary>exp(2 pi i n x) of all atoms for each n from -<see cref="Most"/> to <see cref="Most"/>.</summary>
internal sealed class PhaseTable
{
    private readonly int count;
    private readonly double[] real;
    private readonly double[] imaginary;

    /// <param name="most">The largest index.</param>
    /// <param name="positions">The coordinates of the atoms along one edge.</param>
    public PhaseTable(int most, double[] positions)
    {
        Most = most;
        count = positions.Length;
        real = new double[(2 * most + 1) * count];
        imaginary = new double[real.Length];
        for (int n = -most; n <= most; n++)
        {
            for (int i = 0; i < count; i++)
            {
                (imaginary[(n + most) * count + i], real[(n + most) * count + i]) =
                    Math.SinCos(2 * Math.PI * Math.IEEERemainder(n * positions[i], 1));
            }
        }
    }

    /// <summary>The largest index.</summary>
    public int Most { get; }

    /// <summary>The cosines of an index.</summary>
    public ReadOnlySpan<double> Real(int n) => real.AsSpan((n + Most) * count, count);

    /// <summary>The sines of an index.</summary>
    public ReadOnlySpan<double> Imaginary(int n) => imaginary.AsSpan((n + Most) * count, count);
}
