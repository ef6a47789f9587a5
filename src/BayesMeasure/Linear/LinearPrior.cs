using BayesMeasure.Inference;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// What is known about a linear regression before the data: about the coefficients and about the noise.
/// </summary>
public abstract class LinearPrior
{
    private protected LinearPrior()
    {
    }

    /// <summary>A flat prior of the coefficients, with noise of known level.</summary>
    /// <inheritdoc cref="FlatPrior(double, IReadOnlyList{double})" path="/param|/exception"/>
    /// <inheritdoc cref="FlatPrior" path="/remarks"/>
    public static LinearPrior Flat(double sigma, IReadOnlyList<double>? halfWidths = null) => new FlatPrior(sigma, halfWidths);

    /// <summary>A flat prior of the coefficients, with noise of the level that makes the data most probable.</summary>
    /// <inheritdoc cref="EmpiricalBayesPrior(IReadOnlyList{double})" path="/param|/exception"/>
    /// <inheritdoc cref="EmpiricalBayesPrior" path="/remarks"/>
    public static LinearPrior EmpiricalBayes(IReadOnlyList<double>? halfWidths = null) => new EmpiricalBayesPrior(halfWidths);

    /// <summary>A flat prior of the coefficients, with Jeffreys' prior of an unknown level of noise.</summary>
    /// <inheritdoc cref="JeffreysPrior(IReadOnlyList{double}, bool)" path="/param|/exception"/>
    /// <inheritdoc cref="JeffreysPrior" path="/remarks"/>
    public static LinearPrior Jeffreys(IReadOnlyList<double>? halfWidths = null, bool keepsToBox = false) =>
        new JeffreysPrior(halfWidths, keepsToBox);

    /// <summary>A normal prior of the coefficients, with noise of known level.</summary>
    /// <inheritdoc cref="NormalPrior(Vector{double}, Matrix{double}, double)" path="/param|/exception"/>
    /// <inheritdoc cref="NormalPrior" path="/remarks"/>
    public static LinearPrior Normal(Vector<double> mean, Matrix<double> covariance, double sigma) =>
        new NormalPrior(mean, covariance, sigma);

    /// <summary>The conjugate prior of the coefficients and of an unknown level of noise.</summary>
    /// <inheritdoc cref="NormalInverseGammaPrior(Vector{double}, Matrix{double}, double, double)" path="/param|/exception"/>
    /// <inheritdoc cref="NormalInverseGammaPrior" path="/remarks"/>
    public static LinearPrior NormalInverseGamma(
        Vector<double> mean, Matrix<double> precision, double shape, double rate) =>
        new NormalInverseGammaPrior(mean, precision, shape, rate);

    /// <summary>The posterior of a regression under this prior.</summary>
    internal abstract LinearPosterior Update(LinearRegression regression);

    /// <summary>
    /// The free energy of every subset of the columns, each under this prior of its own coefficients; boxes count by their
    /// volume.
    /// </summary>
    internal abstract SubsetEnergy SubsetEnergy(LinearRegression regression);

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

    private protected static void RequireDimension(int dimension, LinearRegression regression)
    {
        if (dimension != regression.Coefficients)
        {
            throw new ArgumentException(
                $"The regression has {regression.Coefficients} coefficients, but the prior is about {dimension}.");
        }
    }

    /// <summary>Requires data with a residual where the level of the noise is to be learnt from it.</summary>
    private protected static void RequireResidual(LinearRegression regression)
    {
        if (regression.Points > regression.Coefficients && regression.Fit.ResidualSumOfSquares > 0)
        {
            return;
        }

        throw new ArgumentException(
            $"{regression.Points} points and {regression.Coefficients} coefficients leave no residual to learn the level of the "
            + "noise from. Measure more points, or give the noise a known level with LinearPrior.Flat.");
    }

    /// <summary>A number for every size of a subset, from no column to all of them.</summary>
    private protected static double[] EverySize(LinearRegression regression, Func<int, double> number) =>
        [.. Enumerable.Range(0, regression.Coefficients + 1).Select(number)];

    private protected static CoefficientBox RequireBox(CoefficientBox? box, LinearRegression regression)
    {
        if (box is null)
        {
            throw new ArgumentException(
                "Without a box, a flat prior has no free energy to compare subsets by: give half-widths.");
        }

        RequireDimension(box.Dimension, regression);
        regression.Fit.RequireRegular();
        return box;
    }

    /// <summary>Requires a prior in which a column that is left out says nothing about the others.</summary>
    private protected static void RequireIndependence(Vector<double> mean, Matrix<double> factor)
    {
        if (mean.Any(value => value != 0))
        {
            throw new ArgumentException("A column that is left out has the coefficient 0: the prior's means must be 0.");
        }

        if (factor.EnumerateIndexed(Zeros.AllowSkip).Any(entry => entry.Item1 != entry.Item2 && entry.Item3 != 0))
        {
            throw new ArgumentException(
                "A subset of the columns needs independent coefficients: give the prior a diagonal matrix.");
        }
    }
}
