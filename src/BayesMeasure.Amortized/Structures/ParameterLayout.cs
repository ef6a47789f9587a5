using System.Collections.Concurrent;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// The unknowns of all structures, a slot each: what has one name and one prior in several structures has one slot. Which slots a
/// structure has, and its values in the normal coordinates of their priors.
/// </summary>
internal sealed class ParameterLayout
{
    private static readonly ParameterRole[] OrderingRoles = [ParameterRole.Position, ParameterRole.Rate];

    private readonly Func<Structure, Posterior> posteriorOf;
    private readonly Dictionary<(string Name, Distribution Prior), int> positions = [];
    private readonly NormalCoordinate[] coordinates;
    private readonly ConcurrentDictionary<Structure, int[]> slots = [];

    /// <param name="layout">The structures.</param>
    /// <param name="posteriorOf">The model of a structure; all unknowns are continuous.</param>
    public ParameterLayout(StructureLayout layout, Func<Structure, Posterior> posteriorOf)
    {
        this.posteriorOf = posteriorOf;
        foreach (Parameter parameter in OneOptionEach(layout).SelectMany(structure => posteriorOf(structure).Parameters))
        {
            positions.TryAdd((parameter.Name, parameter.Prior), positions.Count);
        }

        coordinates = [.. positions.Keys.Select(slot => new NormalCoordinate(slot.Prior))];
    }

    /// <summary>The number of slots.</summary>
    public int Count => positions.Count;

    /// <summary>The names of all slots; alternatives may have the same one with different priors.</summary>
    public IEnumerable<string> Names => positions.Keys.Select(slot => slot.Name);

    /// <summary>Whether every unknown of the structures is continuous: an indicator has no normal coordinate.</summary>
    public static bool IsContinuous(StructureLayout layout, Func<Structure, Posterior> posteriorOf) =>
        OneOptionEach(layout).All(structure => posteriorOf(structure).Parameters.All(one => !one.Prior.IsDiscrete));

    /// <summary>The slots of a structure, in the order of its unknowns.</summary>
    public int[] SlotsOf(Structure structure) => slots.GetOrAdd(
        structure, added => [.. posteriorOf(added).Parameters.Select(parameter => positions[(parameter.Name, parameter.Prior)])]);

    /// <summary>The normal coordinates of values, equal components in the order of their positions.</summary>
    public double[] ToNormal(Structure structure, IReadOnlyList<double> values)
    {
        double[] normals = [.. SlotsOf(structure).Zip(values, (slot, value) => coordinates[slot].ToNormal(value))];
        Order(structure, normals);
        return normals;
    }

    /// <summary>The values at normal coordinates, equal components in the order of their positions.</summary>
    public double[] ToValues(Structure structure, double[] normals)
    {
        double[] ordered = [.. normals];
        Order(structure, ordered);
        return [.. SlotsOf(structure).Zip(ordered, (slot, normal) => coordinates[slot].ToValue(normal))];
    }

    /// <summary>Components that are alike have no names: whichever is first is called the first.</summary>
    private void Order(Structure structure, double[] normals)
    {
        Posterior posterior = posteriorOf(structure);
        foreach (ComponentGroup group in posterior.Groups)
        {
            int key = KeyOf(group, posterior.Parameters);
            double[][] components =
            [
                .. group.Components.Select(component => component.Select(position => normals[position]).ToArray())
                    .OrderBy(component => component[key]),
            ];
            foreach ((IReadOnlyList<int> to, double[] from) in group.Components.Zip(components))
            {
                foreach ((int position, double normal) in to.Zip(from))
                {
                    normals[position] = normal;
                }
            }
        }
    }

    /// <summary>What puts components in order: where they are, or else their rate, or else their first unknown.</summary>
    private static int KeyOf(ComponentGroup group, IReadOnlyList<Parameter> parameters)
    {
        ParameterRole[] roles = [.. group.Components[0].Select(position => parameters[position].Role)];
        return Math.Max(0, OrderingRoles.Select(role => Array.IndexOf(roles, role)).FirstOrDefault(index => index >= 0));
    }

    /// <summary>
    /// Structures that have one option of one part, and the first of all others: together they have every unknown.
    /// </summary>
    private static IEnumerable<Structure> OneOptionEach(StructureLayout layout) =>
        from part in Enumerable.Range(0, layout.Parts.Count)
        from option in Enumerable.Range(0, layout.Parts[part].Options.Count)
        select layout.Of([.. Enumerable.Range(0, part + 1).Select(other => other == part ? option : 0)]);
}
