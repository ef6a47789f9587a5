namespace BayesMeasure.Variational;

/// <summary>
/// The Gaussians among which variational inference looks for the one nearest to the posterior, in the coordinates in which
/// parameters are explored, made unbounded.
/// </summary>
public enum GuideFamily
{
    /// <summary>
    /// Independent coordinates: two numbers each. It knows nothing of correlations, so that its intervals are too narrow.
    /// </summary>
    MeanField,

    /// <summary>Any covariance: d (d + 3) / 2 numbers for d coordinates.</summary>
    FullRank,
}
