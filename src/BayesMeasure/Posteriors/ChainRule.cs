namespace BayesMeasure.Posteriors;

/// <summary>
/// What the parameters of terms and noise are at a point, and how they change with the unknowns: a tie by its factor, a link by
/// differences of its function, which has no other form.
/// </summary>
internal sealed class ChainRule
{
    private readonly CurveLayout layout;
    private readonly double[] values;
    private readonly int[][] unknownsOfLinks;
    private readonly double[][] slopesOfLinks;

    public ChainRule(CurveLayout layout)
    {
        this.layout = layout;
        values = new double[layout.Parameters.Count + layout.Links.Length];
        unknownsOfLinks = [.. layout.Links.Select(link => link.Sources
            .Select(source => source.Position).Where(position => position >= 0).Distinct().ToArray())];
        slopesOfLinks = [.. unknownsOfLinks.Select(unknowns => new double[unknowns.Length])];
    }

    /// <summary>The unknowns, and behind them what is linked to them.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Whether all slopes are exact: no link follows an unknown.</summary>
    public bool IsExact => unknownsOfLinks.All(unknowns => unknowns.Length == 0);

    /// <summary>Moves to a point.</summary>
    /// <param name="unknowns">One value an unknown.</param>
    public void MoveTo(ReadOnlySpan<double> unknowns)
    {
        unknowns.CopyTo(values);
        for (int link = 0; link < slopesOfLinks.Length; link++)
        {
            values[layout.Parameters.Count + link] = layout.Links[link].Evaluate(values);
        }
    }

    /// <summary>Takes the slopes of the links at the point.</summary>
    public void TakeSlopes()
    {
        for (int link = 0; link < slopesOfLinks.Length; link++)
        {
            for (int i = 0; i < unknownsOfLinks[link].Length; i++)
            {
                slopesOfLinks[link][i] = SlopeOfLink(link, unknownsOfLinks[link][i]);
            }
        }
    }

    /// <summary>Sets one unknown, and what is linked to it, until it is set back.</summary>
    public void Set(int unknown, double value)
    {
        values[unknown] = value;
        foreach (int link in layout.Followers[unknown])
        {
            values[layout.Parameters.Count + link] = layout.Links[link].Evaluate(values);
        }
    }

    /// <summary>The unknowns that a parameter reads, each once.</summary>
    public int[] UnknownsOf(ParameterSource source) =>
        source.Position < 0 || source.Factor == 0 ? []
            : source.Position < layout.Parameters.Count ? [source.Position]
            : unknownsOfLinks[source.Position - layout.Parameters.Count];

    /// <summary>The derivative of a parameter.</summary>
    /// <param name="source">Where the parameter gets its value from.</param>
    /// <param name="index">The position of the unknown in <see cref="UnknownsOf"/>.</param>
    public double Slope(ParameterSource source, int index) =>
        source.Position < layout.Parameters.Count
            ? source.Factor
            : source.Factor * slopesOfLinks[source.Position - layout.Parameters.Count][index];

    private double SlopeOfLink(int link, int unknown)
    {
        double here = values[unknown];
        DifferenceStencil stencil = DifferenceStencil.At(layout.Parameters[unknown].Prior, here);
        double first = At(here + stencil.First);
        double second = At(here + stencil.Second);
        values[unknown] = here;
        return stencil.Slope(values[layout.Parameters.Count + link], first, second);

        double At(double value)
        {
            values[unknown] = value;
            return layout.Links[link].Evaluate(values);
        }
    }
}
