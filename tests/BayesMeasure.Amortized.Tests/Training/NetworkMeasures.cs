using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Referee;

namespace BayesMeasure.Amortized.Tests.Training;

/// <summary>How good answers of a network are over curves that it never saw, beside the exact posteriors and the prior.</summary>
internal sealed record NetworkMeasures
{
    private const int Bins = 10;

    /// <summary>The mean over curves of |p(component) - exact p(component)|, by 1,000 draws of the network.</summary>
    public required double InclusionError { get; init; }

    /// <summary>The same after the correction by evidence.</summary>
    public required double CorrectedError { get; init; }

    /// <summary>The same for the prior.</summary>
    public required double PriorError { get; init; }

    /// <summary>
    /// The expected calibration error of the probabilities of components: in ten bins, the distance of their mean from how often
    /// they came true, weighted by the bin.
    /// </summary>
    public required double CalibrationError { get; init; }

    /// <summary>The median over curves of the effective share of the weights of all draws (Kish).</summary>
    public required double EffectiveShare { get; init; }

    /// <summary>The median over curves of the effective share where structures are also weighed one by one.</summary>
    public required double RefereedShare { get; init; }

    /// <summary>How many answers were refused, of all.</summary>
    public required double Refused { get; init; }

    /// <summary>Asks a network.</summary>
    public static NetworkMeasures Of(StructureNetwork network, int curves)
    {
        StructureFamily family = network.Family;
        SimulatedCurve[] simulated = SimulationPurpose.Judgement.Simulate(family, seed: 99, step: 1, curves);
        StructureAnswer[] answers = [.. simulated.Select(one => network.Given(one.Curve, one.Lambda, new() { Draws = 1000 }))];
        RefereedAnswer[] refereed = [.. answers.Select(answer => answer.Refereed())];
        double[][] exact = [.. simulated.Select(one => family.Posterior(one.Curve, one.Lambda).Decisions.ToArray())];
        double[][] found = [.. answers.Select(answer => answer.Structures.Decisions.ToArray())];
        return new()
        {
            InclusionError = Distance(exact, found),
            CorrectedError = Distance(exact, [.. refereed.Select(one => one.Structures.Decisions.ToArray())]),
            PriorError = Distance(exact, [.. simulated.Select(one => Enumerable.Repeat(one.Lambda, family.Decisions).ToArray())]),
            CalibrationError = CalibrationErrorOf(simulated, found),
            EffectiveShare = Median(answers.Select(answer => answer.Refereed(enumerated: 0).EffectiveShare)),
            RefereedShare = Median(refereed.Select(one => one.EffectiveShare)),
            Refused = refereed.Count(one => one.Verdict == AnswerVerdict.Refused) / (double)curves,
        };
    }

    public override string ToString() => FormattableString.Invariant(
        $"inclusion error {InclusionError:F3} (corrected {CorrectedError:F3}, prior {PriorError:F3}), ")
        + FormattableString.Invariant($"ECE {CalibrationError:F3}, ESS/S {EffectiveShare:F2} ")
        + FormattableString.Invariant($"({RefereedShare:F2} with structures weighed), refused {Refused:P0}");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Distance(double[][] exact, double[][] found) => exact
        .Zip(found, (one, other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Average())
        .Average();

    private static double CalibrationErrorOf(SimulatedCurve[] simulated, double[][] found)
    {
        (double Probability, double Truth)[] all =
        [
            .. simulated.Zip(found).SelectMany(pair => pair.Second.Select(
                (probability, decision) => (probability, pair.First.Structure.Has(decision) ? 1.0 : 0))),
        ];
        return all.GroupBy(one => Math.Min(Bins - 1, (int)(one.Probability * Bins)))
            .Sum(bin => Math.Abs(bin.Sum(one => one.Probability - one.Truth))) / all.Length;
    }
}
