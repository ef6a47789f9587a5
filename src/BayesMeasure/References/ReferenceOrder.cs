using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// One labelling among all that leave the posterior as it is: interchangeable components in ascending order of one of their
/// parameters, or each as like its template as can be. Any will do; one that parts them well makes a reference that fits. Sorting
/// allocates nothing, and is for one thread at a time where there are templates.
/// </summary>
internal sealed class ReferenceOrder
{
    // Other parameters part components as a rule better than what they are proportional to.
    private static readonly ParameterRole[] Roles =
    [
        ParameterRole.Position, ParameterRole.Rate, ParameterRole.Width, ParameterRole.Other, ParameterRole.Amplitude,
        ParameterRole.NoiseLevel,
    ];

    private readonly Group[] groups;

    private ReferenceOrder(Group[] groups)
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
    /// For each group: how many components, how many parameters each, which of them is the key, all positions, and the templates.
    /// </summary>
    public IEnumerable<double> Numbers =>
    [
        groups.Length,
        .. groups.SelectMany(group => (double[])
        [
            group.Components.Length, group.Components[0].Length, group.Key,
            .. group.Components.SelectMany(component => component).Select(position => (double)position),
            group.Templates is null ? 0 : 1, .. group.Templates?.Numbers ?? [],
        ]),
    ];

    /// <summary>The order of the components of a target that can change places.</summary>
    /// <param name="target">The target.</param>
    /// <param name="points">Points at which a likelihood without terms is tried.</param>
    public static ReferenceOrder Of(ITarget target, IReadOnlyList<double[]> points) => new(
        [.. InterchangeableComponents.Of(target, target.Parameters, points)
            .Select(group => new Group(KeyOf(group), group.Positions, null))]);

    /// <summary>The order that has these numbers, which are taken from the front.</summary>
    public static ReferenceOrder Of(Queue<double> numbers)
    {
        var groups = new Group[(int)numbers.Dequeue()];
        for (int g = 0; g < groups.Length; g++)
        {
            int count = (int)numbers.Dequeue();
            int size = (int)numbers.Dequeue();
            int key = (int)numbers.Dequeue();
            int[][] components = [.. Enumerable.Range(0, count).Select(_ =>
                Enumerable.Range(0, size).Select(_ => (int)numbers.Dequeue()).ToArray())];
            bool hasTemplates = numbers.Dequeue() == 1;
            groups[g] = new(key, components, hasTemplates
                ? ComponentTemplates.Of([.. Enumerable.Range(0, 2 * count * size).Select(_ => numbers.Dequeue())], size)
                : null);
        }

        return new(groups);
    }

    /// <summary>The same groups, each component as like its template as can be.</summary>
    /// <param name="draws">Draws that templates are made of, in any labelling.</param>
    public ReferenceOrder ByTemplates(double[][] draws) => new(
        [.. groups.Select(group => group with { Templates = ComponentTemplates.Of(group.Components, draws) })]);

    /// <summary>The same for another thread.</summary>
    public ReferenceOrder Copy() => new([.. groups.Select(group => group with { Templates = group.Templates?.Copy() })]);

    /// <summary>Sorts the components of a point; those that are level stay in their order.</summary>
    /// <param name="point">One coordinate a parameter.</param>
    public void Sort(Span<double> point)
    {
        Span<double> before = stackalloc double[point.Length];
        point.CopyTo(before);
        Span<int> all = stackalloc int[point.Length];
        foreach (Group group in groups)
        {
            Span<int> places = all[..group.Components.Length];
            group.Place(before, places);
            for (int k = 0; k < places.Length; k++)
            {
                int[] place = group.Components[places[k]];
                for (int i = 0; i < place.Length; i++)
                {
                    point[place[i]] = before[group.Components[k][i]];
                }
            }
        }
    }

    /// <summary>Whether the components of a point are in order.</summary>
    public bool IsOrdered(ReadOnlySpan<double> point)
    {
        Span<int> all = stackalloc int[point.Length];
        foreach (Group group in groups)
        {
            Span<int> places = all[..group.Components.Length];
            group.Place(point, places);
            for (int k = 0; k < places.Length; k++)
            {
                if (places[k] != k)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int KeyOf(InterchangeableComponents group) =>
        Enumerable.Range(0, group.Roles.Count).MinBy(i => Array.IndexOf(Roles, group.Roles[i]));

    /// <summary>Components that can change places.</summary>
    /// <param name="Key">Which of their parameters puts them in order.</param>
    /// <param name="Components">The positions of the parameters of each.</param>
    /// <param name="Templates">What they look like, where no parameter puts them in order.</param>
    private sealed record Group(int Key, int[][] Components, ComponentTemplates? Templates)
    {
        /// <summary>The place that each component takes.</summary>
        public void Place(ReadOnlySpan<double> point, Span<int> places)
        {
            if (Templates is not null)
            {
                Templates.Label(point, Components, places);
                return;
            }

            for (int k = 0; k < places.Length; k++)
            {
                places[k] = PlaceOf(point, k);
            }
        }

        /// <summary>How many components stand before one when they are sorted.</summary>
        private int PlaceOf(ReadOnlySpan<double> point, int component)
        {
            double own = point[Components[component][Key]];
            int place = 0;
            for (int k = 0; k < Components.Length; k++)
            {
                double other = point[Components[k][Key]];
                place += other < own || (other == own && k < component) ? 1 : 0;
            }

            return place;
        }
    }
}
