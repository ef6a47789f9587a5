using BayesMeasure.Inference;
using BayesMeasure.Reports;

namespace BayesMeasure.Variational;

/// <summary>What a bound from below says of a log Z that another method has found.</summary>
internal static class BoundCheck
{
    /// <summary>No log Z lies so many standard errors below a bound by chance.</summary>
    private const double Chance = 3;

    /// <summary>
    /// The result with the bound among its free energies, left out of the verdict; and in doubt where log Z lies below it, since
    /// then something was missed.
    /// </summary>
    public static Result Beside(Result result, FreeEnergyEstimate bound) => result with
    {
        FreeEnergies = [.. result.FreeEnergies, bound],
        Doubt = result.Doubt ?? DoubtOf(result.FreeEnergy, bound),
    };

    private static string? DoubtOf(FreeEnergyEstimate found, FreeEnergyEstimate bound)
    {
        double error = Math.Sqrt(found.StandardError * found.StandardError + bound.StandardError * bound.StandardError);
        return found.LogEvidence < bound.LogEvidence - Chance * error
            ? $"log Z lies below the bound of a first look, {new ValueWithError(bound.LogEvidence, bound.StandardError)}, "
                + "which it cannot: the run has missed what the look has found"
            : null;
    }
}
