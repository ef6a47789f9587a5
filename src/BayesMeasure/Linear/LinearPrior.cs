using BayesMeasure.Results;

namespace BayesMeasure.Linear;

/// <summary>
/// What is known about a linear regression before the data: about the coefficients and about the noise. It is one of
/// <see cref="FlatPrior"/>, <see cref="EmpiricalBayes"/>, <see cref="JeffreysPrior"/>, <see cref="NormalPrior"/> and
/// <see cref="NormalInverseGammaPrior"/>.
/// </summary>
public abstract class LinearPrior
{
    private protected LinearPrior()
    {
    }

    /// <summary>The posterior of a regression under this prior.</summary>
    internal abstract LinearPosterior Update(LinearRegression regression);

    /// <summary>What the prior makes of the subsets of the columns of a design.</summary>
    /// <exception cref="ArgumentException">The prior is improper, or not one of independent coefficients about 0.</exception>
    internal abstract SubsetTerms SubsetTerms(int points, int columns, double logWeights);

    /// <summary>The costs ln 2 xi_j of the columns under a flat prior.</summary>
    private protected static double[] CostsOf(CoefficientBox? box, int columns)
    {
        if (box is null)
            throw new ArgumentException("A flat prior without a box is improper: it tells no subset of columns from another.");
        RequireDimension(box.Dimension, columns);
        return box.LogWidths;
    }

    /// <summary>A free energy of which a share was found numerically: F and that share's -ln.</summary>
    private protected static FreeEnergyEstimate Estimate(string name, double freeEnergy, BoxShare share)
    {
        double logEvidence = -freeEnergy + Math.Log(share.Value);
        return share.RelativeError > 0
            ? new()
            {
                Method = $"shifted lattices, {name}",
                LogEvidence = logEvidence,
                StandardError = share.RelativeError,
                EffectiveSamples = BoxedCoefficients.Shifts,
            }
            : FreeEnergyEstimate.Exact($"exact, {name}", logEvidence);
    }

    private protected static void RequireDimension(int dimension, LinearRegression regression) =>
        RequireDimension(dimension, regression.Coefficients);

    private protected static void RequireDimension(int dimension, int coefficients)
    {
        if (dimension != coefficients)
            throw new ArgumentException($"The regression has {coefficients} coefficients, but the prior is about {dimension}.");
    }

    /// <summary>Refuses data without a residual where the level of the noise is to be learnt from it.</summary>
    private protected static void RequireResidual(LinearRegression regression)
    {
        if (regression.Points > regression.Coefficients && regression.Fit.ResidualSumOfSquares > 0)
            return;
        throw new ArgumentException(
            $"{regression.Points} points and {regression.Coefficients} coefficients leave no residual to learn the level of the "
            + "noise from. Measure more points, or give the noise a known level with FlatPrior.");
    }
}
