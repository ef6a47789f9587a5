using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Results;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>A <see cref="Posterior"/> read as a linear regression, with what its priors mean for it.</summary>
internal sealed class LinearProblem
{
    /// <summary>How much of the posterior may lie outside the bounds of flat priors.</summary>
    private const double LargestShareOutside = 1e-4;

    private readonly Posterior posterior;
    private readonly int[] coefficients;
    private readonly int noise;
    private readonly LinearRegression regression;

    public LinearProblem(Posterior posterior)
    {
        this.posterior = posterior;
        if (posterior.Noise is not GaussianNoise)
            throw new NotSupportedException("Exact linear inference needs Gaussian noise. Use ReplicaExchange.");
        noise = Parameters.ToList().FindIndex(parameter => parameter.Name == GaussianNoise.LevelName);
        if (noise < 0 && posterior.Noise.ParameterNames.Count > 0)
            throw new NotSupportedException("The level of the noise is fixed or tied: give it as GaussianNoise.Known instead.");
        coefficients = [.. Enumerable.Range(0, Parameters.Count).Where(position => position != noise)];
        regression = LinearDesign.Of(posterior, coefficients);
    }

    public IReadOnlyList<Parameter> Parameters => posterior.Parameters;

    public ITargetState CreateState() => posterior.CreateState();

    /// <summary>The exact posterior, as if flat priors had no bounds.</summary>
    public LinearPosterior Solve()
    {
        Distribution[] priors = [.. coefficients.Select(position => Parameters[position].Prior)];
        if (priors.All(prior => prior is NormalDistribution) && noise < 0)
            return regression.Posterior(Normal(priors));
        if (!priors.All(prior => prior is UniformDistribution) || !(noise < 0 || Parameters[noise].Prior is LogUniformDistribution))
            throw Unsupported();
        double[] halfWidths = [.. priors.Select(prior => 0.5 * (prior.Maximum - prior.Minimum))];
        LinearPosterior solution = regression.Posterior(noise < 0 ? new FlatPrior(1, halfWidths) : new JeffreysPrior(halfWidths));
        RequireWideBounds(solution);
        return solution;
    }

    /// <summary>
    /// The free energy with a normalised prior of the noise: p(sigma) = 1/(sigma ln(b/a)) is p(sigma^2) = 1/sigma^2 over
    /// 2 ln(b/a).
    /// </summary>
    public FreeEnergyEstimate FreeEnergyOf(LinearPosterior solution)
    {
        double logNormalisation = noise < 0
            ? 0
            : Math.Log(2 * Math.Log(Parameters[noise].Prior.Maximum / Parameters[noise].Prior.Minimum));
        FreeEnergyEstimate unbounded = solution.FreeEnergy!;
        return FreeEnergyEstimate.Exact(unbounded.Method, unbounded.LogEvidence - logNormalisation);
    }

    /// <summary>An exact draw from the posterior within all bounds.</summary>
    /// <returns>Its log prior.</returns>
    public double DrawInside(LinearPosterior solution, RandomStream random, double[] point)
    {
        Span<double> values = stackalloc double[coefficients.Length];
        double logPrior;
        do
        {
            double level = solution.Draw(random, values);
            for (int j = 0; j < coefficients.Length; j++)
                point[coefficients[j]] = values[j];
            if (noise >= 0)
                point[noise] = level;
            logPrior = Parameters.Select((parameter, i) => parameter.Prior.LogDensity(point[i])).Sum();
        }
        while (double.IsNegativeInfinity(logPrior));
        return logPrior;
    }

    private static NormalPrior Normal(Distribution[] priors) => new(
        Vector<double>.Build.Dense(priors.Length, j => priors[j].Mean),
        Matrix<double>.Build.DenseDiagonal(priors.Length, priors.Length, j => Math.Pow(priors[j].StandardDeviation, 2)),
        sigma: 1);

    private void RequireWideBounds(LinearPosterior solution)
    {
        Vector<double> scales = solution.Scales;
        for (int j = 0; j < coefficients.Length; j++)
        {
            var marginal = new StudentT(solution.Mean[j], scales[j], solution.DegreesOfFreedom);
            Distribution prior = Parameters[coefficients[j]].Prior;
            RequireWide(
                Parameters[coefficients[j]],
                marginal.CumulativeDistribution(prior.Minimum) + 1 - marginal.CumulativeDistribution(prior.Maximum));
        }

        if (noise >= 0)
            RequireWide(Parameters[noise], NoiseOutside(solution, Parameters[noise].Prior));
    }

    /// <summary>nu s^2 / sigma^2 is chi-squared with nu degrees of freedom.</summary>
    private static double NoiseOutside(LinearPosterior solution, Distribution prior)
    {
        double freedom = solution.DegreesOfFreedom;
        double AtMost(double sigma) => 1 - ChiSquared.CDF(freedom, freedom * Math.Pow(solution.NoiseLevel / sigma, 2));
        return AtMost(prior.Minimum) + 1 - AtMost(prior.Maximum);
    }

    private static void RequireWide(Parameter parameter, double shareOutside)
    {
        if (shareOutside <= LargestShareOutside)
            return;
        throw new NotSupportedException(FormattableString.Invariant(
            $"The bounds of '{parameter.Name}', {parameter.Prior}, cut off {shareOutside:G2} of the posterior; exact linear ")
            + "inference needs wide bounds. Widen them, or use ReplicaExchange.");
    }

    private static NotSupportedException Unsupported() => new(
        "Exact linear inference knows these priors: all normal, with noise of known level; or all uniform, with noise of known "
        + "level or with a log-uniform prior. Use ReplicaExchange for others.");
}
