namespace BayesMeasure.Linear;

/// <summary>
/// What is known about a linear regression before the data: about the coefficients and about the noise. It is one of
/// <see cref="FlatPrior"/>, <see cref="JeffreysPrior"/>, <see cref="NormalPrior"/> and <see cref="NormalInverseGammaPrior"/>.
/// </summary>
public abstract class LinearPrior
{
    private protected LinearPrior()
    {
    }

    /// <summary>The posterior of a regression under this prior.</summary>
    internal abstract LinearPosterior Update(LinearRegression regression);

    private protected static void RequireDimension(int dimension, LinearRegression regression)
    {
        if (dimension != regression.Coefficients)
        {
            throw new ArgumentException(
                $"The regression has {regression.Coefficients} coefficients, but the prior is about {dimension}.");
        }
    }
}
