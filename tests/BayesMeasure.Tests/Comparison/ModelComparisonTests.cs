using BayesMeasure.Comparison;
using CsCheck;

namespace BayesMeasure.Tests.Comparison;

public class ModelComparisonTests
{
    private static readonly double[] LogEvidences = [-3, 0.5, 0, -0.7];
    private static readonly double[] Errors = [0.02, 0.01, 0.015, 0.03];

    [Fact]
    public void Probabilities_are_normalised_evidences()
    {
        double sum = LogEvidences.Sum(Math.Exp);
        Assert.All(Probabilities(LogEvidences).Zip(LogEvidences),
            pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 1e-15));
    }

    [Theory]
    [InlineData(1e5)]
    [InlineData(-1e5)]
    public void Only_differences_of_evidence_count(double shift)
    {
        double[] shifted = Probabilities([.. LogEvidences.Select(value => value + shift)]);
        Assert.All(shifted.Zip(Probabilities(LogEvidences)), pair => Assert.Equal(pair.Second, pair.First, 1e-10));
    }

    [Fact]
    public void A_model_out_of_question_has_no_probability() =>
        Assert.Equal([1, 0], Probabilities([0, double.NegativeInfinity]));

    [Fact]
    public void Errors_of_probabilities_agree_with_finite_differences() => Property.ForAll(
        Gen.Select(Gen.Double[-4, 4].Array[2, 6], Gen.Double[0.001, 2].Array[6]),
        drawn =>
        {
            double[] logEvidences = drawn.Item1;
            double[] errors = drawn.Item2[..logEvidences.Length];
            ModelComparison comparison = KnownComparison.Create(logEvidences, errors);
            for (int k = 0; k < logEvidences.Length; k++)
            {
                double variance =
                    Enumerable.Range(0, logEvidences.Length).Sum(j => Math.Pow(Slope(logEvidences, k, j) * errors[j], 2));
                Assert.Equal(Math.Sqrt(variance), comparison.Models[k].ProbabilityStandardError, 1e-8);
            }
        });

    [Fact]
    public void Errors_of_probabilities_agree_with_a_propagation_by_draws()
    {
        const int draws = 20_000;
        var random = new Random(3);
        double[][] samples = [.. Enumerable.Range(0, draws).Select(_ =>
            Softmax([.. LogEvidences.Select((value, k) => value + Errors[k] * NextNormal(random))]))];
        ModelComparison comparison = KnownComparison.Create(LogEvidences, Errors);
        for (int k = 0; k < LogEvidences.Length; k++)
        {
            double mean = samples.Average(sample => sample[k]);
            double deviation = Math.Sqrt(samples.Average(sample => Math.Pow(sample[k] - mean, 2)));

            // The sampled deviation has the relative error 1/sqrt(2 N); what is not linear is smaller by the errors squared.
            double tolerance = 4 / Math.Sqrt(2 * draws) + Errors.Sum(error => error * error);
            Assert.Equal(1, comparison.Models[k].ProbabilityStandardError / deviation, tolerance);
        }
    }

    [Theory]
    [InlineData(1.0, 0.3, 0.4, true)]
    [InlineData(0.9, 0.3, 0.4, false)]
    [InlineData(1e-9, 0, 0, true)]
    [InlineData(0, 0, 0, false)]
    [InlineData(100, double.NaN, 0.1, false)]
    public void Two_models_are_told_apart_at_two_sigma(double difference, double firstError, double secondError, bool isDecided)
    {
        ModelComparison comparison = KnownComparison.Create([5, 5 + difference], [firstError, secondError]);
        Assert.Equal(isDecided, comparison.IsDecided);
        Assert.Equal(isDecided ? "K = 2" : null, comparison.Selected?.Name);
        Assert.StartsWith(isDecided ? "Selected: K = 2." : "Undecided", comparison.Verdict, StringComparison.Ordinal);
        Assert.StartsWith(comparison.Verdict, comparison.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_close_rival_is_enough_to_leave_it_undecided()
    {
        ModelComparison comparison = KnownComparison.Create([0, 10, 9.9], [0.1, 0.1, 0.1]);
        Assert.False(comparison.IsDecided);
        Assert.Equal("K = 2", comparison.Best.Name);
        Assert.Null(comparison.Selected);
    }

    [Fact]
    public void A_partial_comparison_decides_nothing()
    {
        ModelComparison comparison = KnownComparison.Create([0, 100], [0.1, 0.1], isPartial: true);
        Assert.False(comparison.IsDecided);
        Assert.Null(comparison.Selected);
        Assert.StartsWith("Undecided: cancelled.", comparison.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void An_undecided_model_decides_nothing_unless_its_highest_likelihood_is_below_the_best_evidence(
        int doubtful, bool isDecided)
    {
        ModelComparison comparison =
            KnownComparison.Create([0, 100, 97.5, 96.5], [0.1, 0.1, 0.1, 0.1], doubtful: doubtful);
        Assert.Equal(isDecided, comparison.IsDecided);
        Assert.Equal(isDecided, comparison.Selected is not null);
        Assert.Equal(
            isDecided ? "Selected: K = 2."
                : $"Undecided: log Z of K = {doubtful + 1} is not to be relied on, since nothing moved. See its warnings.",
            comparison.Verdict);
        Assert.Null(comparison.SweepsToDecide);
    }

    [Fact]
    public void An_evidence_that_could_not_be_estimated_decides_nothing()
    {
        ModelComparison comparison = KnownComparison.Create([0, double.NaN, -50], [0.1, double.NaN, 0.1]);
        Assert.False(comparison.IsDecided);
        Assert.Equal("K = 1", comparison.Best.Name);
    }

    [Fact]
    public void The_table_has_a_line_for_each_model_in_the_order_of_the_family()
    {
        string[] lines = KnownComparison.Create([-1.5, 2.25], [0.1, 0.2]).ToString().Split(Environment.NewLine);
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^K = 1 +1\.50 \+- 0\.10 +0\.023 \+- 0\.005 ", lines[2]);
        Assert.Matches(@"^K = 2 +-2\.2 \+- 0\.2 +0\.977 \+- 0\.005 ", lines[3]);
        Assert.Equal("Selected: K = 2.", lines[0]);
    }

    private static double[] Probabilities(double[] logEvidences) =>
        [.. KnownComparison.Create(logEvidences, new double[logEvidences.Length]).Models.Select(model => model.Probability)];

    private static double Slope(double[] logEvidences, int k, int j)
    {
        const double step = 1e-5;
        double Shifted(double by) => Softmax([.. logEvidences.Select((value, i) => i == j ? value + by : value)])[k];
        return (Shifted(step) - Shifted(-step)) / (2 * step);
    }

    private static double[] Softmax(double[] values)
    {
        double sum = values.Sum(Math.Exp);
        return [.. values.Select(value => Math.Exp(value) / sum)];
    }

    private static double NextNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
