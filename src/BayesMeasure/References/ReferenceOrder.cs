using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// One labelling among all that leave the posterior as it is: interchangeable components in ascending order of one of their
/// parameters. Any will do; one that parts them well makes a reference that fits. It never changes, and allocates nothing.
/// </summary>
internal sealed class ReferenceOrder
{
    // Other parameters part components as a rule better than what they are proportional to.
    private static readonly ParameterRole[] Roles =
    [
        ParameterRole.Position, ParameterRole.Rate, ParameterRole.Width, ParameterRole.Other, ParameterRole.Amplitude,
        ParameterRole.NoiseLevel,
    ];

    private readonly (int Key, int[][] Components)[] groups;

    private ReferenceOrder((int Key, int[][] Components)[] groups)
    {
        this.groups = groups;
        LogPermutations = groups.Sum(group =>
            Enumerable.Range(1, group.Components.Length).Sum(count => Math.Log(count)));
    }

    /// <summary>Nothing to order.</summary>
    public static ReferenceOrder None { get; } = new([]);

    /// <summary>The logarithm of the number of labellings, sum ln K_g!.</summary>
    public double LogPermutations { get; }

    /// <summary>The components of each group, by the positions of their parameters.</summary>
    public IEnumerable<int[][]> Groups => groups.Select(group => group.Components);

    /// <summary>
    /// For each group: how many components, how many parameters each, which of them is the key, and all positions.
    /// </summary>
    public IEnumerable<double> Numbers =>
    [
        groups.Length,
        .. groups.SelectMany(group => (double[])
        [
            group.Components.Length, group.Components[0].Length, group.Key,
            .. group.Components.SelectMany(component => component).Select(position => (double)position),
        ]),
    ];

    /// <summary>The order of the components of a target that can change places.</summary>
    /// <param name="target">The target.</param>
    /// <param name="points">Points at which a likelihood without terms is tried.</param>
    public static ReferenceOrder Of(ITarget target, IReadOnlyList<double[]> points) => new(
        [.. InterchangeableComponents.Of(target, target.Parameters, points).Select(group => (KeyOf(group), group.Positions))]);

    /// <summary>The order that has these numbers, which are taken from the front.</summary>
    public static ReferenceOrder Of(Queue<double> numbers)
    {
        var groups = new (int Key, int[][] Components)[(int)numbers.Dequeue()];
        for (int g = 0; g < groups.Length; g++)
        {
            int count = (int)numbers.Dequeue();
            int size = (int)numbers.Dequeue();
            groups[g] = ((int)numbers.Dequeue(), [.. Enumerable.Range(0, count).Select(_ =>
                Enumerable.Range(0, size).Select(_ => (int)numbers.Dequeue()).ToArray())]);
        }

        return new(groups);
    }

    /// <summary>Sorts the components of a point; those that are level stay in their order.</summary>
    /// <param name="point">One number a parameter: values, or coordinates, which rise with them.</param>
    public void Sort(Span<double> point)
    {
        Span<double> before = stackalloc double[point.Length];
        point.CopyTo(before);
        foreach ((int key, int[][] components) in groups)
        {
            for (int k = 0; k < components.Length; k++)
            {
                int[] place = components[PlaceOf(before, components, key, k)];
                for (int i = 0; i < place.Length; i++)
                {
                    point[place[i]] = before[components[k][i]];
                }
            }
        }
    }

    /// <summary>Whether the components of a point are in order.</summary>
    public bool IsOrdered(ReadOnlySpan<double> point)
    {
        foreach ((int key, int[][] components) in groups)
        {
            for (int k = 1; k < components.Length; k++)
            {
                if (point[components[k][key]] < point[components[k - 1][key]])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int KeyOf(InterchangeableComponents group) =>
        Enumerable.Range(0, group.Roles.Count).MinBy(i => Array.IndexOf(Roles, group.Roles[i]));

    /// <summary>How many components stand before one when they are sorted.</summary>
    private static int PlaceOf(ReadOnlySpan<double> point, int[][] components, int key, int component)
    {
        double own = point[components[component][key]];
        int place = 0;
        for (int k = 0; k < components.Length; k++)
        {
            double other = point[components[k][key]];
            place += other < own || (other == own && k < component) ? 1 : 0;
        }

        return place;
    }
}
