using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Sensitivity;

/// <summary>What log Z of one model becomes when the width of one of its priors is scaled.</summary>
public sealed record ScaledEvidence
{
    internal ScaledEvidence(string name, double factor)
    {
        Name = name;
        Factor = factor;
    }

    /// <summary>
    /// The parameter whose prior is scaled, without the number of the component: those of all equal components scale together.
    /// </summary>
    public string Name { get; }

    /// <summary>What the width of the prior is multiplied by, as <see cref="Priors.Distribution.Scaled"/> defines it.</summary>
    public double Factor { get; }

    /// <summary>
    /// The free energy under the scaled prior. Its error takes in that of the present one and that of the reweighting, with their
    /// correlation, since both come from the same sweeps. Null where reweighting cannot give it; see <see cref="Refusal"/>.
    /// </summary>
    public FreeEnergyEstimate? FreeEnergy { get; internal init; }

    /// <summary>log Z under the scaled prior minus log Z under the present one; NaN where reweighting cannot give it.</summary>
    public double Change { get; internal init; } = double.NaN;

    /// <summary>
    /// The standard error of <see cref="Change"/>: 0 where all draws have the same weight, NaN where reweighting cannot give it.
    /// </summary>
    public double ChangeStandardError { get; internal init; } = double.NaN;

    /// <summary>How many independent and equally weighted draws the weighted ones are worth; NaN where there are none.</summary>
    public double EffectiveSamples { get; internal init; } = double.NaN;

    /// <summary>Why reweighting cannot give the free energy, in words; null where it can.</summary>
    public string? Refusal { get; internal init; }

    /// <summary>The change as "-0.69 +- 0.02", as "-0.693" where it has no error, or why there is none.</summary>
    public override string ToString() => Refusal ?? (ChangeStandardError == 0
        ? Change.ToString("+0.000;-0.000;0", CultureInfo.InvariantCulture)
        : $"{(Change > 0 ? "+" : "")}{new ValueWithError(Change, ChangeStandardError)}");
}
