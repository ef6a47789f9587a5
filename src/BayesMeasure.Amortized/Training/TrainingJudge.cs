using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Numerics.Random;
using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Training;

/// <summary>
/// Judges a network on fixed curves. Where every structure's evidence is exact, it asks for structures drawn from the exact
/// posterior p, and tells the gap, the mean of ln p - ln q: KL(p || q), which is 0 for the right answer alone. The cross
/// entropy by itself has the entropy of p in it, and the agreement of indicators on average is no test at all: the prior passes
/// it.
/// </summary>
internal sealed class TrainingJudge
{
    private const double MostStructures = 1 << 12;
    private const int DrawsOfCurve = 16;

    private readonly CurveBatch curves;
    private readonly StructureBatch structures;
    private readonly long[] curveOf;
    private readonly double? entropy;

    /// <param name="family">The family.</param>
    /// <param name="seed">The seed of the curves.</param>
    /// <param name="count">The number of curves.</param>
    public TrainingJudge(StructureFamily family, ulong seed, int count)
    {
        SimulatedCurve[] simulated = SimulationPurpose.Judgement.Simulate(family, seed, step: 0, count);
        curves = new([.. simulated.Select(one => one.Curve)]);
        bool isExact = family.HasExactEvidence && family.Layout.Count <= MostStructures;
        (Structure Structure, double LogProbability)[][] asked = isExact
            ? [.. simulated.Select((one, i) => Draw(family, one, new(seed, (int)SimulationPurpose.Answers, i)))]
            : [.. simulated.Select(one => new[] { (one.Structure, 0.0) })];
        entropy = isExact ? -asked.SelectMany(one => one).Average(draw => draw.LogProbability) : null;
        curveOf = [.. asked.SelectMany((draws, curve) => Enumerable.Repeat((long)curve, draws.Length))];
        structures = new(
            family,
            [.. asked.SelectMany(draws => draws.Select(draw => draw.Structure))],
            [.. curveOf.Select(curve => simulated[curve].Lambda)]);
    }

    /// <summary>The cross entropy and the gap of a network, in nats; no gap where no posterior is exact.</summary>
    public (double CrossEntropy, double? Gap) Judge(StructureModule module)
    {
        using var scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        CurveEncoding encoding = module.Encode(curves).Of(tensor(curveOf));
        double found = module.CrossEntropies(encoding, structures).mean().item<float>();
        return (found, found - entropy);
    }

    private static (Structure Structure, double LogProbability)[] Draw(
        StructureFamily family, SimulatedCurve simulated, RandomStream random)
    {
        IReadOnlyList<WeighedStructure> posterior = family.Posterior(simulated.Curve, simulated.Lambda).Structures;
        return [.. Enumerable.Range(0, DrawsOfCurve).Select(_ =>
        {
            double left = random.NextUniform();
            WeighedStructure drawn = posterior.FirstOrDefault(one => (left -= one.Probability) <= 0) ?? posterior[^1];
            return (drawn.Structure, Math.Log(drawn.Probability));
        })];
    }
}
