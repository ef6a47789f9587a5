using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// All that backs the free energy of one result, as plain text for the supplement of a paper: the number to quote, every
/// estimate with its error, whether they agree, how well the ladder worked, how long it ran, and what is to be warned of.
/// </summary>
public sealed class FreeEnergyCertificate
{
    private readonly Result result;
    private readonly FreeEnergyAgreement? agreement;

    private FreeEnergyCertificate(Result result)
    {
        this.result = result;
        FreeEnergyEstimate[] comparable = [.. result.FreeEnergies.Where(IsComparable)];
        agreement = comparable.Length < 2 ? null : FreeEnergyAgreement.Of(comparable);
    }

    /// <summary>
    /// Whether the estimates agree, as <see cref="Result.EstimatesAgree"/>; null where there are fewer than two to compare.
    /// </summary>
    public bool? EstimatesAgree => agreement is null ? null : result.EstimatesAgree;

    /// <summary>
    /// The largest difference of log Z between two of the estimates; null where there are fewer than two to compare. That by
    /// thermodynamic integration is left out: its quadrature error is not in its error bar.
    /// </summary>
    public double? LargestDifference => agreement?.LargestDifference;

    /// <summary>The certificate of a result.</summary>
    /// <param name="result">The result of an inference.</param>
    public static FreeEnergyCertificate Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result);
    }

    /// <summary>The certificate as plain text, a line for each statement.</summary>
    public override string ToString() => string.Join(Environment.NewLine, [.. Lines]);

    private IEnumerable<string> Lines =>
    [
        $"{result.FreeEnergy}",
        "log Z is the log evidence with all constants of prior and likelihood; the free energy is F = -log Z.",
        $"{"estimate",-28} {"log Z",16} {"+-",12} {"effective sweeps",17}",
        .. result.FreeEnergies.Select(Line),
        Agreement,
        .. result.Report.Statements,
        Invariant($"{result.Draws.Chains} chains of {result.Draws.Count} recorded sweeps")
            + (result.IsPartial ? ", cancelled early; " : "; ")
            + Invariant($"seed {result.Seed}; {typeof(Result).Assembly.GetName().Name} {Version}."),
        .. result.Draws.Parameters
            .GroupBy(parameter => $"{parameter.BaseName} ~ {parameter.Prior}")
            .Select(group => $"Prior: {group.Key}{(group.Count() == 1 ? "" : $", each of {group.Count()} components")}."),
        .. result.Warnings.Count == 0 ? ["No warnings."] : result.Warnings.Select(warning => $"Warning: {warning}"),
    ];

    private static string Version => typeof(Result).Assembly.GetName().Version!.ToString(3);

    private string Agreement => agreement is null
        ? "There is one estimate, with nothing to compare it to."
        : Invariant($"Largest difference {agreement.LargestDifference:G2}: ")
            + (result.EstimatesAgree
                ? "the estimates agree within the errors of their differences."
                : "the estimates DISAGREE beyond the errors of their differences; none is to be quoted.")
            + (result.FreeEnergies.All(IsComparable) ? "" : " (*: not compared, its quadrature error is not in its error bar.)");

    private static bool IsComparable(FreeEnergyEstimate estimate) => estimate.Method != ThermodynamicIntegration.Name;

    private static string Line(FreeEnergyEstimate estimate)
    {
        string name = estimate.Method + (IsComparable(estimate) ? "" : " *");
        return Invariant($"{name,-28} {estimate.LogEvidence,16:F4} {estimate.StandardError,12:F4} ")
            + Invariant($"{estimate.EffectiveSamples,17:F0}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
