using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;
using MathNet.Numerics.LinearAlgebra;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Tests.Comparison;

/// <summary>
/// Averages over a constant and a line, whose posteriors are normal and whose evidences are exact: the mixture is known.
/// </summary>
public class ModelAverageTests
{
    private static readonly double[] X = [0, 1, 2, 3, 4, 5];
    private static readonly Measurement Data = new(X, [0.9, 1.1, 1.0, 1.2, 1.15, 1.3]);

    /// <summary>The weights, means and standard deviations of "offset" under both models.</summary>
    private static readonly (double Weight, double Mean, double Deviation)[] Mixture = Exact();

    private static double TrueMean => Mixture.Sum(part => part.Weight * part.Mean);

    private static double TrueDeviation =>
        Math.Sqrt(Mixture.Sum(part => part.Weight * (part.Deviation * part.Deviation + Math.Pow(part.Mean - TrueMean, 2))));

    [Fact]
    public void Neither_model_is_out_of_question() => Assert.All(Mixture, part => Assert.InRange(part.Weight, 0.2, 0.8));

    [Fact]
    public void The_average_is_the_mixture_of_the_posteriors()
    {
        var average = ModelAverage.Of(Compare(seed: 1, error: 0), "offset");
        Near(TrueMean, average.Mean, average.MeanError);
        Near(TrueDeviation, average.StandardDeviation, average.StandardDeviationError);
        foreach (double probability in new[] { 0.05, 0.5, 0.95 })
        {
            // P(offset below the quantile) must be what was asked for.
            double quantile = average.Quantile(probability);
            double step = average.QuantileError(probability);
            Assert.InRange(probability, Cumulative(quantile - 4 * step), Cumulative(quantile + 4 * step));
        }

        Assert.Equal(1, average.ProbabilityOfExistence);
        Assert.DoesNotContain("if it exists", average.ToString(), StringComparison.Ordinal);
        static void Near(double expected, double actual, double error) =>
            Assert.InRange(Math.Abs(actual - expected) / error, 0, 4);
        static double Cumulative(double value) =>
            Mixture.Sum(part => part.Weight * MathNormal.CDF(part.Mean, part.Deviation, value));
    }

    /// <summary>With evidences that are off by normal errors, as a sampler gives them: their errors dominate.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Its_errors_are_honest(double error)
    {
        const int runs = 40;
        ModelAverage[] averages =
            [.. Enumerable.Range(1, runs).Select(seed => ModelAverage.Of(Compare((ulong)seed, error), "offset"))];
        AssertStandard(averages.Select(average => (average.Mean - TrueMean) / average.MeanError));
        AssertStandard(averages.Select(average => (average.StandardDeviation - TrueDeviation) / average.StandardDeviationError));

        static void AssertStandard(IEnumerable<double> pulls)
        {
            double[] values = [.. pulls];
            Assert.InRange(Math.Abs(values.Average()) * Math.Sqrt(runs), 0, 4);
            Assert.InRange(Math.Abs(Math.Sqrt(values.Average(value => value * value)) - 1) * Math.Sqrt(2 * runs), 0, 4);
        }
    }

    [Fact]
    public void The_prior_over_models_counts()
    {
        ModelComparison comparison = Compare(seed: 1, error: 0)
            .Under(ModelPrior.Weights(new Dictionary<string, double> { ["constant"] = 1, ["line"] = 0 }));
        var average = ModelAverage.Of(comparison, "offset");
        Assert.Equal(comparison.Models[0].Result.Summary.Parameters[0].Mean, average.Mean, 1e-12);
        Assert.Throws<ArgumentException>(() => ModelAverage.Of(comparison, "slope"));
    }

    [Fact]
    public void A_parameter_that_some_models_lack_is_averaged_where_it_exists()
    {
        ModelComparison comparison = Compare(seed: 1, error: 0);
        var average = ModelAverage.Of(comparison, "slope");
        Assert.Equal(comparison.Models[1].Probability, average.ProbabilityOfExistence, 1e-14);
        IReadOnlyList<QuantitySummary> line = comparison.Models[1].Result.Summary.Parameters;
        Assert.Equal(line.Single(item => item.Name == "slope").Mean, average.Mean, 1e-12);
        Assert.Contains("if it exists", average.ToString(), StringComparison.Ordinal);
        string message = Assert.Throws<ArgumentException>(() => ModelAverage.Of(comparison, "width")).Message;
        Assert.Contains("There are: offset, slope", message, StringComparison.Ordinal);
    }

    /// <summary>At x the prediction is normal under each model, with mean a + b x.</summary>
    [Fact]
    public void Predictions_are_averaged()
    {
        ModelComparison comparison = Compare(seed: 2, error: 0);
        var prediction = comparison.Predict([0.0, 2.5]);
        double spread = TrueDeviation / Math.Sqrt(400);
        Assert.InRange(prediction.Mean[0], TrueMean - 5 * spread, TrueMean + 5 * spread);
        double above = Mixture.Sum(part => part.Weight * MathNormal.CDF(part.Mean, part.Deviation, prediction.Upper[0]));
        double below = Mixture.Sum(part => part.Weight * MathNormal.CDF(part.Mean, part.Deviation, prediction.Lower[0]));
        Assert.InRange(above, 0.95 - 0.06, 0.95 + 0.05);
        Assert.InRange(below, 0, 0.05 + 0.06);
        Prior prior = new() { ["a"] = Prior.Normal(0, 1) };
        var bare = new ComparedModel("bare", KnownDraws.Create(prior, [[[0.0], [1.0]]], _ => 0));
        Assert.Throws<ArgumentException>(() => ModelComparison.Of(bare).Predict([0.0]));
    }

    /// <summary>An error that both ln Z have in common moves no weight.</summary>
    [Fact]
    public void What_the_evidences_err_by_together_is_no_error_of_the_average()
    {
        ModelComparison apart = Compare(seed: 1, error: 0.5);
        FamilyEvidence tied = apart.Evidence with { Errors = new([[0.25, 0.25], [0.25, 0.25]]) };
        double independent = ModelAverage.Of(apart, "offset").MeanError;
        double dependent = ModelAverage.Of(new ModelComparison(tied, seed: 1, isPartial: false), "offset").MeanError;
        Assert.True(dependent < 0.3 * independent, $"{dependent} where independent errors give {independent}");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_quantile_is_of_a_probability(double probability) => Assert.Throws<ArgumentOutOfRangeException>(
        nameof(probability), () => ModelAverage.Of(Compare(seed: 1, error: 0), "offset").Quantile(probability));

    private static Posterior Constant =>
        new(Data, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.15), new() { ["offset"] = Prior.Normal(0, 1) });

    private static Posterior Line => new(
        Data,
        ForwardModel.Of<LinearBackground>(),
        GaussianNoise.Known(0.15),
        new() { ["offset"] = Prior.Normal(0, 1), ["slope"] = Prior.Normal(0, 0.3), ["reference"] = Prior.Fixed(0) });

    private static ModelComparison Compare(ulong seed, double error)
    {
        var random = new RandomStream(seed, chain: 9, replica: 9);
        return ModelComparison.Of(new("constant", Solve(Constant)), new("line", Solve(Line)));
        Result Solve(Posterior posterior)
        {
            Result result =
                new ConjugateLinear { Seed = seed + (posterior.Parameters.Count == 2 ? 1000UL : 0), Draws = 200 }.Run(posterior);
            FreeEnergyEstimate exact = result.FreeEnergy;
            return result with
            {
                FreeEnergy = exact with { LogEvidence = exact.LogEvidence + error * random.NextNormal(), StandardError = error },
            };
        }
    }

    private static (double Weight, double Mean, double Deviation)[] Exact()
    {
        LinearPosterior constant = Regression(0).Posterior(LinearPrior.Normal(
            Vector<double>.Build.Dense(1), Matrix<double>.Build.DenseDiagonal(1, 1, 1), sigma: 1));
        LinearPosterior line = Regression(1).Posterior(LinearPrior.Normal(
            Vector<double>.Build.Dense(2), Matrix<double>.Build.DenseDiagonal(2, 2, i => i == 0 ? 1 : 0.09), sigma: 1));
        double odds = Math.Exp(line.FreeEnergy!.LogEvidence - constant.FreeEnergy!.LogEvidence);
        return
        [
            (1 / (1 + odds), constant.Mean[0], constant.StandardDeviations[0]),
            (odds / (1 + odds), line.Mean[0], line.StandardDeviations[0]),
        ];
    }

    private static LinearRegression Regression(int degree) =>
        LinearRegression.Polynomial(X, Data.Y, degree, [.. X.Select(_ => 0.15)]);
}
