namespace BayesMeasure.Priors;

/// <summary>The value of a parameter as a function of others: what a <see cref="Link"/> computes.</summary>
/// <param name="values">The values of the parameters that are followed, in the order in which the link names them.</param>
public delegate double LinkFunction(ReadOnlySpan<double> values);
