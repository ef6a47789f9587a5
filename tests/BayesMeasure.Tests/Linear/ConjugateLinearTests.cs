using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Tests.Linear;

public class ConjugateLinearTests
{
    private const double Sigma = 0.5;

    private static Measurement Line { get; } = new([-2, -1, 0, 1, 2], [-1.7, -0.4, 0.9, 1.6, 3.1]);

    [Fact]
    public void Free_energies_are_those_of_the_golden_table()
    {
        Assert.Equal(8.872850, Solve(GaussianNoise.Known(Sigma), Prior.Uniform(-10, 10)).FreeEnergy.FreeEnergy, 6);
        Assert.Equal(9.333983, Solve(GaussianNoise.Known(Sigma), Prior.Normal(0, 10)).FreeEnergy.FreeEnergy, 6);
    }

    [Fact]
    public void Log_uniform_noise_normalises_the_prior_of_Jeffreys()
    {
        Result result = Solve(GaussianNoise.Unknown, Prior.Uniform(-1000, 1000), Prior.LogUniform(1e-4, 1e4));
        double expected = 6.654143 + 2 * Math.Log(100) + Math.Log(2 * Math.Log(1e8));
        Assert.Equal(expected, result.FreeEnergy.FreeEnergy, tolerance: 1e-6);
    }

    [Fact]
    public void Draws_have_the_moments_of_the_posterior()
    {
        QuantitySummary slope = Solve(GaussianNoise.Known(Sigma), Prior.Uniform(-10, 10)).Summary.Parameters[1];
        Assert.Equal("slope", slope.Name);
        Assert.Equal(1.16, slope.Mean, 4 * Sigma / Math.Sqrt(10 * 16_000));
        Assert.Equal(Sigma / Math.Sqrt(10), slope.StandardDeviation, 0.01 * Sigma);
        Assert.InRange(slope.Convergence.BulkEffectiveSamples, 14_000, 20_000);
    }

    [Fact]
    public void Draws_keep_to_their_bounds_and_carry_their_densities()
    {
        Result result = Solve(GaussianNoise.Unknown, Prior.Uniform(-1000, 1000), Prior.LogUniform(1e-4, 1e4));
        ITargetState state = result.Target.CreateState();
        state.Set(result.Draws[1, 17]);
        Assert.Equal(state.LogLikelihood, result.Draws.LogLikelihood(1, 17), 12);
        double logPrior = -2 * Math.Log(2000) - Math.Log(result.Draws[1, 17][2] * Math.Log(1e8));
        Assert.Equal(logPrior, result.Draws.LogPrior(1, 17), 12);
    }

    [Fact]
    public void The_seed_decides()
    {
        Posterior posterior = Question(GaussianNoise.Known(Sigma), Prior.Normal(0, 10));
        ConjugateLinear exact = new() { Draws = 3 };
        Assert.Equal(exact.Run(posterior).Draws[0, 2].ToArray(), exact.Run(posterior).Draws[0, 2].ToArray());
        ConjugateLinear other = exact with { Seed = 2 };
        Assert.NotEqual(exact.Run(posterior).Draws[0, 2].ToArray(), other.Run(posterior).Draws[0, 2].ToArray());
    }

    [Fact]
    public void Per_point_noise_weighs_the_points()
    {
        double[] sigma = [0.5, 1, 2, 1, 0.5];
        var weighted = new Posterior(
            new(Line.X, Line.Y, sigma),
            ForwardModel.Of<LinearBackground>(),
            GaussianNoise.PerPoint,
            PriorOf(Prior.Normal(0, 10)));
        Assert.Equal(DirectFreeEnergy(sigma, 100), new ConjugateLinear { Draws = 2 }.Run(weighted).FreeEnergy.FreeEnergy, 9);
    }

    [Fact]
    public void The_exact_solver_and_the_sampler_answer_the_same_question()
    {
        Posterior question = Question(GaussianNoise.Known(Sigma), Prior.Uniform(-10, 10));
        IInference[] ways = [new ConjugateLinear(), new ReplicaExchange(new() { BurnInSweeps = 500, Sweeps = 2000 })];
        Result[] results = [.. ways.Select(way => way.Run(question))];
        Assert.All(results, result => Assert.Same(question, result.Target));
        FreeEnergyEstimate sampled = results[1].FreeEnergy;

        // The conditional distribution of the coefficients is their posterior: the bridge is exact, the number to six digits.
        Assert.Equal(8.872850, sampled.FreeEnergy, 1e-6);
        Assert.InRange(sampled.StandardError, 0, 1e-6);
    }

    [Fact]
    public void A_bare_log_likelihood_is_refused()
    {
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, values => -values[0] * values[0]);
        var error = Assert.Throws<NotSupportedException>(() => new ConjugateLinear().Run(target));
        Assert.Contains("not about a LogLikelihoodTarget. Use ReplicaExchange", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_inference_ends()
    {
        Posterior question = Question(GaussianNoise.Known(Sigma), Prior.Uniform(-10, 10));
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => new ConjugateLinear().Run(question, cancellation: cancelled));
    }

    [Fact]
    public void A_nonlinear_model_is_refused() =>
        AssertRefused("not linear", ForwardModel.Function((double x, double a, double b) => a * Math.Exp(b * x)), new Prior
        {
            ["a"] = Prior.Normal(0, 1),
            ["b"] = Prior.Normal(0, 1),
        });

    [Fact]
    public void A_model_without_unknowns_is_refused() => AssertRefused("no unknown", ForwardModel.Zero, new Prior());

    [Fact]
    public void A_prior_of_another_kind_is_refused() =>
        AssertRefused("all normal", ForwardModel.Of<LinearBackground>(), PriorOf(Prior.Exponential(1)));

    /// <summary>The slope, 1.16 +- 0.16 without bounds, is held to [1.2, 2], the noise to [0.1, 0.3].</summary>
    [Fact]
    public void Draws_and_free_energy_keep_to_narrow_bounds()
    {
        var prior = new Prior
        {
            ["offset"] = Prior.Uniform(-10, 10),
            ["slope"] = Prior.Uniform(1.2, 2),
            ["reference"] = Prior.Fixed(0),
        };
        var question = new Posterior(
            Line,
            ForwardModel.Of<LinearBackground>(),
            GaussianNoise.Unknown,
            prior + new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(0.1, 0.3) });
        Result exact = new ConjugateLinear().Run(question);
        Result sampled = new ReplicaExchange(new() { BurnInSweeps = 500, Sweeps = 2000 }).Run(question);
        Assert.Equal(0, exact.FreeEnergy.StandardError);
        Assert.Equal(exact.FreeEnergy.LogEvidence, sampled.FreeEnergy.LogEvidence, 4 * sampled.FreeEnergy.StandardError);
        foreach ((QuantitySummary drawn, QuantitySummary truth) in
            sampled.Summary.Parameters.Zip(exact.Summary.Parameters))
        {
            double error = truth.StandardDeviation / Math.Sqrt(drawn.Convergence.BulkEffectiveSamples);
            Assert.Equal(truth.Mean, drawn.Mean, 4.5 * error);
            Assert.Equal(truth.StandardDeviation, drawn.StandardDeviation, 6 * error);
        }
    }

    [Fact]
    public void Bounds_that_the_data_rule_out_make_the_run_fail_and_no_other()
    {
        var impossible = new Posterior(Line, ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(Sigma), new Prior
        {
            ["offset"] = Prior.Uniform(-10, 10),
            ["slope"] = Prior.Uniform(100, 200),
            ["reference"] = Prior.Fixed(0),
        });
        Posterior possible = Question(GaussianNoise.Known(Sigma), Prior.Uniform(-10, 10));
        InferenceRun[] runs = [.. new ConjugateLinear { Seed = 5 }.RunAll([impossible, possible])];
        Assert.Contains("so far outside the bounds", runs[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Null(runs[0].Result);
        Assert.Equal(6UL, runs[1].ResultOrThrow().Seed);
        var error = Assert.Throws<InferenceException>(() => new ConjugateLinear().Run(impossible));
        Assert.Contains("so far outside the bounds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_is_the_exact_posterior()
    {
        Result result = Solve(GaussianNoise.Known(Sigma), Prior.Uniform(-1000, 1000));
        var exact = Assert.IsType<LinearPosterior>(result.Report);
        Assert.Equal(Sigma / Math.Sqrt(10), exact.StandardDeviations[1], 1e-12);
        string refusal = Assert.Throws<ArgumentException>(() => LadderRun.Of(result)).Message;
        Assert.Contains("found by exact linear inference, which has no ladder", refusal, StringComparison.Ordinal);
    }

    private static void AssertRefused(string reason, ForwardModel model, Prior prior)
    {
        var question = new Posterior(Line, model, GaussianNoise.Known(Sigma), prior);
        var exact = new ConjugateLinear();
        Assert.Contains(reason, exact.RefusalOf(question), StringComparison.Ordinal);
        Assert.Contains(
            reason, Assert.Throws<NotSupportedException>(() => exact.Run(question)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => exact.RunAll([question]).ToList());
    }

    private static Result Solve(GaussianNoise noise, Distribution coefficient, Distribution? level = null) =>
        new ConjugateLinear().Run(Question(noise, coefficient, level));

    private static Posterior Question(GaussianNoise noise, Distribution coefficient, Distribution? level = null) =>
        new(
            Line,
            ForwardModel.Of<LinearBackground>(),
            noise,
            PriorOf(coefficient) + (level is null ? new() : new Prior { [GaussianNoise.LevelName] = level }));

    private static Prior PriorOf(Distribution coefficient) => new()
    {
        ["offset"] = coefficient,
        ["slope"] = coefficient,
        ["reference"] = Prior.Fixed(0),
    };

    /// <summary>(1/2) ln |2 pi C| + (1/2) y' C^-1 y with C = diag(sigma^2) + variance (1 + x x').</summary>
    private static double DirectFreeEnergy(double[] sigma, double variance)
    {
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            Line.Count, Line.Count, (i, j) => variance * (1 + Line.X[i] * Line.X[j]) + (i == j ? sigma[i] * sigma[i] : 0));
        Vector<double> y = Vector<double>.Build.DenseOfEnumerable(Line.Y);
        Cholesky<double> factor = covariance.Cholesky();
        return 0.5 * (factor.DeterminantLn + Line.Count * Math.Log(2 * Math.PI) + y * factor.Solve(y));
    }
}
