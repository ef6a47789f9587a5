using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.References;

/// <summary>
/// The distribution of linear coefficients, and of a sampled level of Gaussian noise, when all else is given: with
/// A = X'X / sigma^2 + V^-1, where V are the variances of the priors, the coefficients are normal with mean
/// A^-1 (X'y / sigma^2 + V^-1 m) and covariance A^-1, and 1/sigma^2 is gamma-distributed with shape (N - P)/2 and rate SSE/2.
/// </summary>
/// <remarks>
/// Exact where the noise is Gaussian and the priors are normal; for any other it is a density near the conditional one, and is
/// used as a density alone. One thread at a time.
/// </remarks>
internal sealed class ConditionalCoefficients
{
    private readonly Distribution[] priors;
    private readonly LinearUnknowns unknowns;
    private readonly CoefficientColumns curve;
    private readonly double referenceVariance;
    private readonly CoefficientNormal normal;
    private readonly Posterior posterior;
    private readonly Whitening? whitening;
    private readonly double[] weights;
    private double shape;
    private double rate;

    /// <param name="posterior">The posterior of one curve.</param>
    /// <param name="unknowns">Its coefficients, at least one.</param>
    /// <param name="point">A likely point, from which weights are taken where the noise depends on the prediction.</param>
    public ConditionalCoefficients(Posterior posterior, LinearUnknowns unknowns, ReadOnlySpan<double> point)
    {
        this.unknowns = unknowns;
        this.posterior = posterior;
        whitening = posterior.NoiseBinding.CreateWhitening(posterior.Lanes);
        priors = [.. posterior.Parameters.Select(parameter => parameter.Prior)];
        Level = LevelOf(posterior);
        referenceVariance = Level < 0 ? 1 : point[Level] * point[Level];
        double[] ofPoints = WeightsAt(posterior, point, Level >= 0);
        IsUsable = ofPoints.All(weight => weight > 0 && double.IsFinite(weight));
        double[] y = [.. posterior.Measurement.Y.Select((value, i) => value / posterior.NoiseBinding.Exposure(i))];
        curve = new(posterior, unknowns, y, Array.ConvertAll(ofPoints, Math.Sqrt));
        normal = new(unknowns.Coefficients, priors);
        weights = new double[curve.Columns.Length];
    }

    /// <summary>The position of the level of the noise that is drawn with them; -1 where there is none.</summary>
    private int Level { get; }

    /// <summary>The coefficients.</summary>
    public LinearUnknowns Coefficients => unknowns;

    /// <summary>Whether the noise at the likely point has a width.</summary>
    public bool IsUsable { get; }

    /// <summary>
    /// The coefficients of a target that can be drawn from their conditional distribution; null where there are none.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="point">A likely point.</param>
    public static LinearUnknowns? UsableOf(ITarget target, double[] point) =>
        FittedReference.CoefficientsOf(target) is { } found
        && new ConditionalCoefficients(MeasuredCurve.Whole(target)!, found, point).IsUsable
            ? found
            : null;

    /// <summary>Coefficients, and the level that is drawn with them.</summary>
    public static IEnumerable<int> WithLevel(Posterior posterior, int[] positions) =>
        LevelOf(posterior) is >= 0 and int level ? positions.Append(level) : positions;

    /// <summary>Finds the distribution at given values of all else; false where there is none.</summary>
    /// <param name="values">One value an unknown; those of the coefficients and of the level are not read.</param>
    public bool Condition(ReadOnlySpan<double> values)
    {
        curve.Evaluate(values);
        Whiten(values);
        int count = weights.Length;
        ColumnProducts.Of(curve.Residual, curve.Columns, count, normal.Projections);
        for (int j = 0; j < count; j++)
        {
            ColumnProducts.Of(curve.Columns[j], curve.Columns, j + 1, normal.Products[(j * count)..]);
        }

        if (!normal.Arrange(Level < 0 ? 1 : 1 / referenceVariance))
        {
            return false;
        }

        if (Level >= 0)
        {
            // A weight at its bound takes the factor sigma^2 of an exponential deviate, any other sigma of a normal one.
            shape = 0.5 * Math.Max(1, curve.Residual.Length - count - normal.CountAtBounds);
            rate = 0.5 * SumOfSquares();
        }

        return Level < 0 || rate > 0;
    }

    /// <summary>Draws level and coefficients into a point of which all else is set; false where they are impossible.</summary>
    public bool Draw(RandomStream random, Span<double> values, Span<double> coordinates)
    {
        if (Level >= 0)
        {
            double precision = random.NextGamma(shape) / rate;
            if (!Put(Level, 1 / Math.Sqrt(precision), values, coordinates) || !normal.Solve(precision))
            {
                return false;
            }
        }

        normal.Draw(random, weights);
        int column = 0;
        foreach (ref readonly LinearCoefficient coefficient in unknowns.Coefficients.AsSpan())
        {
            if (!Put(coefficient, weights.AsSpan(column, coefficient.Count), values, coordinates))
            {
                return false;
            }

            column += coefficient.Count;
        }

        return true;
    }

    /// <summary>The log density of the coordinates of level and coefficients.</summary>
    public double LogDensity(ReadOnlySpan<double> values, ReadOnlySpan<double> coordinates)
    {
        double sum = 0;
        if (Level >= 0)
        {
            // p(sigma) = p(tau) |d tau / d sigma| with tau = sigma^-2, and |d tau / d sigma| = 2 tau / sigma.
            double precision = 1 / (values[Level] * values[Level]);
            sum += shape * Math.Log(rate) + shape * Math.Log(precision) - rate * precision - SpecialFunctions.GammaLn(shape)
                + Math.Log(2 / values[Level]) + LogJacobian(Level, values, coordinates);
            if (!normal.Solve(precision))
            {
                return double.NegativeInfinity;
            }
        }

        int column = 0;
        foreach (ref readonly LinearCoefficient coefficient in unknowns.Coefficients.AsSpan())
        {
            sum += Take(coefficient, values, weights.AsSpan(column, coefficient.Count));
            sum += LogJacobian(coefficient.Position, values, coordinates);
            sum += coefficient.Share < 0 ? 0 : LogJacobian(coefficient.Share, values, coordinates);
            column += coefficient.Count;
        }

        return sum + normal.LogDensity(weights);
    }

    /// <summary>The level of Gaussian noise that is sampled and that nothing else reads.</summary>
    private static int LevelOf(Posterior posterior) =>
        posterior.Noise is GaussianNoise or CorrelatedNoise
        && posterior.Layout.Noise is [{ Position: >= 0, Factor: 1, Offset: 0 } source, .. var others]
        && posterior.Noise.HasFreeLevel
        && source.Position < posterior.Parameters.Count
        && !others.SelectMany(posterior.Layout.UnknownsOf).Contains(source.Position)
        && posterior.Layout.Dependents[source.Position].Length == 0
        && posterior.Layout.Followers[source.Position].Length == 0
            ? source.Position
            : -1;

    private static double[] WeightsAt(Posterior posterior, ReadOnlySpan<double> point, bool isRelative)
    {
        NoiseBinding noise = posterior.NoiseBinding;
        if (isRelative)
        {
            return noise.Weights.ToArray();
        }

        double[] prediction = posterior.Predict(point, posterior.Measurement.X.AsSpan());
        double[] parameters = posterior.NoiseParametersOf(point);
        return [.. prediction.Select((value, i) =>
            Math.Pow(noise.Exposure(i) / noise.StandardDeviation(i, value, parameters), 2))];
    }

    /// <summary>Makes the rows independent where the noise is correlated.</summary>
    private void Whiten(ReadOnlySpan<double> values)
    {
        if (whitening is not null)
        {
            whitening.MoveTo(posterior.NoiseParametersOf(values));
            whitening.Whiten(curve.Residual);
            foreach (double[] column in curve.Columns)
            {
                whitening.Whiten(column);
            }
        }
    }

    /// <summary>Weights from a coefficient and its share; ln |d weights / d values|.</summary>
    private double Take(in LinearCoefficient coefficient, ReadOnlySpan<double> values, Span<double> taken)
    {
        double sum = values[coefficient.Position];
        if (coefficient.Share < 0)
        {
            taken[0] = sum;
            return 0;
        }

        Distribution prior = priors[coefficient.Share];
        double range = prior.Maximum - prior.Minimum;
        taken[0] = sum * (values[coefficient.Share] - prior.Minimum) / range;
        taken[1] = sum * (prior.Maximum - values[coefficient.Share]) / range;
        return Math.Log(sum / range);
    }

    /// <summary>A coefficient and its share from weights; false where they are impossible.</summary>
    private bool Put(
        in LinearCoefficient coefficient, ReadOnlySpan<double> drawn, Span<double> values, Span<double> coordinates)
    {
        if (coefficient.Share < 0)
        {
            return Put(coefficient.Position, drawn[0], values, coordinates);
        }

        Distribution prior = priors[coefficient.Share];
        double sum = drawn[0] + drawn[1];
        double share = (drawn[0] * prior.Maximum + drawn[1] * prior.Minimum) / sum;
        return Put(coefficient.Position, sum, values, coordinates) && Put(coefficient.Share, share, values, coordinates);
    }

    private bool Put(int position, double value, Span<double> values, Span<double> coordinates)
    {
        values[position] = value;
        coordinates[position] = priors[position].ToCoordinate(value);
        return value >= priors[position].Minimum && value <= priors[position].Maximum && double.IsFinite(coordinates[position]);
    }

    /// <summary>ln |d value / d coordinate|.</summary>
    private double LogJacobian(int position, ReadOnlySpan<double> values, ReadOnlySpan<double> coordinates) =>
        priors[position].Coordinate switch
        {
            Coordinate.Logarithmic => coordinates[position],
            Coordinate.Logit => Math.Log(values[position] * (1 - values[position])),
            _ => 0,
        };

    /// <summary>
    /// |y - X w|^2 at the likely weights: from the residuals, since their squares are what is left of far larger ones.
    /// </summary>
    private double SumOfSquares()
    {
        for (int j = 0; j < weights.Length; j++)
        {
            ColumnProducts.AddScaled(-normal.Likely[j], curve.Columns[j], curve.Residual);
        }

        return InnerProduct.Of(curve.Residual, curve.Residual);
    }
}
