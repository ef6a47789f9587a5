using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>A <see cref="Posterior"/> read as a linear regression, with what its priors mean for it.</summary>
internal sealed class LinearProblem
{
    private readonly Posterior posterior;
    private readonly int[] coefficients;
    private readonly int noise;
    private readonly Distribution[] priors;
    private readonly Lazy<LinearDesign> design;

    public LinearProblem(Posterior posterior)
    {
        this.posterior = posterior;
        noise = Parameters.ToList().FindIndex(parameter => parameter.Role == ParameterRole.NoiseLevel);
        coefficients = [.. Enumerable.Range(0, Parameters.Count).Where(position => position != noise)];
        priors = [.. coefficients.Select(position => Parameters[position].Prior)];
        design = new(() => new LinearDesign(posterior, coefficients));
    }

    /// <summary>Why there is no exact solution, and what can be done; null when there is one.</summary>
    public string? Refusal =>
        posterior.Noise is not (GaussianNoise or CorrelatedNoise)
            ? "Exact linear inference needs Gaussian noise. Use ReplicaExchange."
        : posterior.NoiseBinding.CreateWhitening(posterior.Lanes) is { IsFixed: false }
            ? "Exact linear inference needs a known correlation length. Use ReplicaExchange."
        : posterior.Smooth is not null ? "A smooth background is integrated out by sampling its bend. Use ReplicaExchange."
        : noise < 0 && posterior.Noise.ParameterNames.Count > 0
            ? "The level of the noise is fixed or tied: give it as GaussianNoise.Known instead."
        : coefficients.Length == 0 ? "The model has no unknown to solve for. Use ReplicaExchange."
        : !design.Value.IsLinear() ? "The model is not linear in its free parameters. Use ReplicaExchange."
        : !AreNormal && !AreUniform
            ? "Exact linear inference knows these priors: all normal, with noise of known level; or all uniform, with noise of "
            + "known level or with a log-uniform prior. Use ReplicaExchange for others."
        : null;

    public IReadOnlyList<Parameter> Parameters => posterior.Parameters;

    private bool AreNormal => noise < 0 && priors.All(prior => prior is NormalDistribution);

    private bool AreUniform => priors.All(prior => prior is UniformDistribution)
        && (noise < 0 || Parameters[noise].Prior is LogUniformDistribution);

    public ITargetState CreateState() => posterior.CreateState();

    /// <summary>The exact posterior, within the bounds of flat priors.</summary>
    public LinearPosterior Solve()
    {
        LinearRegression regression = design.Value.ToRegression();
        if (AreNormal)
        {
            return regression.Posterior(Normal(priors));
        }

        var box = new CoefficientBox([.. priors.Select(prior => prior.Minimum)], [.. priors.Select(prior => prior.Maximum)]);
        return regression.Posterior(noise < 0
            ? new FlatPrior(1, box)
            : new JeffreysPrior(box, Parameters[noise].Prior.Minimum, Parameters[noise].Prior.Maximum));
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
        FreeEnergyEstimate estimate = solution.FreeEnergy!;
        double correlation = posterior.NoiseBinding.CreateWhitening(posterior.Lanes)?.LogDeterminant ?? 0;
        return estimate with { LogEvidence = estimate.LogEvidence - logNormalisation + correlation };
    }

    /// <summary>An exact draw from the posterior within all bounds.</summary>
    /// <returns>Its log prior.</returns>
    public double Draw(LinearPosterior solution, RandomStream random, Span<double> point)
    {
        Span<double> values = stackalloc double[coefficients.Length];
        double level = solution.Draw(random, values);
        for (int j = 0; j < coefficients.Length; j++)
        {
            point[coefficients[j]] = values[j];
        }

        if (noise >= 0)
        {
            point[noise] = level;
        }

        double logPrior = 0;
        for (int i = 0; i < point.Length; i++)
        {
            logPrior += Parameters[i].Prior.LogDensity(point[i]);
        }

        return logPrior;
    }

    private static NormalPrior Normal(Distribution[] priors) => new(
        Vector<double>.Build.Dense(priors.Length, j => priors[j].Mean),
        Matrix<double>.Build.DenseDiagonal(priors.Length, priors.Length, j => Math.Pow(priors[j].StandardDeviation, 2)),
        sigma: 1);
}
