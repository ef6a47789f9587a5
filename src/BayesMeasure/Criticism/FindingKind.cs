namespace BayesMeasure.Criticism;

/// <summary>What a criticism found.</summary>
public enum FindingKind
{
    /// <summary>The model does not describe the data.</summary>
    Misfit,

    /// <summary>The noise is correlated from point to point: data that were smoothed, interpolated or oversampled.</summary>
    CorrelatedNoise,

    /// <summary>The standard deviations that were given are larger than the scatter of the data.</summary>
    OverstatedNoise,

    /// <summary>Single points lie farther off than the noise allows, or stand out between their neighbours.</summary>
    Outliers,

    /// <summary>The data look like dips below a level, and the model knows peaks alone.</summary>
    Dips,

    /// <summary>The data rise along x, and the model can only fall.</summary>
    Rising,

    /// <summary>The columns of x and y look exchanged.</summary>
    SwappedColumns,

    /// <summary>The largest value occurs several times in a row, as where a detector is saturated.</summary>
    Saturated,

    /// <summary>The posterior of a parameter is piled up at a bound of its prior.</summary>
    PriorEdge,
}
