using BayesMeasure.Amortized.Structures;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// The tree of a curve's decisions, expanded best first. A node is what is shared by all structures that decide alike up to some
/// yes; its mass is their probability. One pass of the network along the path where nothing more is yes gives the probability of
/// the structure that ends there, and the mass of every child: of those whose next yes comes at each later decision.
/// </summary>
internal sealed class StructureTree
{
    private const int RowsOfPass = 64;
    private const double Negligible = -40;

    private readonly StructureModule module;
    private readonly StructureFamily family;
    private readonly CurveEncoding encoding;
    private readonly double lambda;
    private readonly PriorityQueue<Node, double> open = new();

    /// <param name="module">The network.</param>
    /// <param name="family">The family that it was trained for.</param>
    /// <param name="encoding">What it knows of the one curve.</param>
    /// <param name="lambda">The parsimony.</param>
    public StructureTree(StructureModule module, StructureFamily family, CurveEncoding encoding, double lambda)
    {
        this.module = module;
        this.family = family;
        this.encoding = encoding;
        this.lambda = lambda;
        open.Enqueue(new(default, Decided: 0, LogMass: 0), 0);
    }

    /// <summary>
    /// Takes the heaviest nodes, until so many structures are known, or those that are not have less than a mass.
    /// </summary>
    /// <param name="most">The largest number of structures.</param>
    /// <param name="left">The mass that need not be known.</param>
    /// <returns>The structures with the logarithms of their probabilities.</returns>
    public IReadOnlyList<StructureDraw> Expand(int most, double left)
    {
        var found = new List<StructureDraw>();
        double known = 0;
        while (found.Count < most && open.Count > 0 && 1 - known > left)
        {
            // A pass of several nodes costs little more than one of one, but those behind the first may be no more the heaviest.
            int rows = Math.Min(Math.Min(RowsOfPass, 1 + open.Count / 2), most - found.Count);
            var nodes = new List<Node>();
            while (nodes.Count < rows && open.TryDequeue(out Node node, out _))
            {
                nodes.Add(node);
            }

            foreach ((Node node, double[] logOdds) in nodes.Zip(LogOdds(nodes)))
            {
                StructureDraw one = Expand(node, logOdds);
                found.Add(one);
                known += Math.Exp(one.LogProbability);
            }
        }

        return [.. found.OrderByDescending(one => one.LogProbability).ThenBy(one => one.Structure.Decisions)];
    }

    /// <summary>Opens the children of a node, and tells the structure that has no further yes.</summary>
    private StructureDraw Expand(Node node, double[] logOdds)
    {
        double log = node.LogMass;
        for (int decision = node.Decided; decision < logOdds.Length; decision++)
        {
            double child = log + StructureDraw.LogSigmoid(logOdds[decision]);
            if (child > Negligible)
            {
                Structure begun = new(node.Begun.Decisions | 1UL << decision);
                open.Enqueue(new(begun, decision + 1, child), -child);
            }

            log += StructureDraw.LogSigmoid(-logOdds[decision]);
        }

        return new(node.Begun, log);
    }

    /// <summary>The log odds of all decisions along the path where nothing more is yes.</summary>
    private double[][] LogOdds(List<Node> nodes)
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Structure[] structures = [.. nodes.Select(node => node.Begun)];
        var batch = new StructureBatch(family, structures, [.. Enumerable.Repeat(lambda, nodes.Count)]);
        CurveEncoding curve = encoding.Of(zeros(nodes.Count, dtype: int64));
        float[] found = module.LogOdds(curve, StructureTensors.Of(batch), family.Decisions).contiguous().data<float>().ToArray();
        return [.. found.Chunk(family.Decisions).Select(row => row.Select(odds => (double)odds).ToArray())];
    }

    /// <param name="Begun">The decisions so far; those that come are no.</param>
    /// <param name="Decided">The number of decisions so far, the last of which is yes.</param>
    /// <param name="LogMass">The logarithm of the probability of all structures that begin so.</param>
    private readonly record struct Node(Structure Begun, int Decided, double LogMass);
}
