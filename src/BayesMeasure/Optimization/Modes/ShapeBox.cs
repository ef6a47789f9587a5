using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The shapes of a component as a function of the explored coordinates of its shape parameters. What it shares with others, or
/// follows, stands where it is at a given point.
/// </summary>
internal sealed class ShapeBox
{
    private readonly InsertedComponent component;
    private readonly IReadOnlyList<MeasuredCurve> curves;
    private readonly Distribution[] priors;
    private readonly TermShape[] shapes;
    private readonly double[] values;
    private AlignedBuffer[] current;
    private AlignedBuffer[] kept;

    /// <param name="target">The target.</param>
    /// <param name="component">The component.</param>
    /// <param name="ranges">The range of every unknown of the target.</param>
    /// <param name="values">One value an unknown of the target: where all else stands.</param>
    public ShapeBox(
        ITarget target, InsertedComponent component, IReadOnlyList<ExploredRange> ranges, ReadOnlySpan<double> values)
    {
        this.component = component;
        this.values = values.ToArray();
        curves = target.Curves;
        Array.ForEach(component.Amplitudes, amplitude => this.values[amplitude] = 1);
        priors = [.. component.Shapes.Select(shape => target.Parameters[shape].Prior)];
        Ranges = [.. component.Shapes.Select(shape => ranges[shape])];
        shapes = [.. component.Component.Terms.Select(term => TermShape.Of(curves[term.Curve].Posterior, term.Position))];
        current = CreateBuffers();
        kept = CreateBuffers();
    }

    /// <summary>The range of each shape parameter.</summary>
    public IReadOnlyList<ExploredRange> Ranges { get; }

    /// <summary>The number of terms, each in a curve of its own.</summary>
    public int Terms => shapes.Length;

    /// <summary>The curve of a term at the point that was evaluated last.</summary>
    public ReadOnlySpan<double> Curve(int term) => current[term].Span[..CountOf(term)];

    /// <summary>Computes the curves of all terms.</summary>
    /// <param name="coordinates">One coordinate a shape parameter.</param>
    public void Evaluate(ReadOnlySpan<double> coordinates)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            values[component.Shapes[i]] = priors[i].FromCoordinate(coordinates[i]);
        }

        foreach ((int index, SummedTerm term) in component.Component.Terms.Index())
        {
            MeasuredCurve curve = curves[term.Curve];
            shapes[index].Evaluate(curve.Posterior.ParametersOf(curve.ValuesOf(values), term.Position), current[index]);
        }
    }

    /// <summary>The log prior density of the shape parameters, in explored coordinates.</summary>
    public double LogPrior(ReadOnlySpan<double> coordinates)
    {
        double sum = 0;
        for (int i = 0; i < priors.Length; i++)
        {
            sum += priors[i].LogCoordinateDensity(priors[i].FromCoordinate(coordinates[i]), coordinates[i]);
        }

        return sum;
    }

    /// <summary>Keeps the curves of the last evaluation.</summary>
    public void Keep() => (current, kept) = (kept, current);

    /// <summary>
    /// The smallest cosine, over the terms, of the curves of the last evaluation and those that were kept. Where both are 0 they
    /// are alike, where one is they are not.
    /// </summary>
    public double CosineWithKept()
    {
        double smallest = 1;
        for (int term = 0; term < shapes.Length; term++)
        {
            int count = CountOf(term);
            double product = InnerProduct.Of(current[term].Span[..count], kept[term].Span[..count]);
            double first = InnerProduct.Of(current[term].Span[..count], current[term].Span[..count]);
            double second = InnerProduct.Of(kept[term].Span[..count], kept[term].Span[..count]);
            double cosine = first > 0 && second > 0 ? product / Math.Sqrt(first * second) : first == second ? 1 : 0;
            smallest = Math.Min(smallest, double.IsNaN(cosine) ? 1 : cosine);
        }

        return smallest;
    }

    private int CountOf(int term) => curves[component.Component.Terms[term].Curve].Measurement.Count;

    private AlignedBuffer[] CreateBuffers() =>
        [.. component.Component.Terms.Select(term => curves[term.Curve].Posterior.Data.CreateBuffer())];
}
