using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>One of the curves in which components that are alike have a term each.</summary>
internal sealed class MatchedCurve
{
    private readonly MeasuredCurve curve;
    private readonly int place;
    private readonly int[] terms;
    private readonly int[][] positions;
    private readonly int[][] parameters;

    /// <param name="curve">The curve.</param>
    /// <param name="place">Which one it is among those of the target.</param>
    /// <param name="noise">The quadratic form that stands for its noise.</param>
    /// <param name="amplitude">Which of the amplitudes its terms are proportional to.</param>
    /// <param name="terms">For each component, its term.</param>
    /// <param name="components">For each component, the positions of its own parameters among those of the target.</param>
    public MatchedCurve(
        MeasuredCurve curve, int place, QuadraticNoise noise, int amplitude, int[] terms, int[][] components)
    {
        this.curve = curve;
        this.place = place;
        this.terms = terms;
        Noise = noise;
        Amplitude = amplitude;
        List<int> read = [.. curve.Positions];
        parameters = [.. components.Select(component =>
            Enumerable.Range(0, component.Length).Where(i => read.Contains(component[i])).ToArray())];
        positions = [.. components.Zip(parameters, (component, known) =>
            known.Select(i => read.IndexOf(component[i])).ToArray())];
    }

    /// <summary>The quadratic form that stands for the noise.</summary>
    public QuadraticNoise Noise { get; }

    /// <summary>Which of the amplitudes the terms are proportional to.</summary>
    public int Amplitude { get; }

    /// <summary>The most parameters of a component that the curve reads.</summary>
    public int Parameters => parameters.Max(known => known.Length);

    /// <summary>Writes y - f at the current point.</summary>
    public void Residual(ReadOnlySpan<IComponentResidual> states, AlignedBuffer residual) =>
        states[place].Residual(Noise, residual);

    /// <summary>Adds the current curve of a component to a residual: what is left without the component.</summary>
    public void Remove(ReadOnlySpan<IComponentResidual> states, int component, AlignedBuffer residual) =>
        states[place].Remove(terms[component], residual);

    /// <summary>Subtracts from a residual the curve that a component has with other parameters.</summary>
    /// <param name="states">The states of all curves.</param>
    /// <param name="component">The component.</param>
    /// <param name="values">One value a parameter of the component.</param>
    /// <param name="scratch">Room for <see cref="Parameters"/> values.</param>
    /// <param name="residual">The residual.</param>
    public void Subtract(
        ReadOnlySpan<IComponentResidual> states,
        int component,
        ReadOnlySpan<double> values,
        Span<double> scratch,
        AlignedBuffer residual) =>
        states[place].Subtract(terms[component], positions[component], Take(component, values, scratch), residual);

    /// <summary>Takes off a residual what a smooth background would follow of it, where the model has one.</summary>
    public void Settle(ReadOnlySpan<IComponentResidual> states, AlignedBuffer residual) => states[place].Settle(residual);

    /// <summary>Projects a settled residual on the curve that a component has with other parameters.</summary>
    /// <param name="states">The states of all curves.</param>
    /// <param name="component">The component.</param>
    /// <param name="values">One value a parameter of the component.</param>
    /// <param name="scratch">Room for <see cref="Parameters"/> values.</param>
    /// <param name="residual">The residual.</param>
    public Projection Project(
        ReadOnlySpan<IComponentResidual> states,
        int component,
        ReadOnlySpan<double> values,
        Span<double> scratch,
        AlignedBuffer residual) =>
        states[place].Project(
            terms[component], positions[component], Take(component, values, scratch), Noise.Weight, residual);

    /// <summary>The precision of the quadratic form at the current point.</summary>
    public double PrecisionIn(ReadOnlySpan<IComponentResidual> states) => states[place].PrecisionOf(Noise);

    /// <summary>The grid of the templates of the first component, whose curve follows what the values are.</summary>
    /// <param name="values">One value an unknown of the target; read anew for each curve.</param>
    public TemplateGrid GridAt(double[] values)
    {
        var pyramid = new ResidualPyramid(Noise.Count);
        double[] x = [.. Enumerable.Range(0, pyramid.Blocks).Select(block => MiddleOf(pyramid.PointsOf(block)))];
        Term term = curve.Posterior.Model.Terms[terms[0]];
        return new(
            pyramid,
            Noise.Weight,
            shape => term.Evaluate(x, curve.Posterior.ParametersOf(curve.ValuesOf(values), terms[0]), shape));
    }

    private ReadOnlySpan<double> Take(int component, ReadOnlySpan<double> values, Span<double> scratch)
    {
        int[] known = parameters[component];
        for (int i = 0; i < known.Length; i++)
        {
            scratch[i] = values[known[i]];
        }

        return scratch[..known.Length];
    }

    private double MiddleOf((int First, int End) points) => curve.Measurement.X[(points.First + points.End - 1) / 2];
}
