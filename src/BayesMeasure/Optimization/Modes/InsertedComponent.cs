using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// A component that can be put into a fit: its shape is found by a matched filter, its amplitudes are conditional.
/// </summary>
/// <param name="Component">The component.</param>
/// <param name="Amplitudes">The unknowns that its terms are proportional to; one that several terms share is there once.</param>
/// <param name="Shapes">Its other unknowns.</param>
internal sealed record InsertedComponent(SummedComponent Component, int[] Amplitudes, int[] Shapes)
{
    /// <summary>The components of a target that have a shape to look for, and in each curve an amplitude of their own.</summary>
    public static IReadOnlyList<InsertedComponent> Of(ITarget target) => target.Curves.Count == 0 ? [] : [..
        from component in ComponentGroups.ComponentsOf(target)
        where component.Terms.All(term => term.Amplitude >= 0)
        let amplitudes = component.Terms.Select(term => term.Amplitude).Distinct().ToArray()
        let shapes = component.Own.Except(amplitudes).ToArray()
        where shapes.Length > 0
        select new InsertedComponent(component, amplitudes, shapes)];

    /// <summary>Whether another component can be searched for among the same curves.</summary>
    public bool IsLike(InsertedComponent other, IReadOnlyList<Parameter> parameters) =>
        Component.Kind == other.Component.Kind
        && Component.Own.Select(position => parameters[position].Prior)
            .SequenceEqual(other.Component.Own.Select(position => parameters[position].Prior));

    /// <summary>Takes the component out of a point: without amplitudes nothing of it is left.</summary>
    public void Remove(Span<double> values)
    {
        foreach (int amplitude in Amplitudes)
        {
            values[amplitude] = 0;
        }
    }

    /// <summary>Gives the component what another one that is like it has.</summary>
    public void Copy(InsertedComponent from, Span<double> values)
    {
        for (int i = 0; i < Component.Own.Count; i++)
        {
            values[Component.Own[i]] = values[from.Component.Own[i]];
        }
    }
}
