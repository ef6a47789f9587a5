using BayesMeasure.Posteriors;

namespace BayesMeasure.Conformance.Answers;

/// <summary>Answers by integrals of exp(log L + log prior) over a grid, with a log likelihood that is written out.</summary>
internal static class Quadrature
{
    /// <summary>Integrates over all unknowns.</summary>
    /// <param name="posterior">What is asked.</param>
    /// <param name="logLikelihood">The log likelihood of one value an unknown, with all constants.</param>
    /// <param name="axes">One an unknown, in the order of the posterior's parameters.</param>
    public static KnownAnswer Of(Posterior posterior, Func<double[], double> logLikelihood, params Axis[] axes)
    {
        Assert.Equal(posterior.Parameters.Count, axes.Length);
        (double[] Point, double LogMass)[] nodes =
            [.. Nodes(axes, 0).Select(node => (node.Point, LogMass: Math.Log(node.Weight) + LogDensity(node.Point)))];
        double highest = nodes.Max(node => node.LogMass);
        double mass = nodes.Sum(node => Math.Exp(node.LogMass - highest));
        double[] means = [.. axes.Select((_, k) => Mean(point => point[k]))];
        double[] deviations = [.. axes.Select((_, k) => Math.Sqrt(Mean(point => Math.Pow(point[k] - means[k], 2))))];
        return new(posterior, highest + Math.Log(mass), means, deviations);

        double LogDensity(double[] point) =>
            logLikelihood(point) + posterior.Parameters.Select((parameter, k) => parameter.Prior.LogDensity(point[k])).Sum();

        double Mean(Func<double[], double> quantity) =>
            nodes.Sum(node => Math.Exp(node.LogMass - highest) * quantity(node.Point)) / mass;
    }

    private static IEnumerable<(double[] Point, double Weight)> Nodes(Axis[] axes, int first)
    {
        if (first == axes.Length)
        {
            return [([], 1)];
        }

        (double[] Point, double Weight)[] rest = [.. Nodes(axes, first + 1)];
        return axes[first].Nodes.Zip(axes[first].Weights)
            .SelectMany(node => rest.Select(other => ((double[])[node.First, .. other.Point], node.Second * other.Weight)));
    }
}
