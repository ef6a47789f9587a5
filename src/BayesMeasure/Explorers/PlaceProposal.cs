using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The density q from which one component is drawn anew, given the residuals without it: a cell by its score, a place in the cell
/// by the prior, and each amplitude from its conditional distribution at that place,
/// q = (g_m / v_m) p(place) q(amplitudes | place, residuals).
/// </summary>
internal sealed class PlaceProposal
{
    private readonly MatchedComponents components;
    private readonly Distribution[] priors;
    private readonly TemplateScore score;
    private readonly AmplitudeConditional[] amplitudes;
    private readonly int[][] curvesOf;
    private readonly AlignedBuffer[] residuals;
    private readonly double[] precisions;
    private readonly double[] probabilities;
    private readonly double[] values;
    private readonly double[] scratch;
    private double inverseTemperature;

    public PlaceProposal(MatchedComponents components)
    {
        this.components = components;
        priors = [.. Enumerable.Range(0, components.Components[0].Length).Select(components.PriorOf)];
        curvesOf = [.. components.Amplitudes.Select((_, amplitude) => components.CurvesOf(amplitude))];
        amplitudes = [.. components.Amplitudes.Zip(curvesOf, (parameter, curves) =>
            new AmplitudeConditional(priors[parameter], curves.All(curve => components.Curves[curve].Noise.IsQuadratic)))];
        score = TemplateScore.Create(components, [.. amplitudes.Select(amplitude => amplitude.Range)]);
        residuals = [.. components.Curves.Select(curve => new AlignedBuffer(curve.Noise.Measured.Length))];
        precisions = new double[residuals.Length];
        probabilities = new double[components.Shapes.Length];
        values = new double[priors.Length];
        scratch = new double[components.Curves.Max(curve => curve.Parameters)];
    }

    /// <summary>Begins with the residuals of the current point.</summary>
    public void Begin(Replica replica)
    {
        for (int curve = 0; curve < residuals.Length; curve++)
        {
            components.Curves[curve].Residual(replica.Curves, residuals[curve]);
        }
    }

    /// <summary>Takes a component out: its curves are left to the residuals.</summary>
    public void Remove(Replica replica, int component)
    {
        for (int curve = 0; curve < residuals.Length; curve++)
        {
            components.Curves[curve].Remove(replica.Curves, component, residuals[curve]);
        }
    }

    /// <summary>Puts a component into the residuals, with other parameters than it has.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="component">Which one.</param>
    /// <param name="componentValues">One value a parameter of the component.</param>
    public void Subtract(Replica replica, int component, double[] componentValues)
    {
        for (int curve = 0; curve < residuals.Length; curve++)
        {
            components.Curves[curve].Subtract(replica.Curves, component, componentValues, scratch, residuals[curve]);
        }
    }

    /// <summary>Conditions on the residuals.</summary>
    public void Condition(Replica replica, double inverseTemperature)
    {
        this.inverseTemperature = inverseTemperature;
        for (int curve = 0; curve < residuals.Length; curve++)
        {
            MatchedCurve matched = components.Curves[curve];
            matched.Settle(replica.Curves, residuals[curve]);
            precisions[curve] = matched.Noise.IsLevelFree ? double.NaN : matched.PrecisionIn(replica.Curves);
        }

        score.Score(residuals, inverseTemperature, precisions);
    }

    /// <summary>Draws the coordinates of a component.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="component">Which one.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="trial">Its coordinates, in the order of its parameters.</param>
    /// <returns>The density of these coordinates.</returns>
    public PlaceDensity Draw(Replica replica, int component, RandomStream random, Span<double> trial)
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
        ConditionAmplitudes(replica, component);
        double density = 0;
        for (int i = 0; i < amplitudes.Length; i++)
        {
            int parameter = components.Amplitudes[i];
            values[parameter] = amplitudes[i].Draw(random);
            trial[parameter] = priors[parameter].ToCoordinate(values[parameter]);
            density += LogDensityOfAmplitude(i, values[parameter], trial[parameter]);
        }

        return new(shape, density);
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

        ConditionAmplitudes(replica, component);
        double density = 0;
        for (int i = 0; i < amplitudes.Length; i++)
        {
            int parameter = components.Amplitudes[i];
            density += LogDensityOfAmplitude(i, replica.Values[positions[parameter]], coordinates[parameter]);
        }

        return new(LogDensityOfShape(components.Bank.Find(probabilities), coordinates), density);
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

    private double LogDensityOfAmplitude(int amplitude, double value, double coordinate) =>
        amplitudes[amplitude].LogDensity(value)
        + LogJacobian(priors[components.Amplitudes[amplitude]], value, coordinate);

    /// <summary>The conditional distributions of the amplitudes at the shape among the values.</summary>
    private void ConditionAmplitudes(Replica replica, int component)
    {
        foreach (int parameter in components.Amplitudes)
        {
            values[parameter] = 1;
        }

        for (int i = 0; i < amplitudes.Length; i++)
        {
            Condition(amplitudes[i], replica, component, curvesOf[i]);
        }
    }

    /// <summary>
    /// Adds up S and G of the curves that are proportional to an amplitude, in units of the precision of the first one.
    /// </summary>
    private void Condition(AmplitudeConditional amplitude, Replica replica, int component, int[] curves)
    {
        Projection sum = default;
        double unit = 0;
        for (int i = 0; i < curves.Length; i++)
        {
            Projection one = Project(amplitude, replica, component, curves[i], out double precision);
            unit = i == 0 ? precision : unit;
            double part = i == 0 ? 1 : precision / unit;
            sum = new(sum.Product + part * one.Product, sum.Norm + part * one.Norm);
        }

        amplitude.Precise(sum, unit);
    }

    private Projection Project(
        AmplitudeConditional amplitude, Replica replica, int component, int curve, out double precision)
    {
        MatchedCurve matched = components.Curves[curve];
        Projection projection = matched.Project(replica.Curves, component, values, scratch, residuals[curve]);
        precision = matched.Noise.IsLevelFree
            ? amplitude.LevelFreePrecision(
                projection, inverseTemperature * matched.Noise.Count, score.Curves[curve].SumOfSquares)
            : inverseTemperature * precisions[curve];
        return projection;
    }
}

/// <summary>The density of a component's coordinates, in parts.</summary>
/// <param name="LogShape">That of all but the amplitude.</param>
/// <param name="LogAmplitude">That of the amplitudes, given all else.</param>
internal readonly record struct PlaceDensity(double LogShape, double LogAmplitude)
{
    /// <summary>The log density.</summary>
    public double Log => LogShape + LogAmplitude;
}
