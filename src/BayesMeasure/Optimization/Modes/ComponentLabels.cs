using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using MathNet.Numerics;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The labels of components that can change places: they are given in order, and counted.</summary>
/// <param name="alike">The components of a target that can change places.</param>
internal sealed class ComponentLabels(IReadOnlyList<InterchangeableComponents> alike)
{
    private static readonly ParameterRole[] Keys =
        [ParameterRole.Position, ParameterRole.Rate, ParameterRole.Width, ParameterRole.Other, ParameterRole.Amplitude];

    /// <summary>
    /// The logarithm of the number of points that a point becomes when alike components change places: ln K! for K that differ,
    /// less ln J! for J of them that coincide.
    /// </summary>
    public double LogLabellings(IReadOnlyList<double> values) => alike.Sum(components =>
        SpecialFunctions.FactorialLn(components.Count) - Coinciding(components, values).Sum(SpecialFunctions.FactorialLn));

    /// <summary>
    /// Puts components that can change places in order: by their positions, or else by their rates, widths, anything.
    /// </summary>
    /// <returns>Whether that changed anything.</returns>
    public bool Order(double[] values)
    {
        double[] copy = [.. values];
        foreach (InterchangeableComponents components in alike)
        {
            int key = Enumerable.Range(0, components.Roles.Count).MinBy(i => Array.IndexOf(Keys, components.Roles[i]));
            int[] order = [.. Enumerable.Range(0, components.Count).OrderBy(k => values[components.Positions[k][key]])];
            components.Arrange(values, order);
        }

        return !values.AsSpan().SequenceEqual(copy);
    }

    /// <summary>For each place of alike components, how many of them are there.</summary>
    private static IEnumerable<int> Coinciding(InterchangeableComponents components, IReadOnlyList<double> values) => components
        .Positions
        .GroupBy(positions => string.Join(' ', positions.Select(position => values[position].ToString("G5", null))))
        .Select(place => place.Count());
}
