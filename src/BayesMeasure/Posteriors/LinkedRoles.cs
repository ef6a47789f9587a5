using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// What the parameters of a component are, be it through a tie or a link: a lifetime whose inverse is the rate of a decay puts
/// decays in order as their rates do.
/// </summary>
/// <param name="curves">The curves whose terms say what their parameters are.</param>
/// <param name="parameters">The unknowns.</param>
internal sealed class LinkedRoles(IReadOnlyList<MeasuredCurve> curves, IReadOnlyList<Parameter> parameters)
{
    /// <summary>What a parameter of a component is.</summary>
    /// <param name="component">The positions of all parameters of the component.</param>
    /// <param name="index">Which of them is asked about.</param>
    public ParameterRole Of(int[] component, int index)
    {
        ParameterRole own = parameters[component[index]].Role;
        return own != ParameterRole.Other
            ? own
            : ThroughRules(component, component[index]).FirstOrDefault(role => role != ParameterRole.Other);
    }

    /// <summary>The roles of all that follows this parameter and no other of its component.</summary>
    private IEnumerable<ParameterRole> ThroughRules(int[] component, int position) =>
        from curve in curves
        let layout = curve.Posterior.Layout
        from term in curve.Posterior.Model.Terms.Zip(layout.Terms)
        from reading in term.First.Roles.Zip(term.Second)
        let read = layout.UnknownsOf(reading.Second).Select(local => curve.Positions[local]).Intersect(component)
        where read.SequenceEqual([position])
        select reading.First;
}
