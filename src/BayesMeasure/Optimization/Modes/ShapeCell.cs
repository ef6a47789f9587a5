namespace BayesMeasure.Optimization.Modes;

/// <summary>A part of the box of the shapes of a component, which is halved where the curves at its faces differ most.</summary>
internal sealed class ShapeCell
{
    /// <summary>Where curves are so alike in a parameter, they are so in the halves along another one, too.</summary>
    private const double Settled = 0.95;

    private readonly double[] low;
    private readonly double[] high;
    private readonly double[] cosines;
    private readonly int halved;
    private int widest;

    private ShapeCell(double[] low, double[] high, double[] cosines, int halved)
    {
        this.low = low;
        this.high = high;
        this.cosines = cosines;
        this.halved = halved;
    }

    /// <summary>The middle.</summary>
    public double[] Middle()
    {
        double[] middle = new double[low.Length];
        for (int i = 0; i < middle.Length; i++)
        {
            middle[i] = 0.5 * (low[i] + high[i]);
        }

        return middle;
    }

    /// <summary>The whole box.</summary>
    public static ShapeCell Whole(ShapeBox box) =>
        new(
            [.. box.Ranges.Select(range => range.Low)],
            [.. box.Ranges.Select(range => range.High)],
            new double[box.Ranges.Count],
            halved: -1);

    /// <summary>The smallest cosine between the curves at the middles of two opposite faces, and along which parameter.</summary>
    public double Compare(ShapeBox box)
    {
        double smallest = double.PositiveInfinity;
        double[] point = Middle();
        for (int i = 0; i < low.Length; i++)
        {
            cosines[i] = i == halved || cosines[i] >= Settled ? cosines[i] : CosineAlong(i, point, box);
            if (cosines[i] < smallest)
            {
                (smallest, widest) = (cosines[i], i);
            }
        }

        return smallest;
    }

    /// <summary>The two halves along the parameter that was found to matter most.</summary>
    public (ShapeCell Lower, ShapeCell Upper) Halves(ShapeBox box)
    {
        double[] point = Middle();
        double[] lowOfUpper = [.. low];
        double[] highOfLower = [.. high];
        lowOfUpper[widest] = highOfLower[widest] = point[widest];
        (double[] ofLower, double[] ofUpper) = ([.. cosines], [.. cosines]);
        (ofLower[widest], ofUpper[widest]) = CosinesOfHalves(point, box);
        return (new(low, highOfLower, ofLower, widest), new(lowOfUpper, high, ofUpper, widest));
    }

    /// <summary>The cosines of both halves along the parameter that parts them: the curve between them is one.</summary>
    private (double Lower, double Upper) CosinesOfHalves(double[] point, ShapeBox box)
    {
        double middle = point[widest];
        box.EvaluateAt(point, widest, low[widest]);
        box.Keep();
        box.EvaluateAt(point, widest, middle);
        double lower = box.CosineWithKept();
        box.Keep();
        box.EvaluateAt(point, widest, high[widest]);
        return (lower, box.CosineWithKept());
    }

    private double CosineAlong(int parameter, double[] point, ShapeBox box)
    {
        double middle = point[parameter];
        box.EvaluateAt(point, parameter, low[parameter]);
        box.Keep();
        box.EvaluateAt(point, parameter, high[parameter]);
        point[parameter] = middle;
        return box.CosineWithKept();
    }
}
