using BayesMeasure.Diagnostics;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>
/// What interchangeable components have in draws, on the scales on which they are explored: enough draws, spaced evenly, to tell
/// how the components are told apart.
/// </summary>
internal sealed class ComponentSample
{
    private const int MostDraws = 1000;

    /// <summary>A coordinate of -infinity, as that of an amplitude of 0, stands below that of the smallest number.</summary>
    private const double Farthest = 750;

    private readonly InterchangeableComponents components;
    private readonly IReadOnlyList<Parameter> parameters;

    public ComponentSample(InterchangeableComponents components, Draws draws)
    {
        this.components = components;
        parameters = draws.Parameters;
        Continuous = [.. Enumerable.Range(0, components.Positions[0].Length)
            .Where(i => !parameters[components.Positions[0][i]].Prior.IsDiscrete)];
        int stride = 1 + (draws.Chains * draws.Count - 1) / MostDraws;
        Draws = [..
            from chain in Enumerable.Range(0, draws.Chains)
            from draw in Enumerable.Range(0, draws.Count)
            where draw % stride == 0
            select Of(draws[chain, draw])];
        Modes = [.. Enumerable.Range(0, draws.Chains).Select(chain => Of(draws[chain, draws.MostProbable(chain)]))];
    }

    /// <summary>Which of the parameters of a component have a coordinate: those that are not indicators.</summary>
    public int[] Continuous { get; }

    /// <summary>For each draw and each component, its coordinates.</summary>
    public double[][][] Draws { get; }

    /// <summary>The most probable draw of each chain.</summary>
    public double[][][] Modes { get; }

    /// <summary>The coordinates of each component at a point.</summary>
    public double[][] Of(ReadOnlySpan<double> point)
    {
        double[][] coordinates = new double[components.Count][];
        for (int k = 0; k < coordinates.Length; k++)
        {
            int[] positions = components.Positions[k];
            coordinates[k] = new double[Continuous.Length];
            for (int i = 0; i < Continuous.Length; i++)
            {
                int position = positions[Continuous[i]];
                double u = parameters[position].Prior.ToCoordinate(point[position]);
                coordinates[k][i] = double.IsFinite(u) ? u : u > 0 ? Farthest : -Farthest;
            }
        }

        return coordinates;
    }

    /// <summary>The components of every draw in ascending order of one coordinate.</summary>
    public int[][] SortedBy(int coordinate) => Array.ConvertAll(Draws, draw => Order(draw, coordinate));

    /// <summary>
    /// How far neighbours overlap in a coordinate when every draw is in ascending order of it: the largest probability that the
    /// lower one of two neighbours lies above the upper one of another draw. It is at least 1/6 for equal distributions.
    /// </summary>
    public double OverlapIn(int coordinate)
    {
        double[][] sorted = Array.ConvertAll(Draws, draw => draw.Select(component => component[coordinate]).Order().ToArray());
        return Enumerable.Range(1, components.Count - 1).Max(upper => SampleOverlap.ProbabilityAbove(
            sorted.Select(draw => draw[upper - 1]), sorted.Select(draw => draw[upper])));
    }

    /// <summary>The components as labelled draws have them.</summary>
    public ComponentNormals NormalsOf(int[][] orders) =>
        ComponentNormals.Of(Draws, orders, ComponentNormals.VariancesTogether(Draws));

    private static int[] Order(double[][] draw, int coordinate) =>
        [.. Enumerable.Range(0, draw.Length).OrderBy(k => draw[k][coordinate])];
}
