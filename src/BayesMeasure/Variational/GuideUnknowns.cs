using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>The unknowns of a target as a guide has them: unbounded coordinates, and gates. Read by all threads.</summary>
internal sealed class GuideUnknowns
{
    public GuideUnknowns(ITarget target)
    {
        Target = target;
        Parameters = target.Parameters;
        Continuous = [.. Positions(parameter => !parameter.Prior.IsDiscrete)];
        Gates = [.. Positions(parameter => parameter.Prior.IsDiscrete)];
        Coordinates = [.. Continuous.Select(position => new UnboundedCoordinate(Parameters[position].Prior))];
        PriorLogits = [.. Gates.Select(position =>
            Parameters[position].Prior.LogDensity(1) - Parameters[position].Prior.LogDensity(0))];
    }

    /// <summary>What is asked.</summary>
    public ITarget Target { get; }

    /// <summary>All unknowns.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The positions of those that are no indicators.</summary>
    public int[] Continuous { get; }

    /// <summary>The positions of the indicators.</summary>
    public int[] Gates { get; }

    /// <summary>The unbounded coordinates of the continuous ones.</summary>
    public UnboundedCoordinate[] Coordinates { get; }

    /// <summary>For each gate, ln(pi / (1 - pi)) of its prior.</summary>
    public double[] PriorLogits { get; }

    /// <summary>Why no guide can have the unknowns of a target; null where one can.</summary>
    public static string? RefusalOf(ITarget target)
    {
        string kind = target.GetType().Name;
        if (target.Parameters.Count == 0)
        {
            return $"A {kind} without unknowns has no posterior to approximate.";
        }

        if (target.CreateGradient() is not { } gradient)
        {
            return $"The log likelihood of a {kind} has no derivatives, by which variational inference goes: give it "
                + $"{nameof(ITarget.CreateGradient)}, or use ReplicaExchange.";
        }

        foreach ((int position, Parameter parameter) in target.Parameters.Index())
        {
            if (parameter.Prior.IsDiscrete && (parameter.Prior.Maximum > 1 || !gradient.Relaxes(position)))
            {
                string reason = parameter.Prior.Maximum > 1
                    ? "of more than two values"
                    : "between whose values the model has none";
                return $"The parameter '{parameter.Name}' ({parameter.Prior}) is an indicator {reason}, so it cannot be relaxed: "
                    + "fix it, or use ReplicaExchange.";
            }
        }

        return null;
    }

    /// <summary>The unknown that a parameter of a guide moves.</summary>
    public string NameOf(Guide guide, int parameter)
    {
        int coordinate = guide.CoordinateOf(parameter);
        return Parameters[coordinate >= 0 ? Continuous[coordinate] : Gates[parameter - guide.LogitAt]].Name;
    }

    /// <summary>The values at the mean of a guide; a gate has the probability of its being open.</summary>
    public double[] ValuesOf(Guide guide)
    {
        double[] values = new double[Parameters.Count];
        double[] mean = guide.Mean;
        for (int i = 0; i < mean.Length; i++)
        {
            values[Continuous[i]] = Coordinates[i].ValueAt(mean[i]);
        }

        for (int k = 0; k < Gates.Length; k++)
        {
            values[Gates[k]] = guide.Selection(k);
        }

        return values;
    }

    private IEnumerable<int> Positions(Func<Parameter, bool> isWanted) =>
        Enumerable.Range(0, Parameters.Count).Where(position => isWanted(Parameters[position]));
}
