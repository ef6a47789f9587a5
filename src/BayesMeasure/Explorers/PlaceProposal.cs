using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The density q from which one component is drawn anew, given the residual without it: a cell by its score, a place in the cell
/// by the prior, and the amplitude from its conditional distribution at that place,
/// q = (g_m / v_m) p(place) q(amplitude | place, residual).
/// </summary>
internal sealed class PlaceProposal
{
    private readonly MatchedComponents components;
    private readonly Distribution[] priors;
    private readonly TemplateScore score;
    private readonly AmplitudeConditional amplitude;
    private readonly double[] probabilities;
    private readonly double[] values;
    private IComponentResidual? state;
    private double inverseTemperature;
    private double precision;

    public PlaceProposal(MatchedComponents components)
    {
        this.components = components;
        priors = [.. Enumerable.Range(0, components.Components[0].Length).Select(components.PriorOf)];
        amplitude = new(priors[components.Amplitude], components.Noise.IsQuadratic);
        score = TemplateScore.Create(components.Bank, components.Noise, amplitude.Range);
        probabilities = new double[components.Shapes.Length];
        values = new double[priors.Length];
        Residual = new(components.Noise.Measured.Length);
    }

    /// <summary>The residual that is conditioned on: what the data leave for the component.</summary>
    public AlignedBuffer Residual { get; }

    /// <summary>Conditions on <see cref="Residual"/>.</summary>
    public void Condition(IComponentResidual state, double inverseTemperature)
    {
        this.state = state;
        this.inverseTemperature = inverseTemperature;
        state.Settle(Residual);
        precision = components.Noise.IsLevelFree ? double.NaN : state.PrecisionOf(components.Noise);
        score.Score(Residual, inverseTemperature, precision);
    }

    /// <summary>Draws the coordinates of a component.</summary>
    /// <param name="component">Which one.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="trial">Its coordinates, in the order of its parameters.</param>
    /// <returns>The density of these coordinates.</returns>
    public PlaceDensity Draw(int component, RandomStream random, Span<double> trial)
    {
        int cell = score.Draw(random);
        for (int i = 0; i < probabilities.Length; i++)
        {
            double uniform = random.NextUniform();
            probabilities[i] = cell < 0
                ? uniform
                : components.Bank.Lower[cell][i] + components.Bank.Width[cell][i] * uniform;
            int parameter = components.Shapes[i];
            trial[parameter] = components.Scales[i].CoordinateAt(probabilities[i]);
            values[parameter] = priors[parameter].FromCoordinate(trial[parameter]);
        }

        foreach (int parameter in components.Indicators)
        {
            trial[parameter] = values[parameter] = priors[parameter].Draw(random);
        }

        double shape = LogDensityOfShape(cell < 0 ? components.Bank.Find(probabilities) : cell, trial);
        ConditionAmplitude(component);
        int last = components.Amplitude;
        values[last] = amplitude.Draw(random);
        trial[last] = priors[last].ToCoordinate(values[last]);
        return new(shape, LogDensityOfAmplitude(values[last], trial[last]));
    }

    /// <summary>The density of the coordinates that a component has now.</summary>
    public PlaceDensity DensityAt(int component, Replica replica)
    {
        int[] positions = components.Components[component];
        Span<double> coordinates = stackalloc double[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            values[i] = replica.Values[positions[i]];
            coordinates[i] = replica.Coordinates[positions[i]];
        }

        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = components.Scales[i].ProbabilityAt(coordinates[components.Shapes[i]]);
            if (double.IsNaN(probabilities[i]))
            {
                return new(double.NegativeInfinity, 0);
            }
        }

        ConditionAmplitude(component);
        return new(
            LogDensityOfShape(components.Bank.Find(probabilities), coordinates),
            LogDensityOfAmplitude(replica.Values[positions[components.Amplitude]], coordinates[components.Amplitude]));
    }

    /// <summary>ln |d value / d coordinate|.</summary>
    public static double LogJacobian(Distribution prior, double value, double coordinate) =>
        prior.LogCoordinateDensity(value, coordinate) - prior.LogDensity(value);

    private double LogDensityOfShape(int cell, ReadOnlySpan<double> coordinates)
    {
        double density = score.LogDensity(cell);
        for (int i = 0; i < probabilities.Length; i++)
        {
            density -= components.Scales[i].LogSlopeAt(coordinates[components.Shapes[i]]);
        }

        foreach (int parameter in components.Indicators)
        {
            density += priors[parameter].LogCoordinateDensity(coordinates[parameter], coordinates[parameter]);
        }

        return density;
    }

    private double LogDensityOfAmplitude(double value, double coordinate) =>
        amplitude.LogDensity(value) + LogJacobian(priors[components.Amplitude], value, coordinate);

    /// <summary>The conditional distribution of the amplitude at the shape among the values.</summary>
    private void ConditionAmplitude(int component)
    {
        values[components.Amplitude] = 1;
        Projection projection = state!.Project(
            components.Terms[component], components.Components[component], values, components.Noise.Weight, Residual);
        if (components.Noise.IsLevelFree)
        {
            amplitude.LevelFree(projection, inverseTemperature * components.Noise.Count, score.SumOfSquares);
        }
        else
        {
            amplitude.Precise(projection, inverseTemperature * precision);
        }
    }
}

/// <summary>The density of a component's coordinates, in parts.</summary>
/// <param name="LogShape">That of all but the amplitude.</param>
/// <param name="LogAmplitude">That of the amplitude, given all else.</param>
internal readonly record struct PlaceDensity(double LogShape, double LogAmplitude)
{
    /// <summary>The log density.</summary>
    public double Log => LogShape + LogAmplitude;
}
