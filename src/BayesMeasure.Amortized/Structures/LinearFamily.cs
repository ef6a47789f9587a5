using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Amortized.Structures;

/// <summary>Sums of columns with the conjugate prior of their coefficients and of the level of the noise.</summary>
internal sealed record LinearFamily : StructureFamily
{
    private readonly Measurement points;
    private readonly double[] sigma;
    private readonly double variance;
    private readonly double shape;
    private readonly double rate;
    private readonly LinearColumns columns;

    public LinearFamily(Measurement points, IReadOnlyList<StructurePart> parts, double variance, double shape, double rate)
        : base(CurveDesign.Fixed(points), parts)
    {
        RequirePositive(variance, nameof(variance));
        RequirePositive(shape, nameof(shape));
        RequirePositive(rate, nameof(rate));
        this.points = points;
        this.variance = variance;
        this.shape = shape;
        this.rate = rate;
        sigma = [.. points.Sigma ?? [.. Enumerable.Repeat(1.0, points.Count)]];
        columns = new(Layout, points.X, sigma, variance);
    }

    internal override bool ProjectionsSuffice => true;

    internal override bool HasExactEvidence => true;

    internal override IEnumerable<(string Name, string Text)> Description => base.Description.Append(
        ("conjugate prior", FormattableString.Invariant($"variance {variance}, shape {shape}, rate {rate}")));

    /// <exception cref="ArgumentException">The curve is not one of the design.</exception>
    public override StructureEvidence EvidenceOf(Measurement curve, IInference? inference = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!curve.X.SequenceEqual(points.X))
        {
            throw new ArgumentException($"{curve.Name} is not measured where \"{Name}\" is: {Design}.", nameof(curve));
        }

        var projected = new ProjectedCurve(columns, Whitened(curve), shape, rate, sigma.Sum(Math.Log));
        return new(structure => FreeEnergyEstimate.Exact("exact, conjugate columns", projected.LogEvidence(structure)));
    }

    internal override IReadOnlyList<double[]> TemplatesOf(int decision, Measurement points) =>
        [.. columns.Of(decision).Select(column => column.Zip(sigma, (value, deviation) => value * deviation).ToArray())];

    internal override double? ResidualProbability(Measurement curve, Structure structure)
    {
        double[][] chosen = [.. columns.Of(structure).Select(column => columns[column].ToArray())];
        Matrix<double> matrix = Matrix<double>.Build.Dense(points.Count, chosen.Length, (i, j) => chosen[j][i]);
        return new ResidualTest(matrix, Whitened(curve), variance, shape, rate).Probability;
    }

    public override IReadOnlyList<string> ParameterNamesOf(Structure structure) =>
        [.. columns.Of(structure).Select(column => columns.Names[column]), GaussianNoise.LevelName];

    internal override double[] Predict(Structure structure, IReadOnlyList<double> values, double[] x)
    {
        double[] curve = new double[x.Length];
        foreach ((int column, double value) in columns.Of(structure).Zip(values))
        {
            double[] one = columns.Evaluate(column, x);
            for (int i = 0; i < x.Length; i++)
            {
                curve[i] += value * one[i];
            }
        }

        return curve;
    }

    internal override Func<RandomStream, double[]> ExactParameters(Measurement curve, Structure structure) =>
        new ConjugateParameters(
            columns, structure, [.. curve.Y.Zip(sigma, (y, deviation) => y / deviation)], shape, rate).Draw;

    private protected override (Measurement Curve, double[] Parameters) SimulateAt(
        Measurement points, Structure structure, RandomStream random)
    {
        var parameters = new List<double>();
        double level = Math.Sqrt(rate / random.NextGamma(shape));
        double[] values = new double[points.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = level * random.NextNormal();
        }

        foreach (int column in columns.Of(structure))
        {
            double coefficient = level * Math.Sqrt(variance) * random.NextNormal();
            parameters.Add(coefficient);
            ReadOnlySpan<double> whitened = columns[column];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += coefficient * whitened[i];
            }
        }

        return (points.WithValues(values.Zip(sigma, (value, deviation) => value * deviation)), [.. parameters, level]);
    }

    private double[] Whitened(Measurement curve) => [.. curve.Y.Zip(sigma, (y, deviation) => y / deviation)];

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {name} of a conjugate prior must be above 0 and finite.");
        }
    }
}
