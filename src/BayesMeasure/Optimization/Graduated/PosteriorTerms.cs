using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// Minus the log posterior of measured curves over the number of points: a term is a data point, with an equal share of the log
/// prior.
/// </summary>
internal sealed class PosteriorTerms : TermSource
{
    private readonly ITarget target;
    private readonly ExploredCoordinate[] coordinates;

    public PosteriorTerms(ITarget target)
        : base([.. target.Parameters.Select(parameter => parameter.Name)], target.Curves.Sum(curve => curve.Measurement.Count))
    {
        this.target = target;
        coordinates = [.. target.Parameters.Select((parameter, i) => new ExploredCoordinate(parameter, i))];
        if (!LogLikelihoodGradient.Of(target).IsAdditive(ValuesAt(new double[coordinates.Length])))
        {
            throw new ArgumentException(
                "The log likelihood is no sum over data points, since the noise is correlated, or its level or a smooth "
                + "background was integrated out: use GaussianNoise.Unknown, and a polynomial background.",
                nameof(target));
        }
    }

    public override string TermName(int term) => $"data point {term}";

    public override double[] PointOf(ReadOnlySpan<double> values)
    {
        double[] point = new double[coordinates.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = coordinates[i].PointOf(values[i]);
        }

        return point;
    }

    public override double[] ValuesAt(ReadOnlySpan<double> point)
    {
        double[] values = new double[coordinates.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = coordinates[i].At(point[i]).Value;
        }

        return values;
    }

    public override TermState CreateState() => new PosteriorState(this, target, coordinates);
}
