using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The components of a curve that a residual can find a place for: those with an amplitude of their own, alike or alone.
/// </summary>
internal sealed class MatchedComponents
{
    private readonly Posterior posterior;
    private readonly Lazy<TemplateBank> bank;

    private MatchedComponents(Posterior posterior, ComponentGroup group, QuadraticNoise noise)
    {
        this.posterior = posterior;
        Noise = noise;
        Components = group.ToArrays();
        Amplitude = group.Amplitude!.Value;
        Terms = [.. Components.Select(component => posterior.Layout.Dependents[component[Amplitude]][0])];
        IEnumerable<int> others = Enumerable.Range(0, Components[0].Length).Where(i => i != Amplitude);
        Shapes = [.. others.Where(i => !PriorOf(i).IsDiscrete)];
        Indicators = [.. others.Where(i => PriorOf(i).IsDiscrete)];
        Scales = [.. Shapes.Select(i => new ProbabilityScale(PriorOf(i)))];
        bank = new(CreateBank);
    }

    /// <summary>For each component, the positions of its own parameters, in the same order for all.</summary>
    public int[][] Components { get; }

    /// <summary>Where the amplitude stands in each of them.</summary>
    public int Amplitude { get; }

    /// <summary>Where the parameters stand that, with the amplitude, are numbers: the dimensions of the bank.</summary>
    public int[] Shapes { get; }

    /// <summary>Where the parameters stand that are indicators.</summary>
    public int[] Indicators { get; }

    /// <summary>For each component, its term of the model.</summary>
    public int[] Terms { get; }

    /// <summary>The probabilities of the shape's parameters, in the order of <see cref="Shapes"/>.</summary>
    public ProbabilityScale[] Scales { get; }

    /// <summary>The quadratic form that stands for the noise.</summary>
    public QuadraticNoise Noise { get; }

    /// <summary>The bank of their templates, made when it is first asked for, once for all chains and rungs.</summary>
    public TemplateBank Bank => bank.Value;

    /// <summary>The prior of a parameter of a component.</summary>
    public Distribution PriorOf(int parameter) => posterior.Parameters[Components[0][parameter]].Prior;

    /// <summary>Whether the components of a group are among these.</summary>
    public bool Holds(ComponentGroup group) =>
        Components.Any(component => component.SequenceEqual(group.Components[0]));

    /// <summary>Those of a target; none where it is not one curve with noise.</summary>
    public static IReadOnlyList<MatchedComponents> Of(ITarget target) => target is Posterior posterior ? posterior.Matched : [];

    /// <summary>All of a posterior.</summary>
    public static IReadOnlyList<MatchedComponents> Of(Posterior posterior, CurveData data)
    {
        var noise = new QuadraticNoise(posterior, data, Typical(posterior));
        return noise.HasWeight
            ? [.. ComponentGroups.WithAmplitude(posterior.Parameters, posterior.Curves)
                .Where(group => HasWidth(posterior.Parameters[group.Components[0][group.Amplitude!.Value]].Prior))
                .Select(group => new MatchedComponents(posterior, group, noise))]
            : [];
    }

    private static bool HasWidth(Distribution prior) =>
        !prior.IsDiscrete && prior.StandardDeviation is > 0 and < double.PositiveInfinity;

    /// <summary>The median of every parameter, an indicator near its mean.</summary>
    private static double[] Typical(Posterior posterior) =>
        [.. posterior.Parameters.Select(parameter => parameter.Prior)
            .Select(prior => prior.IsDiscrete ? Math.Round(prior.Mean) : ProbabilityScale.MedianOf(prior))];

    private TemplateBank CreateBank()
    {
        var pyramid = new ResidualPyramid(Noise.Count);
        double[] x = [.. Enumerable.Range(0, pyramid.Blocks).Select(block => MiddleOf(pyramid.PointsOf(block)))];
        double[] values = Typical(posterior);
        int[] component = Components[0];
        Term term = posterior.Model.Terms[Terms[0]];
        values[component[Amplitude]] = 1;
        return new TemplateBankBuilder(Shapes.Length, Evaluate, pyramid, Noise.Weight).Build();
        void Evaluate(double[] point, double[] curve)
        {
            for (int i = 0; i < point.Length; i++)
            {
                values[component[Shapes[i]]] = PriorOf(Shapes[i]).FromCoordinate(Scales[i].CoordinateAt(point[i]));
            }

            term.Evaluate(x, posterior.ParametersOf(values, Terms[0]), curve);
        }
    }

    private double MiddleOf((int First, int End) points) => posterior.Measurement.X[(points.First + points.End - 1) / 2];
}
