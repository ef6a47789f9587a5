namespace BayesMeasure.DataIntegration;

/// <summary>Which groups of measurements are asked whether they should be joined.</summary>
public enum IntegrationDepth
{
    /// <summary>Each measurement, and all together: one question.</summary>
    Whole,

    /// <summary>Every pair, too.</summary>
    Pairs,

    /// <summary>Every group: for few measurements, since there are 2^M - 1 of them.</summary>
    All,
}
