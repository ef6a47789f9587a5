using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// Two models of the same curve, one of which has one component more than the other, and how the unknowns of both correspond.
/// </summary>
internal sealed class NestedTargets
{
    /// <summary>The draws at which the two models are compared.</summary>
    private const int Trials = 3;

    /// <summary>Log likelihoods of equal curves differ by rounding alone.</summary>
    private const double Rounding = 1e-7;

    /// <summary>For each component, where the unknowns of the model of K stand in that of one more without it.</summary>
    private readonly int[][] kept;
    private readonly double[] absent;

    private NestedTargets(
        Posterior fewer, Posterior more, MatchedComponents components, int[][] alike, (int Fewer, int More)[] common)
    {
        Fewer = fewer;
        More = more;
        Components = components;
        kept = [.. Enumerable.Range(0, Count).Select(component => PositionsWithout(component, alike, common))];
        absent = [.. Enumerable.Range(0, components.Components[0].Length)
            .Select(i => components.Amplitudes.Contains(i) ? 0 : TypicalOf(components.PriorOf(i)))];
    }

    /// <summary>The model of K components.</summary>
    public Posterior Fewer { get; }

    /// <summary>The model of one more.</summary>
    public Posterior More { get; }

    /// <summary>The components of the model of one more, of which each may be the one more.</summary>
    public MatchedComponents Components { get; }

    /// <summary>K + 1.</summary>
    public int Count => Components.Components.Length;

    /// <summary>
    /// How two models correspond; null where the second is not the first with one component more that has an amplitude of its
    /// own, under the same priors, data and noise.
    /// </summary>
    /// <param name="fewer">The model of fewer unknowns.</param>
    /// <param name="more">The other one.</param>
    /// <param name="draws">Draws of the first, at some of which that is tried.</param>
    public static NestedTargets? Of(ITarget fewer, ITarget more, Draws draws) =>
        CurveOf(fewer) is { } small && CurveOf(more) is { } large && large.Parameters.Count > small.Parameters.Count
            ? Pairs(small, large).FirstOrDefault(pair => pair.Holds(draws))
            : null;

    /// <summary>Writes a draw of K components as one of K + 1, of which one has no amplitude: L is the same.</summary>
    /// <param name="values">One value an unknown of the model of one more.</param>
    /// <param name="draw">One value an unknown of the other model.</param>
    /// <param name="component">Which component has no amplitude; its shape stands at the medians of the priors.</param>
    public void Fill(Span<double> values, ReadOnlySpan<double> draw, int component)
    {
        for (int i = 0; i < draw.Length; i++)
        {
            values[kept[component][i]] = draw[i];
        }

        int[] positions = Components.Components[component];
        for (int i = 0; i < positions.Length; i++)
        {
            values[positions[i]] = absent[i];
        }
    }

    /// <summary>The one curve that a target explains; null where it is something else.</summary>
    private static Posterior? CurveOf(ITarget target) =>
        target.Curves is [var curve] && curve.Positions.SequenceEqual(Enumerable.Range(0, target.Parameters.Count))
            ? curve.Posterior
            : null;

    private static IEnumerable<NestedTargets> Pairs(Posterior small, Posterior large) =>
        from components in MatchedComponents.Of(large)
        from alike in ComponentsOf(small, components.Components.Length - 1)
        where HaveSamePriors(small, alike, large, components.Components[0])
        let others = Others(small, alike)
        let common = Others(large, components.Components)
        where AreSame(small, others, large, common)
        select new NestedTargets(small, large, components, alike, others.Zip(common).ToArray());

    /// <summary>So many components of one kind: of none there is one set, which is empty.</summary>
    private static IEnumerable<int[][]> ComponentsOf(Posterior target, int count) => count == 0
        ? [Array.Empty<int[]>()]
        : MatchedComponents.Of(target).Select(group => group.Components).Where(group => group.Length == count);

    private static double TypicalOf(Distribution prior) =>
        prior.IsDiscrete ? Math.Round(prior.Mean) : ProbabilityScale.MedianOf(prior);

    private static int[] Others(Posterior target, int[][] components) =>
        [.. Enumerable.Range(0, target.Parameters.Count).Except(components.SelectMany(component => component))];

    private static bool HaveSamePriors(Posterior small, int[][] alike, Posterior large, int[] component) =>
        alike.All(one => PriorsOf(small, one).SequenceEqual(PriorsOf(large, component)));

    private static bool AreSame(Posterior small, int[] others, Posterior large, int[] common) =>
        others.Select(position => small.Parameters[position].Name)
            .SequenceEqual(common.Select(position => large.Parameters[position].Name))
        && PriorsOf(small, others).SequenceEqual(PriorsOf(large, common));

    private static IEnumerable<Distribution> PriorsOf(Posterior target, int[] positions) =>
        positions.Select(position => target.Parameters[position].Prior);

    private int[] PositionsWithout(int component, int[][] alike, (int Fewer, int More)[] common)
    {
        int[] positions = new int[Fewer.Parameters.Count];
        int[][] left = [.. Components.Components.Where((_, index) => index != component)];
        foreach ((int place, int position) in alike.SelectMany((one, index) => one.Zip(left[index])))
        {
            positions[place] = position;
        }

        foreach ((int place, int position) in common)
        {
            positions[place] = position;
        }

        return positions;
    }

    /// <summary>Whether any component without amplitude leaves the likelihood of the other model.</summary>
    private bool Holds(Draws draws)
    {
        ITargetState without = Fewer.CreateState();
        ITargetState with = More.CreateState();
        double[] values = new double[More.Parameters.Count];
        return Enumerable.Range(0, Math.Min(Trials, draws.Count)).All(draw =>
        {
            without.Set(draws[0, draw]);
            return Enumerable.Range(0, Count).All(component =>
            {
                Fill(values, draws[0, draw], component);
                with.Set(values);
                double difference = Math.Abs(with.LogLikelihood - without.LogLikelihood);
                return difference <= Rounding * (1 + Math.Abs(without.LogLikelihood));
            });
        });
    }
}
