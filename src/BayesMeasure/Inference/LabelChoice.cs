using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>Chooses what puts interchangeable components in order where nobody says it.</summary>
/// <remarks>
/// It is their positions or else their rates. Where these overlap, so that an order by them would tear components apart, it is
/// another parameter that parts them, and where none does, each draw is relabelled as a whole, if that parts more of them. What
/// is chosen depends on the unordered components of the draws alone: permuting the labels of any draw changes nothing.
/// </remarks>
internal sealed class LabelChoice
{
    /// <summary>Components are told apart where two stand the wrong way round in no more than one of 20 pairs of draws.</summary>
    private const double MostConfusion = 0.05;

    /// <summary>Another parameter than the usual one must part the components this well.</summary>
    private const double SmallOverlap = 0.01;

    /// <summary>Fewer draws do not tell what parts the components.</summary>
    private const int FewestDraws = 100;

    private static readonly ParameterRole[] UsualRoles = [ParameterRole.Position, ParameterRole.Rate];

    /// <summary>Amplitudes come last: they say least of what a component is.</summary>
    private static readonly ParameterRole[] OtherRoles =
        [.. UsualRoles, ParameterRole.Width, ParameterRole.Other, ParameterRole.Amplitude];

    private readonly InterchangeableComponents components;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly ComponentSample sample;
    private readonly int? usual;

    private LabelChoice(InterchangeableComponents components, Draws draws)
    {
        this.components = components;
        parameters = draws.Parameters;
        sample = new(components, draws);
        usual = UsualKey(components, parameters) is { } key ? Array.IndexOf(sample.Continuous, key) : null;
    }

    /// <summary>The usual labels; null where no role gives an order, and too few draws are there to find another.</summary>
    public static ComponentLabels? Of(InterchangeableComponents components, Draws draws)
    {
        if (!components.IsKnown)
        {
            return AsTheyAre(components, draws);
        }

        bool tell = draws.Chains * draws.Count >= FewestDraws
            && components.Positions[0].Any(position => !draws.Parameters[position].Prior.IsDiscrete);
        return tell ? new LabelChoice(components, draws).Best()
            : UsualKey(components, draws.Parameters) is { } key ? ComponentLabels.SortedBy(components, draws.Parameters, key)
            : null;
    }

    /// <summary>Which parameter of a component orders it by its role; null where none does.</summary>
    public static int? UsualKey(InterchangeableComponents components, IReadOnlyList<Parameter> parameters) => UsualRoles
        .SelectMany(role => components.Roles.Index().Where(item => item.Item == role))
        .Where(item => !parameters[components.Positions[0][item.Index]].Prior.IsDiscrete)
        .Select(item => (int?)item.Index)
        .FirstOrDefault();

    /// <summary>
    /// What was read from a file was put in order before it was written: the parameter by which is that in which every draw is
    /// ascending.
    /// </summary>
    private static ComponentLabels? AsTheyAre(InterchangeableComponents components, Draws draws)
    {
        int? key = Enumerable.Range(0, components.Roles.Count)
            .OrderBy(index => Array.IndexOf(OtherRoles, components.Roles[index]))
            .Select(index => (int?)index)
            .FirstOrDefault(index => AreAscending(components, index!.Value, draws));
        return key is { } found ? ComponentLabels.SortedBy(components, draws.Parameters, found) : null;
    }

    private static bool AreAscending(InterchangeableComponents components, int index, Draws draws) =>
        Enumerable.Range(0, draws.Chains).All(chain => Enumerable.Range(0, draws.Count).All(draw =>
        {
            ReadOnlySpan<double> point = draws[chain, draw];
            bool isAscending = true;
            for (int k = 1; k < components.Count; k++)
            {
                isAscending &= point[components.Positions[k - 1][index]] <= point[components.Positions[k][index]];
            }

            return isAscending;
        }));

    /// <summary>The coordinates, first those that say most of what a component is.</summary>
    private IEnumerable<int> ByRole => Enumerable.Range(0, sample.Continuous.Length)
        .OrderBy(coordinate => Array.IndexOf(OtherRoles, components.Roles[sample.Continuous[coordinate]]));

    private ComponentLabels Best()
    {
        if (usual is { } role && sample.OverlapIn(role) <= MostConfusion)
        {
            return SortedBy(role);
        }

        int? other = ByRole
            .Where(coordinate => coordinate != usual)
            .Select(coordinate => (int?)coordinate)
            .FirstOrDefault(coordinate => sample.OverlapIn(coordinate!.Value) <= SmallOverlap);
        return other is { } key ? SortedBy(key) : Relabelled();
    }

    private ComponentLabels Relabelled()
    {
        var relabelling = Relabelling.Of(sample);
        int key = usual ?? relabelling.ClearestOf([.. ByRole]);
        relabelling = relabelling.NumberedBy(key);
        (int First, int Second)[] left = Confused(relabelling.Normals, relabelling.Orders);
        if (usual is { } role)
        {
            int[][] sorted = sample.SortedBy(role);
            (int First, int Second)[] before = Confused(sample.NormalsOf(sorted), sorted);
            if (left.Length >= before.Length)
            {
                return SortedBy(role, Connected(before));
            }
        }

        return ComponentLabels.Relabelled(
            components,
            parameters,
            sample.Continuous[key],
            point => relabelling.Normals.OrderOf(sample.Of(point)),
            Connected(left));
    }

    private ComponentLabels SortedBy(int coordinate, params IReadOnlyList<int[]> confused) =>
        ComponentLabels.SortedBy(components, parameters, sample.Continuous[coordinate], confused);

    private (int First, int Second)[] Confused(ComponentNormals normals, int[][] orders) => [..
        from second in Enumerable.Range(0, components.Count)
        from first in Enumerable.Range(0, second)
        where normals.Confusion(sample.Draws, orders, first, second) > MostConfusion
        select (first, second)];

    /// <summary>Components of which each cannot be told from another one belong together.</summary>
    private List<int[]> Connected((int First, int Second)[] pairs)
    {
        int[] set = [.. Enumerable.Range(0, components.Count)];
        foreach ((int first, int second) in pairs)
        {
            (int kept, int joined) = (set[first], set[second]);
            set = Array.ConvertAll(set, one => one == joined ? kept : one);
        }

        return [.. Enumerable.Range(0, set.Length)
            .GroupBy(place => set[place])
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())];
    }
}
