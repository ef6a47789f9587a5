using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Reports;

namespace BayesMeasure.DataIntegration;

/// <summary>
/// Whether measurements should be joined: ln Z of all together minus the sum of the separate ln Z. It is positive where one value
/// of what is shared explains all of them, and this counts for more than the freedom of several values.
/// </summary>
public sealed record IntegrationOdds
{
    private readonly MeasurementGroup[] involved;
    private readonly Lazy<string?> objection;

    /// <param name="together">The measurements, asked together.</param>
    /// <param name="separate">The same measurements, each asked by itself.</param>
    internal IntegrationOdds(MeasurementGroup together, IEnumerable<MeasurementGroup> separate)
    {
        Together = together;
        MeasurementGroup[] alone = [.. separate];
        involved = [together, .. alone];
        LogOdds = together.Result.FreeEnergy.LogEvidence - alone.Sum(group => group.Result.FreeEnergy.LogEvidence);
        Preferred = LogOdds > 0 ? [together] : alone;
        objection = new(() => Preferred.Select(group => group.Objection).FirstOrDefault(text => text is not null));
        StandardError = Math.Sqrt(involved.Sum(group => Math.Pow(group.Result.FreeEnergy.StandardError, 2)));
    }

    /// <summary>The measurements, asked together.</summary>
    public MeasurementGroup Together { get; }

    /// <summary>ln of the odds for joining: sum of F_m - F_joint, both answers equally probable beforehand.</summary>
    public double LogOdds { get; }

    /// <summary>
    /// The standard error of <see cref="LogOdds"/>, from those of the free energies, which were sampled independently.
    /// </summary>
    public double StandardError { get; }

    /// <summary>The probability that they share their parameters, both answers equally probable beforehand.</summary>
    public double Probability => 1 / (1 + Math.Exp(-LogOdds));

    /// <summary>
    /// Why the odds are not to be quoted, however far they are from even: a model of the side that they prefer does not describe
    /// its data, or its noise is correlated from point to point. Null where nothing of this is so.
    /// </summary>
    public string? Objection => objection.Value;

    /// <summary>What the odds prefer: all together, or each by itself.</summary>
    internal IReadOnlyList<MeasurementGroup> Preferred { get; }

    /// <summary>
    /// To join or to keep separate where the ln odds are at least <see cref="ModelComparison.DecisionSigmas"/> standard errors
    /// from 0, all free energies can be trusted, and there is no <see cref="Objection"/>.
    /// </summary>
    public IntegrationDecision Decision =>
        !involved.All(group => group.IsSound)
        || Objection is not null
        || !(Math.Abs(LogOdds) >= ModelComparison.DecisionSigmas * StandardError)
        || LogOdds == 0
            ? IntegrationDecision.Undecided
            : LogOdds > 0 ? IntegrationDecision.Join : IntegrationDecision.KeepSeparate;

    /// <summary>The decision in words.</summary>
    internal string Verdict => Decision switch
    {
        IntegrationDecision.Join => "join",
        IntegrationDecision.KeepSeparate => "keep separate",
        _ when involved.FirstOrDefault(group => !group.IsSound) is { } doubtful =>
            $"undecided: see the warnings of {doubtful.Name}",
        _ when Objection is not null => "undecided: the model does not fit",
        _ => "undecided",
    };

    /// <summary>The odds in a line, such as "A + B: ln odds 12.3 +- 0.1, join".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Together.Name}: ln odds {new ValueWithError(LogOdds, StandardError)}, {Verdict}");
}

/// <summary>What the free energies say of measurements that might be joined.</summary>
public enum IntegrationDecision
{
    /// <summary>The error bars do not tell, or an estimate cannot be trusted.</summary>
    Undecided,

    /// <summary>
    /// They share their parameters: the free energy of all together is lower than the sum of the separate ones.
    /// </summary>
    Join,

    /// <summary>They do not: the sum of the separate free energies is lower.</summary>
    KeepSeparate,
}
