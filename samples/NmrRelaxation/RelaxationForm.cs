namespace NmrRelaxation;

/// <summary>What is measured after the pulse.</summary>
public enum RelaxationForm
{
    /// <summary>A decay to an offset, A exp(-(W t)^beta) + C: T2, or photoluminescence.</summary>
    Decay,

    /// <summary>A recovery from 0, M0 [1 - exp(-(W t)^beta)].</summary>
    Saturation,

    /// <summary>A recovery from -M0, M0 [1 - 2 exp(-(W t)^beta)].</summary>
    Inversion,
}
