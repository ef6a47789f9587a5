using BayesMeasure.Inference;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>A run by default settings beside what is known of its log Z.</summary>
/// <param name="Model">What was asked.</param>
/// <param name="Result">What it found.</param>
/// <param name="Truth">What is known of log Z; null where nothing is.</param>
internal sealed record JudgedRun(string Model, Result Result, KnownEvidence? Truth)
{
    /// <summary>Nats that do not turn a choice between models.</summary>
    public const double Harmless = 0.3;

    private const double MostErrors = 4;

    /// <summary>log Z less the truth; NaN where that is not known.</summary>
    public double Deviation => Result.FreeEnergy.LogEvidence - Truth?.LogEvidence ?? double.NaN;

    /// <summary>The standard error that the run quotes.</summary>
    public double QuotedError => Result.FreeEnergy.StandardError;

    /// <summary>The deviation in errors of both.</summary>
    public double Pull => Deviation / Error;

    /// <summary>Decided, and off by more than four errors and by what can turn a choice: the worst that can happen.</summary>
    public bool IsSilentlyWrong => Result.IsDecided && Math.Abs(Deviation) > Math.Max(Harmless, MostErrors * Error);

    /// <summary>Neither off by what can turn a choice, nor with an error that could be.</summary>
    public bool IsRight => Math.Abs(Deviation) <= Harmless && QuotedError <= Harmless;

    /// <summary>Undecided, although log Z is right.</summary>
    public bool IsFalseAlarm => !Result.IsDecided && IsRight;

    /// <summary>What the run claims, and what is to be said of that.</summary>
    public string Verdict => !Result.IsDecided ? "undecided" : IsSilentlyWrong ? "SILENTLY WRONG" : "decided";

    private double Error => Math.Sqrt(QuotedError * QuotedError + Math.Pow(Truth?.Error ?? 0, 2));

    /// <summary>
    /// Decided, and not off by more than a bar or, where the error is larger than that, by three errors, as far as that is known.
    /// </summary>
    public bool IsRightWithin(double bar) =>
        Result.IsDecided && (Truth is null || Math.Abs(Deviation) <= Math.Max(bar, 3 * Error));

    /// <summary>One line for the message of a test that failed.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Model}, seed {Result.Seed}: {Verdict}, log Z = {Result.FreeEnergy.LogEvidence:F3} +- {QuotedError:F3}, ")
        + FormattableString.Invariant($"off by {Deviation:F3}. {Result.Doubt}");
}

/// <summary>What is known of log Z.</summary>
/// <param name="LogEvidence">The value, with all constants.</param>
/// <param name="Error">Its standard error; 0 where it is exact.</param>
internal readonly record struct KnownEvidence(double LogEvidence, double Error = 0);
