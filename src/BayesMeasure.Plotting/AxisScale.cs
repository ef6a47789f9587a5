namespace BayesMeasure.Plotting;

/// <summary>How an axis is divided.</summary>
public enum AxisScale
{
    /// <summary>Equal steps for equal differences.</summary>
    Linear,

    /// <summary>
    /// Equal steps for equal ratios, for positive values over several orders of magnitude, such as times of relaxation.
    /// </summary>
    Logarithmic,
}
