using BayesMeasure.Amortized.Structures;
using BayesMeasure.Numerics.Random;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// Draws structures of some curves, decision by decision. Draws of a curve that have decided alike so far are one row of the
/// network, so that a sure answer costs hardly more than one draw.
/// </summary>
internal sealed class StructureDraws
{
    private const int LargestBatch = 4096;

    private readonly StructureModule module;
    private readonly StructureFamily family;
    private readonly double lambda;
    private readonly StructureDraw[][] draws;
    private readonly RandomStream[] random;

    /// <param name="network">What draws.</param>
    /// <param name="lambda">The parsimony.</param>
    /// <param name="options">The number of draws and the seed.</param>
    /// <param name="streams">A number for each curve: the same draws for the same number.</param>
    public StructureDraws(StructureNetwork network, double lambda, AnswerOptions options, IReadOnlyList<int> streams)
    {
        module = network.Module;
        family = network.Family;
        this.lambda = lambda;
        draws = [.. streams.Select(_ => new StructureDraw[options.Draws])];
        random = [.. streams.Select(stream => new RandomStream(options.Seed, (int)SimulationPurpose.Answers, stream))];
    }

    /// <summary>Draws all structures.</summary>
    /// <param name="encoding">What the network knows of the curves.</param>
    /// <returns>The draws of each curve.</returns>
    public IReadOnlyList<IReadOnlyList<StructureDraw>> Of(CurveEncoding encoding)
    {
        for (int decision = 0; decision < family.Decisions; decision++)
        {
            var begun = draws.Index().SelectMany(
                curve => curve.Item.Select(draw => draw.Structure).Distinct().Select(structure => (curve.Index, structure)));
            Dictionary<(int Curve, Structure Begun), double> logOdds = begun.Chunk(LargestBatch)
                .SelectMany(rows => rows.Zip(LogOdds(encoding, rows, decision)))
                .ToDictionary();
            foreach ((int curve, StructureDraw[] own) in draws.Index())
            {
                random[curve].BeginSweep(decision);
                for (int i = 0; i < own.Length; i++)
                {
                    own[i] = Decide(own[i], decision, logOdds[(curve, own[i].Structure)], random[curve].NextUniform());
                }
            }
        }

        return draws;
    }

    private static StructureDraw Decide(StructureDraw draw, int decision, double logOdds, double uniform)
    {
        bool isYes = uniform < 1 / (1 + Math.Exp(-logOdds));
        double logProbability = StructureDraw.LogSigmoid(isYes ? logOdds : -logOdds);
        ulong bit = isYes ? 1UL << decision : 0;
        return new(new(draw.Structure.Decisions | bit), draw.LogProbability + logProbability);
    }

    private double[] LogOdds(CurveEncoding encoding, (int Curve, Structure Begun)[] rows, int decision)
    {
        using var scope = NewDisposeScope();
        Structure[] structures = [.. rows.Select(row => row.Begun)];
        var batch = new StructureBatch(family, structures, [.. Enumerable.Repeat(lambda, rows.Length)]);
        CurveEncoding curves = encoding.Of(tensor(rows.Select(row => (long)row.Curve).ToArray()));
        float[] found = module.LogOdds(curves, StructureTensors.Of(batch), decision + 1).select(1, decision)
            .contiguous().data<float>().ToArray();
        return [.. found.Select(odds => (double)odds)];
    }
}
