using BayesMeasure.Models;

namespace BayesMeasure.Tests.Models;

/// <inheritdoc/>
internal sealed class ComponentCaseOf<TComponent>(
    Func<double, double[], double> formula, params (double Low, double High)[] ranges)
    : ComponentCase(formula, ranges)
    where TComponent : struct, IComponent
{
    public override IReadOnlyList<string> ParameterNames => TComponent.ParameterNames;

    public override string? Amplitude => TComponent.Amplitude;

    public override double[] Over(double[] x, double[] parameters, int lanes) =>
        ComponentRun<TComponent>.Over(x, parameters, lanes);

    public override double[] Gradient(double x, double[] parameters) => ComponentRun<TComponent>.Gradient(x, parameters);

    public override PeakMeasures? Measure(double[] parameters) => TComponent.Measure(parameters);
}
