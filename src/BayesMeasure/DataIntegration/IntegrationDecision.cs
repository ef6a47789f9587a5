namespace BayesMeasure.DataIntegration;

/// <summary>What the free energies say of measurements that might be joined.</summary>
public enum IntegrationDecision
{
    /// <summary>The error bars do not tell, or an estimate cannot be trusted.</summary>
    Undecided,

    /// <summary>
    /// They share their parameters: the free energy of all together is lower than the sum of the separate ones.
    /// </summary>
    Join,

    /// <summary>They do not: the sum of the separate free energies is lower.</summary>
    KeepSeparate,
}
