using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.References;
using BayesMeasure.Reports;

namespace BayesMeasure.Comparison;

/// <summary>
/// ln of the odds between two models of a family of which one has one component more, from the draws of both and without the
/// log Z of either: a component is inserted among the draws of the one, and taken out of those of the other. Where the one more
/// is not needed, its error is smaller than that of the difference of two log Z.
/// </summary>
/// <param name="Fewer">The name of the model of K components.</param>
/// <param name="More">The name of the model of K + 1.</param>
public sealed record NeighbourOdds(string Fewer, string More)
{
    /// <summary>Between two decided models whose odds are beyond a million to one, nothing depends on a better number.</summary>
    private static readonly double LargestLogOdds = Math.Log(1e6);

    /// <summary>ln Z(K + 1) - ln Z(K); NaN where it could not be computed.</summary>
    public required double LogOdds { get; init; }

    /// <summary>Its standard error; NaN where there is none.</summary>
    public required double StandardError { get; init; }

    /// <summary>Whether it is used in the comparison, and what that was told from.</summary>
    public required EstimatorFitness Fitness { get; init; }

    /// <summary>What it was computed by; null where it was read from a file.</summary>
    internal InsertionBridge? Bridge { get; init; }

    /// <summary>Whether two log Z that are decided by themselves differ otherwise.</summary>
    internal bool IsContradicted { get; init; }

    /// <summary>Whether it is that of a model with another one.</summary>
    internal bool Concerns(string name) => name == Fewer || name == More;

    /// <summary>The same, not used for a reason.</summary>
    internal NeighbourOdds LeftOutSince(string reason) => this with { Fitness = new(false, reason) };

    /// <summary>Those of all models that have one component more or less, and are not a million to one apart.</summary>
    internal static IReadOnlyList<NeighbourOdds> Of(IReadOnlyList<ComparedModel> models) =>
    [
        .. from fewer in models
           from more in models
           where more.Components - fewer.Components == 1 && HasError(fewer) && HasError(more)
           where IsOpen(fewer, more)
           let odds = Between(fewer, more)
           where odds is not null
           select odds,
    ];

    /// <summary>ln Z(K = 3) - ln Z(K = 2) = -1.05 +- 0.03.</summary>
    public override string ToString() => $"ln Z({More}) - ln Z({Fewer}) = {new ValueWithError(LogOdds, StandardError)}";

    /// <summary>What is exact, or was not found by draws that are there, has nothing to gain.</summary>
    private static bool HasError(ComparedModel model) =>
        model.Result is { FreeEnergy.StandardError: not 0, Draws: { AreKept: true, Count: > 1 } };

    private static bool IsOpen(ComparedModel fewer, ComparedModel more) => !fewer.IsDecidedByItself || !more.IsDecidedByItself
        || Math.Abs(more.Result.FreeEnergy.LogEvidence - fewer.Result.FreeEnergy.LogEvidence) < LargestLogOdds
            + 4 * double.Hypot(more.Result.FreeEnergy.StandardError, fewer.Result.FreeEnergy.StandardError);

    private static NeighbourOdds? Between(ComparedModel fewer, ComparedModel more) =>
        Bridged(fewer, more) is { } bridge
            ? new(fewer.Name, more.Name)
            {
                LogOdds = bridge.LogRatio,
                StandardError = bridge.StandardError,
                Fitness = bridge.Fitness,
                Bridge = bridge,
            }
            : null;

    private static InsertionBridge? MissesMode(ComparedModel model) =>
        model.Result.HiddenMode is null ? null : InsertionBridge.None($"the draws of {model.Name} miss a mode of its posterior");

    /// <summary>Null where the models differ in more than a component.</summary>
    private static InsertionBridge? Bridged(ComparedModel fewer, ComparedModel more)
    {
        Draws draws = fewer.Result.Draws;
        try
        {
            return NestedTargets.Of(fewer.Target, more.Target, draws) is { } nested
                ? MissesMode(fewer) ?? MissesMode(more)
                    ?? InsertionBridge.Of(new InsertionSample(nested, draws, more.Result.Seed).Weights(more.Result.Draws))
                : null;
        }
        catch (Exception failure)
        {
            // What the runs have found is worth more than a number beside it: the model failed where no replica has been.
            return InsertionBridge.None($"the model failed where a component was inserted: {failure.Message}");
        }
    }
}
