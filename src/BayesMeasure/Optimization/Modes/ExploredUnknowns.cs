using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The unknowns of a target on the scales on which they are explored. Read by all threads.</summary>
internal sealed class ExploredUnknowns
{
    private readonly double[] low;
    private readonly double[] high;

    /// <exception cref="NotSupportedException">An unknown is an indicator, or its prior is improper.</exception>
    public ExploredUnknowns(IReadOnlyList<Parameter> parameters)
    {
        Parameters = parameters;
        Dictionary<Distribution, ExploredRange> known = [];
        Ranges = [.. parameters.Select(RangeOf)];
        low = [.. parameters.Select(parameter => parameter.Prior.ToCoordinate(parameter.Prior.Minimum))];
        high = [.. parameters.Select(parameter => parameter.Prior.ToCoordinate(parameter.Prior.Maximum))];

        ExploredRange RangeOf(Parameter parameter)
        {
            if (!known.TryGetValue(parameter.Prior, out ExploredRange range))
            {
                known[parameter.Prior] = range = ExploredRange.Of(parameter);
            }

            return range;
        }
    }

    /// <summary>The unknowns.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Where nearly all of their priors lie.</summary>
    public IReadOnlyList<ExploredRange> Ranges { get; }

    /// <summary>The smallest coordinate of an unknown; -infinity where there is none.</summary>
    public double Low(int unknown) => low[unknown];

    /// <summary>The largest coordinate of an unknown; infinity where there is none.</summary>
    public double High(int unknown) => high[unknown];

    /// <summary>The coordinate of a value.</summary>
    public double ToCoordinate(int unknown, double value) => Parameters[unknown].Prior.ToCoordinate(value);

    /// <summary>The value at a coordinate, inside the bounds of the prior whatever rounding does.</summary>
    public double FromCoordinate(int unknown, double coordinate)
    {
        Distribution prior = Parameters[unknown].Prior;
        return Math.Clamp(prior.FromCoordinate(coordinate), prior.Minimum, prior.Maximum);
    }

    /// <summary>The middles of the ranges, as values.</summary>
    public double[] Middle() =>
        [.. Ranges.Select((range, unknown) => FromCoordinate(unknown, range.Middle))];

    /// <summary>A draw from the prior.</summary>
    public void Draw(Span<double> values, RandomStream random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Parameters[i].Prior.Draw(random);
        }
    }

    /// <summary>Minus the log prior density of the explored coordinates.</summary>
    public double Energy(ReadOnlySpan<double> values)
    {
        double energy = 0;
        for (int i = 0; i < values.Length; i++)
        {
            energy -= Parameters[i].Prior.LogCoordinateDensity(values[i], ToCoordinate(i, values[i]));
        }

        return energy;
    }

    /// <summary>Whether a value lies at a bound of its prior, to within a share of the range.</summary>
    public bool IsAtBound(int unknown, double value)
    {
        const double Share = 1e-9;
        double coordinate = ToCoordinate(unknown, value);
        double near = Share * (Ranges[unknown].High - Ranges[unknown].Low);
        return coordinate <= low[unknown] + near || coordinate >= high[unknown] - near;
    }

    /// <summary>A log likelihood that is a number, or -infinity.</summary>
    /// <exception cref="InferenceException">It is neither; the message says at which parameters.</exception>
    public static double RequireNumber(double logLikelihood, ReadOnlySpan<double> values, ITarget target)
    {
        if (double.IsNaN(logLikelihood) || double.IsPositiveInfinity(logLikelihood))
        {
            throw new InferenceException(
                $"The model failed at {TargetFault.PointOf(target, values)}: "
                + FormattableString.Invariant($"ln L is {logLikelihood}.{TargetFault.At(target, values)}"));
        }

        return logLikelihood;
    }
}
