using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>The moves of one group of components that have an amplitude each.</summary>
internal sealed class ComponentReshapeRung
{
    private const double Decades = 3;

    private readonly Distribution[] priors;
    private readonly double[] widths;
    private readonly int[][] shapes;
    private readonly int[] amplitudes;
    private readonly ConditionalAmplitudes current;
    private readonly ConditionalAmplitudes proposed;
    private readonly int[] positions;
    private readonly double[] trial;
    private readonly double[] now;
    private readonly double[] next;

    public ComponentReshapeRung(ComponentGroup group, ITarget target)
    {
        priors = [.. target.Parameters.Select(parameter => parameter.Prior)];
        widths = [.. target.Parameters.Select(parameter => 2 * StepSizes.FirstOf(parameter))];
        int[][] components = group.ToArrays();
        int amplitude = group.Amplitude!.Value;
        amplitudes = [.. components.Select(component => component[amplitude])];
        shapes = [.. components.Select(component => component.Where(position => IsShape(position, target)).ToArray())];
        Distribution[] priorsOfAmplitudes = [.. amplitudes.Select(position => priors[position])];
        current = new(priorsOfAmplitudes);
        proposed = new(priorsOfAmplitudes);
        positions = new int[priors.Length];
        trial = new double[priors.Length];
        now = new double[amplitudes.Length];
        next = new double[amplitudes.Length];
    }

    /// <summary>Whether the components have amplitudes whose priors have a width.</summary>
    public static bool Fits(ComponentGroup group, ITarget target) => group.Amplitude is { } amplitude
        && target.Parameters[group.Components[0][amplitude]].Prior is { IsDiscrete: false } prior
        && ConditionalAmplitudes.HasWidth(prior);

    public void Explore(Replica replica, in Sweep sweep)
    {
        int[] shape = shapes[sweep.Random.NextInteger(shapes.Length)];
        if (!Reshape(replica, shape, sweep.Random)
            || !Fit(current, replica, 0, sweep.InverseTemperature)
            || !Fit(proposed, replica, shape.Length, sweep.InverseTemperature))
        {
            return;
        }

        for (int i = 0; i < amplitudes.Length; i++)
        {
            now[i] = replica.Values[amplitudes[i]];
        }

        if (proposed.Draw(next, sweep.Random))
        {
            // Densities of the amplitudes themselves; what is explored are their coordinates.
            double logProposalRatio = current.LogDensity(now) - proposed.LogDensity(next) + LogJacobianRatio(replica);
            Place(next);
            int count = amplitudes.Length + shape.Length;
            replica.Move(
                positions.AsSpan(0, count),
                trial.AsSpan(0, count),
                sweep.InverseTemperature,
                sweep.Random.NextLogUniform(),
                logProposalRatio);
        }
    }

    private bool IsShape(int position, ITarget target) =>
        !amplitudes.Contains(position) && !target.Parameters[position].Prior.IsDiscrete;

    /// <summary>Proposes another shape by a symmetric step; whether the prior allows it.</summary>
    private bool Reshape(Replica replica, int[] shape, RandomStream random)
    {
        double length = Math.Pow(10, -Decades * random.NextUniform());
        bool isPossible = true;
        for (int i = 0; i < shape.Length; i++)
        {
            int position = positions[amplitudes.Length + i] = shape[i];
            double coordinate = trial[amplitudes.Length + i] =
                replica.Coordinates[position] + length * widths[position] * random.NextNormal();
            isPossible &= LogDensity(position, coordinate) > double.NegativeInfinity;
        }

        return isPossible;
    }

    /// <summary>Finds the conditional distribution of the amplitudes, given so many of the trial positions behind them.</summary>
    private bool Fit(ConditionalAmplitudes distribution, Replica replica, int shape, double inverseTemperature)
    {
        distribution.Begin();
        while (distribution.Next(next))
        {
            distribution.Add(LogLikelihood(replica, shape));
        }

        return distribution.End(inverseTemperature);
    }

    /// <summary>The log likelihood, but for a constant, at the trial shape with the next amplitudes.</summary>
    private double LogLikelihood(Replica replica, int shape)
    {
        Place(next);
        int count = amplitudes.Length + shape;
        double change = replica.Propose(positions.AsSpan(0, count), trial.AsSpan(0, count), inverseTemperature: 1);
        for (int i = 0; i < count; i++)
        {
            int position = positions[i];
            change -= LogDensity(position, trial[i])
                - priors[position].LogCoordinateDensity(replica.Values[position], replica.Coordinates[position]);
        }

        return change;
    }

    /// <summary>Puts amplitudes before the shape among the trial positions.</summary>
    private void Place(double[] values)
    {
        for (int i = 0; i < amplitudes.Length; i++)
        {
            positions[i] = amplitudes[i];
            trial[i] = priors[amplitudes[i]].ToCoordinate(values[i]);
        }
    }

    private double LogDensity(int position, double coordinate) =>
        priors[position].LogCoordinateDensity(priors[position].FromCoordinate(coordinate), coordinate);

    /// <summary>ln of |da/du| at the current amplitudes over that at the next ones.</summary>
    private double LogJacobianRatio(Replica replica)
    {
        double sum = 0;
        for (int i = 0; i < amplitudes.Length; i++)
        {
            Distribution prior = priors[amplitudes[i]];
            double coordinate = prior.ToCoordinate(next[i]);
            sum += prior.LogCoordinateDensity(now[i], replica.Coordinates[amplitudes[i]]) - prior.LogDensity(now[i])
                - prior.LogCoordinateDensity(next[i], coordinate) + prior.LogDensity(next[i]);
        }

        return sum;
    }
}
