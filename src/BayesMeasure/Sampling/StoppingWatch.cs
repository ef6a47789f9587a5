using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// Tells a run when to stop, and why. It keeps no state but the time that the run has taken, and what came of it.
/// </summary>
internal sealed class StoppingWatch
{
    /// <summary>In fewer sweeps, replicas have not been to many places.</summary>
    private const int FewestSweepsOfTravel = 500;

    /// <summary>
    /// Whoever leaves the length of a run to it wants the parameters as well as log Z. Chains that still disagree about one are
    /// given more sweeps, but not for ever: components that cannot be told apart may never agree.
    /// </summary>
    private const double AgreedRHat = 1.02;
    private const int MostSweepsToAgree = ReplicaExchangeOptions.UsualSweeps / 2;

    private readonly StoppingRule rule;
    private readonly bool isLeftAlone;
    private readonly int[] looks;
    private readonly int[] parameters;
    private readonly ITarget target;
    private readonly long start;
    private TimeSpan before;

    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings of the run.</param>
    /// <exception cref="ArgumentException">The rule names a parameter that the target does not have.</exception>
    public StoppingWatch(ITarget target, ReplicaExchangeOptions options)
    {
        rule = options.Stopping;
        isLeftAlone = options.Sweeps is null && !options.Until.AsksForPrecision;
        looks = Looks.Of(options);
        parameters = rule.Positions(target.Parameters);
        this.target = target;
        start = rule.Clock.GetTimestamp();
    }

    /// <summary>Whether burn-in was cut short.</summary>
    public bool HasCutBurnIn { get; private set; }

    /// <summary>Why the run ended; null while it goes on.</summary>
    public StopReason? Reason { get; private set; }

    /// <summary>log Z at the last look, and the highest R-hat of the log likelihood then; null before the first one.</summary>
    public (FreeEnergyEstimate FreeEnergy, double HighestRHat)? LastLook { get; private set; }

    private TimeSpan Elapsed => before + rule.Clock.GetElapsedTime(start);

    /// <summary>Whether a round is over.</summary>
    /// <param name="round">The round.</param>
    /// <param name="sweep">The sweeps of it that are done.</param>
    /// <param name="record">What was recorded.</param>
    /// <param name="modes">What is known of the modes.</param>
    /// <param name="cancellation">Ends a look at log Z that takes long.</param>
    public bool Ends(Round round, int sweep, RunRecord record, SearchedModes modes, CancellationToken cancellation) =>
        round.IsBurnIn
            ? sweep == round.Sweeps || (HasCutBurnIn |= Elapsed >= rule.TimeBudget / 2)
            : (Reason = ReasonToStop(record, modes, cancellation)) is not null;

    /// <summary>The run was cancelled.</summary>
    public void HearOfCancellation(RunRecord record) =>
        Reason = Because(StopKind.Cancelled, $"Cancelled after {record.Sweeps:N0} of at most {looks[^1]:N0} sweeps.");

    /// <summary>The model failed.</summary>
    public void HearOfFailure(RunRecord record, string message) =>
        Reason = Because(
            StopKind.Failed, $"The model failed after {record.Sweeps:N0} of at most {looks[^1]:N0} sweeps. {message}");

    /// <summary>Carries the time that the run has taken, interruptions not counted, and why it ended if it has.</summary>
    public void Transfer(StateStream stream)
    {
        // Without a budget the time changes nothing, and left out it leaves checkpoints of the same run the same.
        long ticks = rule.TimeBudget is null ? 0 : Elapsed.Ticks;
        int hasCut = HasCutBurnIn ? 1 : 0;
        int kind = (int?)Reason?.Kind ?? -1;
        string text = Reason?.Text ?? "";
        stream.Number(ref ticks);
        stream.Number(ref hasCut);
        stream.Number(ref kind);
        stream.Text(ref text);
        StateStream.Require(ticks, 0, TimeSpan.MaxValue.Ticks, "ticks of its clock");
        StateStream.Require(hasCut, 0, 1, "ends of burn-in");
        StateStream.Require(kind, -1, Enum.GetValues<StopKind>().Length - 1, "as the kind of its end");
        if (stream.IsReading)
        {
            before = TimeSpan.FromTicks(ticks);
            HasCutBurnIn = hasCut == 1;
            Reason = kind < 0 ? null : new((StopKind)kind, text);
        }
    }

    private StopReason? ReasonToStop(RunRecord record, SearchedModes modes, CancellationToken cancellation)
    {
        bool isLook = Array.BinarySearch(looks, record.Sweeps) >= 0;
        StopReason? reason = isLook && rule.AsksForPrecision ? Precision(record, modes, cancellation) : null;
        return reason
            ?? (record.Sweeps == looks[^1] ? AllSweeps(record.Sweeps) : null)
            ?? (record.HasResult ? TimeSpent(record.Sweeps) : null);
    }

    private StopReason? Precision(RunRecord record, SearchedModes modes, CancellationToken cancellation) =>
        StandardError(record, modes, cancellation) ?? EffectiveSamples(record);

    /// <summary>Who has searched through all places, or has travelled from the prior for long enough, may be believed.</summary>
    private StopReason? StandardError(RunRecord record, SearchedModes modes, CancellationToken cancellation)
    {
        if (rule.StandardError is not { } wanted)
        {
            return null;
        }

        FreeEnergyVerdict verdict = record.Verdict(cancellation);
        double reached = verdict.Quoted.StandardError;
        LastLook = (verdict.Quoted, record.HighestRHat);
        bool hasSearched = (verdict.NeedsNoTravel && modes.AreInserted)
            || (record.Sweeps >= FewestSweepsOfTravel && new WalkerTravel(record.Walkers).RoundTrips > 0);
        bool isReached = reached <= wanted && verdict.Doubt is null && hasSearched && (!isLeftAlone || ChainsAgree(record));
        return isReached
            ? new(StopKind.StandardError, string.Create(
                CultureInfo.InvariantCulture,
                $"The standard error of log Z is {reached:G3}, and {wanted:G3} was wanted: "
                + $"reached after {record.Sweeps:N0} sweeps."))
            : null;
    }

    /// <summary>Whether the chains agree about every parameter, or have been given time enough.</summary>
    private bool ChainsAgree(RunRecord record)
    {
        if (record.Sweeps >= MostSweepsToAgree)
        {
            return true;
        }

        Draws draws = OrderedDraws.Of(target, record.Draws, orderBy: null).Draws;
        return parameters.All(parameter => !(ConvergenceDiagnostics.Of(draws.Of(parameter)).RHat > AgreedRHat));
    }

    private StopReason? EffectiveSamples(RunRecord record)
    {
        if (rule.EffectiveSamples is not { } wanted)
        {
            return null;
        }

        Draws draws = OrderedDraws.Of(target, record.Draws, orderBy: null).Draws;
        double fewest = double.PositiveInfinity;
        foreach (int parameter in parameters)
        {
            var convergence = ConvergenceDiagnostics.Of(draws.Of(parameter));
            fewest = Math.Min(fewest, convergence.EffectiveSamples);
            if (!(convergence.RHat <= ConvergenceDiagnostics.HighestRHat && fewest >= wanted))
            {
                return null;
            }
        }

        return parameters.Length == 0
            ? new(StopKind.EffectiveSamples, "There is no continuous parameter whose effective samples could be waited for.")
            : new(StopKind.EffectiveSamples, string.Create(
                CultureInfo.InvariantCulture,
                $"Every parameter asked about has {fewest:F0} effective samples or more, and {wanted:F0} were wanted: "
                + $"reached after {record.Sweeps:N0} sweeps."));
    }

    private StopReason? TimeSpent(int sweeps) => rule.TimeBudget is { } budget && Elapsed >= budget
        ? Because(
            StopKind.TimeBudget,
            $"The time budget of {budget.TotalSeconds:G3} s was spent after {sweeps:N0} of at most {looks[^1]:N0} sweeps.")
        : null;

    private StopReason AllSweeps(int sweeps) => rule.AsksForPrecision
        ? Because(StopKind.Sweeps, $"All {sweeps:N0} sweeps were done, and the wanted precision was not reached.")
        : Because(StopKind.Sweeps, $"All {sweeps:N0} sweeps were done.");

    private static StopReason Because(StopKind kind, FormattableString text) =>
        new(kind, text.ToString(CultureInfo.InvariantCulture));
}
