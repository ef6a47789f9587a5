using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The shapes of a component as a function of the explored coordinates of its shape parameters. What it shares with others, or
/// follows, stands where it is at a given point.
/// </summary>
internal sealed class ShapeBox
{
    private readonly int[] shapes;
    private readonly Distribution[] priors;
    private readonly ShapeTerm[] terms;
    private readonly double[] values;

    /// <param name="target">The target.</param>
    /// <param name="component">The component.</param>
    /// <param name="ranges">The range of every unknown of the target.</param>
    /// <param name="values">One value an unknown of the target: where all else stands.</param>
    public ShapeBox(
        ITarget target, InsertedComponent component, IReadOnlyList<ExploredRange> ranges, ReadOnlySpan<double> values)
    {
        this.values = values.ToArray();
        shapes = component.Shapes;
        Array.ForEach(component.Amplitudes, amplitude => this.values[amplitude] = 1);
        priors = [.. shapes.Select(shape => target.Parameters[shape].Prior)];
        Ranges = [.. shapes.Select(shape => ranges[shape])];
        terms = [.. component.Component.Terms.Select(term => new ShapeTerm(target.Curves[term.Curve], term.Position))];
    }

    /// <summary>The range of each shape parameter.</summary>
    public IReadOnlyList<ExploredRange> Ranges { get; }

    /// <summary>The number of terms, each in a curve of its own.</summary>
    public int Terms => terms.Length;

    /// <summary>The curve of a term at the point that was evaluated last.</summary>
    public ReadOnlySpan<double> Curve(int term) => terms[term].Curve;

    /// <summary>Computes the curves of all terms.</summary>
    /// <param name="coordinates">One coordinate a shape parameter.</param>
    public void Evaluate(ReadOnlySpan<double> coordinates)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            values[shapes[i]] = priors[i].FromCoordinate(coordinates[i]);
        }

        foreach (ShapeTerm term in terms)
        {
            term.Evaluate(values);
        }
    }

    /// <summary>Moves one coordinate of a point, and computes the curves of all terms there.</summary>
    public void EvaluateAt(double[] point, int parameter, double coordinate)
    {
        point[parameter] = coordinate;
        Evaluate(point);
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
    public void Keep() => Array.ForEach(terms, term => term.Keep());

    /// <summary>The smallest cosine, over the terms, of the curves of the last evaluation and those that were kept.</summary>
    public double CosineWithKept()
    {
        double smallest = 1;
        foreach (ShapeTerm term in terms)
        {
            smallest = Math.Min(smallest, term.CosineWithKept());
        }

        return smallest;
    }
}
