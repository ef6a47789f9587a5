using System.Globalization;
using System.Runtime.ExceptionServices;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.References;

namespace BayesMeasure.Variational;

/// <summary>One target answered: starts, a guide from each, and the draws of all.</summary>
/// <param name="target">What is asked.</param>
/// <param name="settings">The settings.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class VariationalRun(ITarget target, VariationalInference settings, CancellationToken cancellation)
{
    // A mode that holds less than a thousandth of the best is no start.
    private const double Negligible = 7;

    private readonly GuideUnknowns unknowns = new(target);

    /// <summary>Answers, after a search for modes where there are no gates.</summary>
    /// <exception cref="InferenceException">The model failed, no mode was found, or the bound diverged.</exception>
    public Result Answer()
    {
        if (unknowns.Gates.Length > 0)
        {
            GuideStart[] starts = [.. new GuideStarts(unknowns, settings.Family).OfPriors(settings.Starts, settings.Seed)];
            return Guarded(() => Answer(starts, ReferenceOrder.None, left: 0));
        }

        return Guarded(() => AnswerAt(ModeSearch.Run(
            target, settings.Search with { Seed = settings.Seed, Threads = settings.Threads }, cancellation)));
    }

    /// <summary>Answers about modes that are known.</summary>
    /// <param name="mode">The best mode, with the others.</param>
    public Result Answer(Mode mode) => Guarded(() => AnswerAt(mode));

    /// <summary>Answers from values that are known.</summary>
    /// <param name="start">One value a parameter; of an indicator, how often it is open at first.</param>
    public Result Answer(IReadOnlyList<double> start) => Guarded(() => Answer(
        [new StartValues(unknowns, target.CreateGradient()!).Of(start)], ReferenceOrder.None, left: 0));

    private Result AnswerAt(Mode mode)
    {
        double best = mode.OneSidedLogEvidence;
        Mode[] modes =
        [
            mode, .. mode.Others.Where(other => !(other.LogCoordinateDensity < mode.LogCoordinateDensity - Negligible))
                .Where(other => !double.IsFinite(best) || other.OneSidedLogEvidence > best - Negligible),
        ];
        ReferenceOrder order = ReferenceOrder.Of(target, [[.. mode.Values]]);
        GuideStart[] starts = [.. new GuideStarts(unknowns, settings.Family).Of(modes.Take(settings.Starts))];
        return Answer(starts, order, Math.Max(0, modes.Length - settings.Starts));
    }

    private Result Answer(GuideStart[] starts, ReferenceOrder order, int left)
    {
        FittedGuide[] all = Fit(starts);
        FittedGuide[] fitted = [.. all.Where(one => one.Divergence is null).OrderByDescending(one => one.Bound)];
        if (fitted.Length == 0)
        {
            throw new InferenceException(all[0].Divergence!);
        }

        var mixture = new GuideMixture(unknowns, fitted, order);
        var drawn = new GuideDraws(target, mixture, settings);
        drawn.Draw(cancellation);
        FreeEnergyEstimate sampled =
            ImportanceSampling.Of(drawn.LogWeights, fitted[0].TailIndex).LeftOutSince(MissedModes(left));
        FreeEnergyEstimate bound = drawn.LowerBound();
        return new()
        {
            Target = target,
            Draws = drawn.ToDraws(),
            FreeEnergy = sampled,
            FreeEnergies = [sampled, bound],
            Doubt = sampled.LeftOut,
            Seed = settings.Seed,
            StopReason = StopOf(fitted[0]),
            Warnings = [.. Warnings(all)],
            Report = new VariationalReport
            {
                Family = settings.Family,
                LowerBound = bound,
                TailIndex = fitted[0].TailIndex > drawn.TailIndex ? fitted[0].TailIndex : drawn.TailIndex,
                KishShare = sampled.EffectiveSamples / drawn.LogWeights.Length,
                Stages = fitted[0].Stages,
                Bounds = [.. fitted.Select(one => one.Bound + order.LogPermutations)],
                Gates = [.. unknowns.Gates.Zip(mixture.Selections, (position, selection) =>
                    new GateSelection(target.Parameters[position].Name, selection))],
            },
        };
    }

    /// <summary>A guide from each start; each depends on its start and its number alone.</summary>
    private FittedGuide[] Fit(GuideStart[] starts)
    {
        var fitted = new FittedGuide[starts.Length];
        int threads = settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads;
        Parallel.For(0, starts.Length, new() { MaxDegreeOfParallelism = threads }, i =>
        {
            var bound = new LowerBound(unknowns, target.CreateGradient()!, settings.Seed, i);
            FittedGuide one = new GuideFit(unknowns, bound, settings).Run(starts[i], cancellation);
            fitted[i] = one.Divergence is null ? one with { TailIndex = GuideTail.IndexOf(one.Guide, bound) } : one;
        });
        return fitted;
    }

    private static StopReason StopOf(FittedGuide best) => new(StopKind.Sweeps, string.Create(
        CultureInfo.InvariantCulture,
        $"{EndOf(best)} after {best.Steps:N0} steps; the draws are independent."));

    private static string EndOf(FittedGuide best) => best.HasStood ? "The bound stood" : "All steps were done";

    private static IEnumerable<string> Warnings(FittedGuide[] all)
    {
        FittedGuide[] diverged = [.. all.Where(one => one.Divergence is not null)];
        if (diverged.Length > 0)
        {
            yield return $"{diverged.Length} of {all.Length} starts are left out. {diverged[0].Divergence}";
        }
    }

    /// <summary>What no guide has been to is in no weight, so that log Z would be too low by an unknown amount.</summary>
    private string? MissedModes(int left) => left == 0 ? null : string.Create(
        CultureInfo.InvariantCulture, $"{left} more modes may count, and q begins at {settings.Starts} at most");

    /// <summary>What fails in the user's own code, and in its search, comes out as a failure of the run.</summary>
    private static Result Guarded(Func<Result> answer)
    {
        try
        {
            return answer();
        }
        catch (AggregateException several) when (several.InnerExceptions[0] is OperationCanceledException or InferenceException)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            throw;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or InferenceException))
        {
            Exception cause = failure is AggregateException several ? several.InnerExceptions[0] : failure;
            throw new InferenceException(
                cause is NotSupportedException ? cause.Message : $"The model failed: {TargetFault.MessageOf(cause)}", cause);
        }
    }
}
