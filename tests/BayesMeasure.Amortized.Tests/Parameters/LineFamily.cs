using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Amortized.Tests.Parameters;

/// <summary>
/// A level that every curve has, a slope and a bend that it may have, with normal priors and known noise: the posterior of the
/// parameters is normal, and known.
/// </summary>
internal static class LineFamily
{
    public const double Noise = 0.5;

    private const double Deviation = 2;

    public static Measurement Grid { get; } = new(Enumerable.Range(0, 20).Select(i => (i - 9.5) / 9.5), new double[20]);

    public static StructureFamily Family { get; } = StructureFamily.Of(
        CurveDesign.Fixed(Grid),
        [
            StructurePart.Optional(
                "slope",
                ForwardModel.Function((double x, double slope) => slope * x),
                new Prior { ["slope"] = Prior.Normal(0, Deviation) }),
            StructurePart.Optional(
                "bend",
                ForwardModel.Function((double x, double bend) => bend * x * x),
                new Prior { ["bend"] = Prior.Normal(0, Deviation) }),
        ],
        GaussianNoise.Known(Noise),
        ForwardModel.Function((double x, double level) => level),
        new Prior { ["level"] = Prior.Normal(0, Deviation) }) with
    {
        Name = "lines",
    };

    /// <summary>The mean and the standard deviations of the exact posterior.</summary>
    public static (Vector<double> Mean, Vector<double> Deviations) Exact(Measurement curve, Structure structure)
    {
        List<Func<double, double>> columns = [_ => 1];
        columns.AddRange(structure.Has(0) ? [x => x] : Array.Empty<Func<double, double>>());
        columns.AddRange(structure.Has(1) ? [x => x * x] : Array.Empty<Func<double, double>>());
        var design = Matrix<double>.Build.Dense(curve.Count, columns.Count, (i, j) => columns[j](curve.X[i]));
        Matrix<double> covariance = (design.TransposeThisAndMultiply(design) / (Noise * Noise)
            + Matrix<double>.Build.DenseIdentity(columns.Count) / (Deviation * Deviation)).Inverse();
        var values = Vector<double>.Build.DenseOfEnumerable(curve.Y);
        return (covariance * design.TransposeThisAndMultiply(values) / (Noise * Noise), covariance.Diagonal().PointwiseSqrt());
    }
}
