using System.Numerics;
using BayesMeasure.Amortized.Network;
using BayesMeasure.Numerics.Random;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Tests.Training;

/// <summary>
/// Structures drawn from the exact posterior of optional components, each with ln p: by going through all of them where they are
/// few, else by Gibbs sampling, whose normalisation is found by reduced runs (Chib 1995, JASA 90, 1313).
/// </summary>
internal sealed class ExactStructures
{
    private const int MostEnumerated = 15;
    private const int Kept = 32;
    private const int BurnIn = 100;
    private const int Between = 10;
    private const int Reduced = 200;

    private readonly StructureFamily family;
    private readonly double lambda;
    private readonly RandomStream random;
    private readonly StructureEvidence evidence;

    private ExactStructures(StructureFamily family, SimulatedCurve simulated, RandomStream random)
    {
        this.family = family;
        this.random = random;
        lambda = simulated.Lambda;
        evidence = family.EvidenceOf(simulated.Curve);
        Draws = family.Decisions <= MostEnumerated ? DrawFromAll() : DrawByGibbs(simulated.Structure);
    }

    /// <summary>Draws with ln p(structure | curve).</summary>
    public IReadOnlyList<(Structure Structure, double LogProbability)> Draws { get; }

    /// <summary>
    /// The mean over curves of KL(p || q) and its standard error, beside that of the prior, and by thirds of lambda.
    /// </summary>
    public static string GapOf(StructureNetwork network, int curves, ulong seed)
    {
        StructureFamily family = network.Family;
        SimulatedCurve[] simulated = SimulationPurpose.Judgement.Simulate(family, seed, step: 2, curves);
        var gaps = new List<(double Lambda, double Gap, double Prior, double Entropy)>();
        foreach ((int i, SimulatedCurve one) in simulated.Index())
        {
            var exact = new ExactStructures(family, one, new(seed, (int)SimulationPurpose.Answers, i));
            double entropy = -exact.Draws.Average(draw => draw.LogProbability);
            double prior = -exact.Draws.Average(draw => exact.LogPrior(draw.Structure)) - entropy;
            gaps.Add((one.Lambda, CrossEntropy(network, one, exact) - entropy, prior, entropy));
        }

        double mean = gaps.Average(one => one.Gap);
        double error = Math.Sqrt(gaps.Average(one => Math.Pow(one.Gap - mean, 2)) / gaps.Count);
        string ByLambda(double from, double to) =>
            $"{gaps.Where(one => one.Lambda >= from && one.Lambda < to).Select(one => one.Gap).DefaultIfEmpty().Average():F3}";
        return $"gap {mean:F3} +- {error:F3} (prior {gaps.Average(one => one.Prior):F2}, entropy "
            + $"{gaps.Average(one => one.Entropy):F2}); lambda below .35 {ByLambda(0, 0.35)}, below .65 {ByLambda(0.35, 0.65)}, "
            + $"above {ByLambda(0.65, 1)}";
    }

    private static double CrossEntropy(StructureNetwork network, SimulatedCurve simulated, ExactStructures exact)
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        int draws = exact.Draws.Count;
        CurveEncoding encoding = network.Module.Encode(new([simulated.Curve])).Of(zeros(draws, dtype: int64));
        var batch = new StructureBatch(
            network.Family,
            [.. exact.Draws.Select(draw => draw.Structure)],
            [.. Enumerable.Repeat(simulated.Lambda, draws)]);
        return network.Module.CrossEntropies(encoding, batch).mean().item<float>();
    }

    private double LogPrior(Structure structure)
    {
        int on = BitOperations.PopCount(structure.Decisions);
        return on * Math.Log(lambda) + (family.Decisions - on) * Math.Log(1 - lambda);
    }

    private double LogJoint(Structure structure) => evidence.Of(structure).LogEvidence + LogPrior(structure);

    private (Structure Structure, double LogProbability)[] DrawFromAll()
    {
        double[] logs = [.. Enumerable.Range(0, 1 << family.Decisions).Select(decisions => LogJoint(new((ulong)decisions)))];
        double total = LogSum.Of(logs);
        double[] cumulated = new double[logs.Length];
        double sum = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            cumulated[i] = sum += Math.Exp(logs[i] - total);
        }

        return [.. Enumerable.Range(0, Kept).Select(_ =>
        {
            int found = Array.BinarySearch(cumulated, random.NextUniform() * sum);
            int drawn = Math.Min(found < 0 ? ~found : found, logs.Length - 1);
            return (new Structure((ulong)drawn), logs[drawn] - total);
        })];
    }

    /// <summary>The structure that was simulated is itself a draw, so that the chain begins where it belongs.</summary>
    private (Structure Structure, double LogProbability)[] DrawByGibbs(Structure start)
    {
        Structure now = start;
        Structure best = start;
        var kept = new Structure[Kept];
        for (int sweep = -BurnIn; sweep < Kept * Between; sweep++)
        {
            now = Sweep(now, first: 0, sum: null);
            best = LogJoint(now) > LogJoint(best) ? now : best;
            if (sweep >= 0)
            {
                kept[sweep / Between] = now;
            }
        }

        double total = LogJoint(best) - LogPosterior(best);
        return [.. kept.Select(structure => (structure, LogJoint(structure) - total))];
    }

    /// <summary>ln p of a structure by the chain rule: each decision given those before, in a run with these held.</summary>
    private double LogPosterior(Structure structure)
    {
        double sum = 0;
        Structure now = structure;
        for (int held = 0; held < family.Decisions; held++)
        {
            double[] yes = new double[family.Decisions];
            for (int sweep = 0; sweep < Reduced; sweep++)
            {
                now = Sweep(now, held, yes);
            }

            double probability = yes[held] / Reduced;
            sum += Math.Log(structure.Has(held) ? probability : 1 - probability);
            ulong bit = 1UL << held;
            now = new(structure.Has(held) ? now.Decisions | bit : now.Decisions & ~bit);
        }

        return sum;
    }

    private Structure Sweep(Structure now, int first, double[]? sum)
    {
        for (int decision = first; decision < family.Decisions; decision++)
        {
            ulong bit = 1UL << decision;
            double yes = 1 / (1 + Math.Exp(LogJoint(new(now.Decisions & ~bit)) - LogJoint(new(now.Decisions | bit))));
            now = new(random.NextUniform() < yes ? now.Decisions | bit : now.Decisions & ~bit);
            if (sum is not null)
            {
                sum[decision] += yes;
            }
        }

        return now;
    }
}
