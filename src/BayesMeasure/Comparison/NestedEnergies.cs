using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;

namespace BayesMeasure.Comparison;

/// <summary>A model whose free energy lies higher above that of a smaller one than it can.</summary>
/// <param name="Smaller">The name of the smaller model, all unknowns of which the larger one has.</param>
/// <param name="Text">What is wrong, and what to do.</param>
internal sealed record StuckModel(string Smaller, string Text);

/// <summary>
/// How far the free energy of a larger model can lie above that of one that is nested in it: with a prior that is the product of
/// that of the smaller model and p(extra), Z' / Z is the mean of L'(theta, extra) / L(theta) over the posterior of the smaller
/// model and the prior of what is extra.
/// </summary>
/// <remarks>
/// The mean over some draws falls far short of that where the extra component explains much, and it exceeds it by a factor t with
/// a probability of at most 1/t (Markov's inequality): so it bounds the larger model's free energy from above, whatever its own
/// run did.
/// </remarks>
internal static class NestedEnergies
{
    private const int Draws = 256;

    /// <summary>ln t, for a bound that fails once in a thousand times at most.</summary>
    private const double Margin = 6.9;

    private const double Sigmas = 3;

    /// <summary>A replica that no ladder has, so that what is extra shares no random number with the draws.</summary>
    private const int Replica = int.MaxValue - 2;

    /// <summary>The models that are numbered by their components whose free energy is too high.</summary>
    /// <param name="models">The models of a comparison.</param>
    /// <param name="errors">The errors of their ln Z, in the same order.</param>
    public static IEnumerable<StuckModel> Of(IReadOnlyList<WeighedModel> models, EvidenceErrors errors)
    {
        int[] numbered =
        [
            .. Enumerable.Range(0, models.Count)
                .Where(k => models[k] is { Components: not null, Result.Draws: { AreKept: true, Count: > 0 } })
                .OrderBy(k => models[k].Components),
        ];
        return numbered.Zip(numbered.Skip(1), (smaller, larger) =>
            Of(models[smaller], models[larger], errors.OfDifference(smaller, larger))).OfType<StuckModel>();
    }

    private static StuckModel? Of(WeighedModel smaller, WeighedModel larger, double error)
    {
        var gap = new ValueWithError(larger.Result.FreeEnergy.FreeEnergy - smaller.Result.FreeEnergy.FreeEnergy, error);
        double least = gap.Value - Sigmas * gap.StandardError;
        if (!(least > Margin) || PositionsIn(smaller.Target, larger.Target) is not { } positions)
        {
            return null;
        }

        double most = Margin - LogMeanRatio(smaller.Result, larger.Target, positions);
        return !(least > most) ? null : new(
            smaller.Name,
            $"F of {larger.Name} is higher than that of {smaller.Name} by {gap}, and can be by "
            + $"{ValueWithError.Rounded(most, 2)} at most: the run of {larger.Name} is stuck. Use more sweeps.");
    }

    /// <summary>
    /// For each unknown of the larger model its position in the smaller one, -1 where it is extra; null where it is not nested.
    /// </summary>
    private static int[]? PositionsIn(ITarget smaller, ITarget larger)
    {
        int[] positions = [.. larger.Parameters.Select(parameter => smaller.Parameters.ToList().FindIndex(
            other => other.Name == parameter.Name && other.Prior == parameter.Prior))];
        bool isNested = larger.Curves.Count > 0 && smaller.Curves.Count == larger.Curves.Count
            && positions.Count(position => position >= 0) == smaller.Parameters.Count;
        return isNested && positions.Contains(-1) ? positions : null;
    }

    private static double LogMeanRatio(Result smaller, ITarget larger, int[] positions)
    {
        ITargetState state = larger.CreateState();
        var random = new RandomStream(smaller.Seed, chain: 0, Replica);
        double[] logRatios = [.. smaller.Draws.Spaced(Draws).Select((place, number) =>
        {
            random.BeginSweep(number);
            ReadOnlySpan<double> draw = smaller.Draws[place.Chain, place.Draw];
            double[] point = new double[positions.Length];
            for (int i = 0; i < point.Length; i++)
            {
                point[i] = positions[i] >= 0 ? draw[positions[i]] : larger.Parameters[i].Prior.Draw(random);
            }

            state.Set(point);
            return state.LogLikelihood - smaller.Draws.LogLikelihood(place.Chain, place.Draw);
        })];
        double highest = logRatios.Max();
        return double.IsFinite(highest)
            ? highest + Math.Log(logRatios.Average(value => Math.Exp(value - highest)))
            : double.NegativeInfinity;
    }
}
