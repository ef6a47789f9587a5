namespace BayesMeasure.Priors;

/// <summary>
/// The scale on which a parameter is explored. A random walk moves u; the parameter is a function of u. The log Jacobian
/// ln|d value / d u| joins the prior, so the choice changes the mixing, never the answer.
/// </summary>
public enum Coordinate
{
    /// <summary>value = u. For parameters of either sign, and for intervals (a step outside is rejected).</summary>
    Linear,

    /// <summary>value = exp(u). For positive scales: amplitudes, widths, rates.</summary>
    Logarithmic,

    /// <summary>value = 1 / (1 + exp(-u)). For fractions between 0 and 1 whose density may pile up at the ends.</summary>
    Logit,

    /// <summary>
    /// value = u, one of 0, 1, ..., <see cref="Distribution.Maximum"/>. For indicators, which switch instead of walking.
    /// </summary>
    Discrete,
}
