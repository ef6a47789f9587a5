using BayesMeasure.Priors;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Conformance.Answers;

/// <summary>The nodes and the weights of a sum or an integral over one parameter.</summary>
internal sealed record Axis(double[] Nodes, double[] Weights)
{
    private const int Order = 96;

    /// <summary>The integral over a stretch with all of the posterior that counts, by the rule of Gauss and Legendre.</summary>
    public static Axis Between(double low, double high)
    {
        var rule = new GaussLegendreRule(low, high, Order);
        IEnumerable<int> nodes = Enumerable.Range(0, Order);
        return new([.. nodes.Select(rule.GetAbscissa)], [.. nodes.Select(rule.GetWeight)]);
    }

    /// <summary>The sum over all values of an indicator.</summary>
    public static Axis Over(Distribution indicator)
    {
        int values = (int)indicator.Maximum + 1;
        return new([.. Enumerable.Range(0, values).Select(value => (double)value)], [.. Enumerable.Repeat(1.0, values)]);
    }
}
