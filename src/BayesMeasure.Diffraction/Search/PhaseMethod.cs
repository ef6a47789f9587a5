namespace BayesMeasure.Diffraction.Search;

/// <summary>What answers which phases are there.</summary>
public enum PhaseMethod
{
    /// <summary>
    /// Sets of phases are searched by the evidence, and the gates of all candidates sampled exactly: probabilities. The default.
    /// </summary>
    Gibbs,

    /// <summary>
    /// All gates, heights, strains and widths at once by sparse variational inference, as K. Murakami et al., arXiv 2501.09308,
    /// do: selections, which are no probabilities.
    /// </summary>
    Variational,
}
