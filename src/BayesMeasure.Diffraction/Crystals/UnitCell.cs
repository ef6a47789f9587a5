namespace BayesMeasure.Diffraction.Crystals;

/// <summary>A unit cell.</summary>
/// <param name="A">The edge a in angstrom.</param>
/// <param name="B">The edge b in angstrom.</param>
/// <param name="C">The edge c in angstrom.</param>
/// <param name="Alpha">The angle between b and c in degrees.</param>
/// <param name="Beta">The angle between a and c in degrees.</param>
/// <param name="Gamma">The angle between a and b in degrees.</param>
public readonly record struct UnitCell(double A, double B, double C, double Alpha, double Beta, double Gamma)
{
    private const double ShortestEdge = 0.5;
    private const double LongestEdge = 1000;

    // The squared volume of a cell with edges of 1; below it the angles hardly open a space.
    private const double LeastOpening = 1e-4;

    /// <summary>The volume in angstrom^3; 0 or not a number where the angles do not open a space.</summary>
    public double Volume => A * B * C * Math.Sqrt(Opening);

    // 1 - cos^2 alpha - cos^2 beta - cos^2 gamma + 2 cos alpha cos beta cos gamma.
    private double Opening
    {
        get
        {
            (double alpha, double beta, double gamma) = (Cos(Alpha), Cos(Beta), Cos(Gamma));
            return 1 - alpha * alpha - beta * beta - gamma * gamma + 2 * alpha * beta * gamma;
        }
    }

    /// <summary>The distance of the planes (h k l): d in angstrom.</summary>
    /// <param name="h">The first index.</param>
    /// <param name="k">The second index.</param>
    /// <param name="l">The third index.</param>
    public double Spacing(int h, int k, int l) => 1 / Math.Sqrt(Reciprocal().Of(h, k, l));

    /// <summary>The products of the edges: the metric of space.</summary>
    internal Metric Direct() =>
        new(A * A, B * B, C * C, B * C * Cos(Alpha), A * C * Cos(Beta), A * B * Cos(Gamma));

    /// <summary>The products of the edges of the reciprocal cell, in 1/angstrom^2: 1/d^2 is its form of (h k l).</summary>
    internal Metric Reciprocal()
    {
        Metric g = Direct();
        double determinant = g.XX * (g.YY * g.ZZ - g.YZ * g.YZ) - g.XY * (g.XY * g.ZZ - g.YZ * g.XZ)
            + g.XZ * (g.XY * g.YZ - g.YY * g.XZ);
        return new(
            (g.YY * g.ZZ - g.YZ * g.YZ) / determinant,
            (g.XX * g.ZZ - g.XZ * g.XZ) / determinant,
            (g.XX * g.YY - g.XY * g.XY) / determinant,
            (g.XY * g.XZ - g.XX * g.YZ) / determinant,
            (g.XY * g.YZ - g.YY * g.XZ) / determinant,
            (g.XZ * g.YZ - g.ZZ * g.XY) / determinant);
    }

    /// <summary>What is wrong with the cell: a sentence; null where nothing is.</summary>
    internal string? Problem()
    {
        (string Name, double Value)[] edges = [("a", A), ("b", B), ("c", C)];
        (string Name, double Value)[] angles = [("alpha", Alpha), ("beta", Beta), ("gamma", Gamma)];
        foreach ((string name, double value) in edges)
        {
            if (!(value is >= ShortestEdge and <= LongestEdge))
            {
                return $"The edge {name} of the cell is {value} Å.";
            }
        }

        foreach ((string name, double value) in angles)
        {
            if (!(value is > 0 and < 180))
            {
                return $"The angle {name} of the cell is {value}°.";
            }
        }

        return Opening > LeastOpening ? null : $"The angles {Alpha}°, {Beta}° and {Gamma}° give the cell no volume.";
    }

    // The right angle is exact, and so are those of 60 and 120 degrees, whose cosines the lattice sums need.
    private static double Cos(double degrees) => degrees switch
    {
        90 => 0,
        60 => 0.5,
        120 => -0.5,
        _ => Math.Cos(degrees * Math.PI / 180),
    };
}
