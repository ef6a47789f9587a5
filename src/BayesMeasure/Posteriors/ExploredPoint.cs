using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>A point by its values and by its explored coordinates, and the density of the prior there.</summary>
internal static class ExploredPoint
{
    /// <summary>The values at explored coordinates.</summary>
    public static double[] ValuesAt(this IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> coordinates)
    {
        double[] values = new double[coordinates.Length];
        parameters.ToValues(coordinates, values);
        return values;
    }

    /// <summary>The explored coordinates of values.</summary>
    public static double[] CoordinatesAt(this IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> values)
    {
        double[] coordinates = new double[values.Length];
        parameters.ToCoordinates(values, coordinates);
        return coordinates;
    }

    /// <summary>Writes the values at explored coordinates.</summary>
    public static void ToValues(
        this IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> coordinates, Span<double> values)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            values[i] = parameters[i].Prior.FromCoordinate(coordinates[i]);
        }
    }

    /// <summary>Writes the explored coordinates of values.</summary>
    public static void ToCoordinates(
        this IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> values, Span<double> coordinates)
    {
        for (int i = 0; i < values.Length; i++)
        {
            coordinates[i] = parameters[i].Prior.ToCoordinate(values[i]);
        }
    }

    /// <summary>The sum of ln p of values.</summary>
    public static double LogPrior(this IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += parameters[i].Prior.LogDensity(values[i]);
        }

        return sum;
    }

    /// <summary>The sum of ln p of explored coordinates.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">The values at the coordinates.</param>
    /// <param name="coordinates">The coordinates.</param>
    public static double LogCoordinatePrior(
        this IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> values, ReadOnlySpan<double> coordinates)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            Distribution prior = parameters[i].Prior;
            sum += prior.LogCoordinateDensity(values[i], coordinates[i]);
        }

        return sum;
    }
}
