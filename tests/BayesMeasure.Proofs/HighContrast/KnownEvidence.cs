namespace BayesMeasure.Proofs.HighContrast;

/// <summary>What is known of log Z.</summary>
/// <param name="LogEvidence">The value, with all constants.</param>
/// <param name="Error">Its standard error; 0 where it is exact.</param>
internal readonly record struct KnownEvidence(double LogEvidence, double Error = 0);
