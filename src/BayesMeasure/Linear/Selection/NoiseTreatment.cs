namespace BayesMeasure.Linear.Selection;

/// <summary>What is done about the level of the noise when models are compared under flat priors of their coefficients.</summary>
public enum NoiseTreatment
{
    /// <summary>It is known: <see cref="FlatPrior"/>.</summary>
    Known,

    /// <summary>It is the most probable one of each model.</summary>
    EmpiricalBayes,

    /// <summary>It is integrated out with p(sigma^2) = 1/sigma^2: <see cref="JeffreysPrior"/>.</summary>
    Jeffreys,
}
