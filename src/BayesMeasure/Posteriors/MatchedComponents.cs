using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The components that a residual can find a place for: those whose terms have amplitudes of their own, alike or alone, in one
/// curve or in several that are explained together.
/// </summary>
internal sealed class MatchedComponents
{
    private readonly ITarget target;
    private readonly Lazy<TemplateBank> bank;

    private MatchedComponents(ITarget target, SummedComponent[] alike, QuadraticNoise[] noises)
    {
        this.target = target;
        Components = [.. alike.Select(component => component.Own.ToArray())];
        int[] first = Components[0];
        Amplitudes = [.. alike[0].Terms.Select(term => Array.IndexOf(first, term.Amplitude)).Distinct()];
        Curves = [.. alike[0].Terms.Select((term, index) => new MatchedCurve(
            target.Curves[term.Curve],
            term.Curve,
            noises[term.Curve],
            Array.IndexOf(Amplitudes, Array.IndexOf(first, term.Amplitude)),
            [.. alike.Select(component => component.Terms[index].Position)],
            Components))];
        Levels = SampledLevel.Of(target, Curves, noises);
        IEnumerable<int> others = Enumerable.Range(0, first.Length).Except(Amplitudes);
        Shapes = [.. others.Where(i => !PriorOf(i).IsDiscrete)];
        Indicators = [.. others.Where(i => PriorOf(i).IsDiscrete)];
        Scales = [.. Shapes.Select(i => new ProbabilityScale(PriorOf(i)))];
        bank = new(CreateBank);
    }

    /// <summary>In how many partial sums side by side the target sums data points.</summary>
    public int Lanes => target.Curves[0].Posterior.Lanes;

    /// <summary>For each component, the positions of its own parameters, in the same order for all.</summary>
    public int[][] Components { get; }

    /// <summary>Where the amplitudes stand in each of them: one for all curves, or one for some of these each.</summary>
    public int[] Amplitudes { get; }

    /// <summary>Where the parameters stand that, with the amplitudes, are numbers: the dimensions of the bank.</summary>
    public int[] Shapes { get; }

    /// <summary>Where the parameters stand that are indicators.</summary>
    public int[] Indicators { get; }

    /// <summary>The curves in which each component has a term.</summary>
    public MatchedCurve[] Curves { get; }

    /// <summary>The levels of noise that hold the components where they are.</summary>
    public SampledLevel[] Levels { get; }

    /// <summary>The probabilities of the shape's parameters, in the order of <see cref="Shapes"/>.</summary>
    public ProbabilityScale[] Scales { get; }

    /// <summary>The bank of their templates, made when it is first asked for, once for all chains and rungs.</summary>
    public TemplateBank Bank => bank.Value;

    /// <summary>The prior of a parameter of a component.</summary>
    public Distribution PriorOf(int parameter) => target.Parameters[Components[0][parameter]].Prior;

    /// <summary>The curves whose terms are proportional to an amplitude, by their numbers among <see cref="Curves"/>.</summary>
    public int[] CurvesOf(int amplitude) =>
        [.. Enumerable.Range(0, Curves.Length).Where(curve => Curves[curve].Amplitude == amplitude)];

    /// <summary>Whether the components of a group are among these.</summary>
    public bool Holds(ComponentGroup group) =>
        Components.Any(component => component.SequenceEqual(group.Components[0]));

    /// <summary>Those of a target; none where it does not explain curves with noise.</summary>
    public static IReadOnlyList<MatchedComponents> Of(ITarget target) => target switch
    {
        Posterior posterior => posterior.Matched,
        JointPosterior joint => joint.Matched,
        _ => [],
    };

    /// <summary>Finds all of a target.</summary>
    public static IReadOnlyList<MatchedComponents> Find(ITarget target)
    {
        QuadraticNoise[] noises = QuadraticNoise.Of(target.Curves, Typical(target));
        return [.. ComponentGroups.WithAmplitudes(target)
            .Where(alike => alike[0].Terms.All(term =>
                noises[term.Curve].HasWeight && HasWidth(target.Parameters[term.Amplitude].Prior)))
            .Select(alike => new MatchedComponents(target, alike, noises))];
    }

    private static bool HasWidth(Distribution prior) =>
        !prior.IsDiscrete && prior.StandardDeviation is > 0 and < double.PositiveInfinity;

    /// <summary>The median of every parameter, an indicator near its mean.</summary>
    private static double[] Typical(ITarget target) =>
        [.. target.Parameters.Select(parameter => parameter.Prior)
            .Select(prior => prior.IsDiscrete ? Math.Round(prior.Mean) : ProbabilityScale.MedianOf(prior))];

    private TemplateBank CreateBank()
    {
        double[] values = Typical(target);
        int[] component = Components[0];
        Array.ForEach(Amplitudes, amplitude => values[component[amplitude]] = 1);
        return new TemplateBankBuilder(Shapes.Length, Place, [.. Curves.Select(curve => curve.GridAt(values))]).Build();
        void Place(double[] point)
        {
            for (int i = 0; i < point.Length; i++)
            {
                values[component[Shapes[i]]] = PriorOf(Shapes[i]).FromCoordinate(Scales[i].CoordinateAt(point[i]));
            }
        }
    }
}
