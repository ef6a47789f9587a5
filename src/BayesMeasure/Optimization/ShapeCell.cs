namespace BayesMeasure.Optimization;

/// <summary>A part of the box of the shapes of a component, which is halved where the curves at its faces differ most.</summary>
internal sealed class ShapeCell
{
    private readonly double[] low;
    private readonly double[] high;
    private int widest;

    private ShapeCell(double[] low, double[] high)
    {
        this.low = low;
        this.high = high;
    }

    /// <summary>The middle.</summary>
    public double[] Middle => [.. low.Zip(high, (from, to) => 0.5 * (from + to))];

    /// <summary>The whole box.</summary>
    public static ShapeCell Whole(ShapeBox box) =>
        new([.. box.Ranges.Select(range => range.Low)], [.. box.Ranges.Select(range => range.High)]);

    /// <summary>The smallest cosine between the curves at the middles of two opposite faces, and along which parameter.</summary>
    public double Compare(ShapeBox box)
    {
        double smallest = double.PositiveInfinity;
        double[] point = Middle;
        for (int i = 0; i < low.Length; i++)
        {
            double middle = point[i];
            point[i] = low[i];
            box.Evaluate(point);
            box.Keep();
            point[i] = high[i];
            box.Evaluate(point);
            point[i] = middle;
            double cosine = box.CosineWithKept();
            if (cosine < smallest)
            {
                (smallest, widest) = (cosine, i);
            }
        }

        return smallest;
    }

    /// <summary>The two halves along the parameter that was found to matter most.</summary>
    public (ShapeCell Lower, ShapeCell Upper) Halves()
    {
        double middle = 0.5 * (low[widest] + high[widest]);
        double[] lowOfUpper = [.. low];
        double[] highOfLower = [.. high];
        lowOfUpper[widest] = highOfLower[widest] = middle;
        return (new(low, highOfLower), new(lowOfUpper, high));
    }
}
