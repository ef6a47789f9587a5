using BayesMeasure.Comparison;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Sensitivity;

namespace BayesMeasure.CommandLine;

/// <summary>What backs the numbers, as plain text for the supplement of a paper.</summary>
internal static class CertificateText
{
    private const string Priors = "When the width of a prior is halved or doubled, by reweighting the draws";

    /// <summary>The comparison, the certificate of every model's free energy, and how all that rests on the priors.</summary>
    public static string Of(ModelComparison comparison) => string.Join(Environment.NewLine + Environment.NewLine,
    [
        $"{comparison}",
        .. comparison.Models.Select(model => $"{model.Name}: {FreeEnergyCertificate.Of(model.Result)}"),
        $"{Priors}:{Environment.NewLine}{ComparisonSensitivity.Of(comparison)}{Environment.NewLine}",
    ]);
}
