namespace BayesMeasure.Diffraction.Crystals;

/// <summary>The symmetric form of a lattice or of its reciprocal: the products of its three vectors.</summary>
internal readonly record struct Metric(double XX, double YY, double ZZ, double YZ, double XZ, double XY)
{
    /// <summary>The squared length of a vector.</summary>
    public double Of(double x, double y, double z) =>
        XX * x * x + YY * y * y + ZZ * z * z + 2 * (YZ * y * z + XZ * x * z + XY * x * y);

    /// <summary>The product of two vectors.</summary>
    public double Product((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        XX * a.X * b.X + YY * a.Y * b.Y + ZZ * a.Z * b.Z
        + YZ * (a.Y * b.Z + a.Z * b.Y) + XZ * (a.X * b.Z + a.Z * b.X) + XY * (a.X * b.Y + a.Y * b.X);

    /// <summary>The entry of a row and a column.</summary>
    public double this[int row, int column] => (row, column) switch
    {
        (0, 0) => XX,
        (1, 1) => YY,
        (2, 2) => ZZ,
        (1, 2) or (2, 1) => YZ,
        (0, 2) or (2, 0) => XZ,
        _ => XY,
    };
}
