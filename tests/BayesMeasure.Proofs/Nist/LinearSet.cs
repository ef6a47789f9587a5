using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Nist;

/// <summary>A linear reference data set with its certified coefficients and their standard errors.</summary>
internal sealed class LinearSet
{
    private LinearSet(string name, double[] y, double[][] columns)
    {
        Name = name;
        Y = y;
        Design = Matrix<double>.Build.DenseOfColumnArrays(columns);
        (Estimates, StandardErrors) = NistTable.ReadCertified("certified_linear", name);
    }

    public string Name { get; }

    public double[] Y { get; }

    public Matrix<double> Design { get; }

    /// <summary>The certified coefficients.</summary>
    public double[] Estimates { get; }

    /// <summary>The certified standard errors: the scales of the posterior's Student t.</summary>
    public double[] StandardErrors { get; }

    public int DegreesOfFreedom => Y.Length - Estimates.Length;

    /// <summary>The certified residual standard deviation.</summary>
    public double ResidualDeviation => NistTable.Read("certified_residuals")
        .Where(line => line[0] == Name)
        .Select(line => NistTable.Number(line[1]))
        .Single();

    /// <summary>The regression; powers of the predictor are formed with all their digits.</summary>
    public LinearRegression Regression => Name is "NoInt1" or "NoInt2" or "Longley"
        ? new(Design, Y)
        : LinearRegression.Polynomial([.. Design.Column(1)], Y, Design.ColumnCount - 1);

    /// <summary>The data as a curve over the first predictor.</summary>
    public Measurement Measurement => new(Design.Column(Design.ColumnCount > 1 ? 1 : 0), Y) { Name = Name };

    public static LinearSet Read(string name)
    {
        IReadOnlyList<string[]> lines = NistTable.Read(name);
        double[] Column(int j) => [.. lines.Select(line => NistTable.Number(line[j]))];
        double[][] Powers(int lowest, int highest) =>
            [.. Enumerable.Range(lowest, highest - lowest + 1).Select(p => Column(1).Select(x => Power(x, p)).ToArray())];
        double[][] columns = name switch
        {
            "NoInt1" or "NoInt2" => Powers(1, 1),
            "Norris" => Powers(0, 1),
            "Pontius" => Powers(0, 2),
            "Filip" => Powers(0, 10),
            "Longley" => [.. Powers(0, 0), .. Enumerable.Range(1, 6).Select(Column)],
            _ => Powers(0, 5),
        };
        return new(name, Column(0), columns);
    }

    /// <summary>A power of a decimal number, rounded once: what NIST's own computation with many digits starts from.</summary>
    private static double Power(double x, int exponent) => Math.Pow(x, exponent);
}
