namespace BayesMeasure.Posteriors;

/// <summary>A log likelihood of parameters: what a bare target is given by.</summary>
/// <param name="values">One value a parameter, in the order of the prior's free parameters.</param>
/// <returns>The log likelihood, with all normalising constants; -infinity where the data are impossible.</returns>
public delegate double LogLikelihood(ReadOnlySpan<double> values);
