namespace BayesMeasure.FreeEnergy;

/// <summary>What the samples of all rungs say together about an inverse temperature, where there need not be a rung.</summary>
/// <param name="InverseTemperature">beta.</param>
/// <param name="LogEvidence">log Z(beta).</param>
/// <param name="Mean">The mean of the log likelihood at beta.</param>
/// <param name="Variance">Its variance.</param>
/// <param name="Overlap">Kish's effective number of the weighted samples, in units of the number of samples of one rung.</param>
internal sealed record ReweightedRung(
    double InverseTemperature, double LogEvidence, double Mean, double Variance, double Overlap);
