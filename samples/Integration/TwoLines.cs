using BayesMeasure.Linear;

namespace JoinMeasurements;

/// <summary>Two lines with intercepts of their own, which share their slope: all is known in closed form.</summary>
internal sealed class TwoLines
{
    private const double HalfWidth = 10;
    private const double Slope = 1;
    private readonly Measurement coarse = Simulate(points: 100, sigma: 1, offset: 0.5, seed: 1);
    private readonly Measurement fine = Simulate(points: 20, sigma: 0.3, offset: -0.7, seed: 2);

    /// <summary>What is asked.</summary>
    public JointPosterior Posterior
    {
        get
        {
            ForwardModel line = ForwardModel.Of<LinearBackground>();
            Prior slope = new() { ["slope"] = Prior.Uniform(-HalfWidth, HalfWidth), ["reference"] = Prior.Fixed(0) };
            Prior offset = new() { ["offset"] = Prior.Uniform(-HalfWidth, HalfWidth) };
            return new(
                slope + offset.Labelled("coarse", "fine"),
                new JointPart("coarse", coarse, line, GaussianNoise.Known(1)),
                new JointPart("fine", fine, line, GaussianNoise.Known(0.3)));
        }
    }

    /// <summary>The answer that was sampled beside the exact one.</summary>
    public string Check(IntegrationComparison comparison)
    {
        var question = new SharedSlope(SharedSlope.PrecisionOf(coarse.X, 1), SharedSlope.PrecisionOf(fine.X, 0.3), HalfWidth);
        double first = SlopeOf(coarse);
        double second = SlopeOf(fine);
        QuantitySummary slope =
            comparison.Joint.Result.Summary.Parameters.Single(item => item.Name == "slope");
        IntegrationOdds whole = comparison.Whole;
        double errorOfMean = slope.Convergence.StandardErrorOfMean;
        double errorOfDeviation = slope.Convergence.StandardErrorOfStandardDeviation;
        double difference = question.FreeEnergyDifference(first, second);
        double equal = question.ProbabilityOfJoining(0);
        double different = question.ProbabilityOfJoining(0.3);
        return FormattableString.Invariant($"""
            {"closed form",-28} {"exact",10} {"sampled",10} {"+-",8}
            {"F_joint - F_separate",-28} {difference,10:F4} {-whole.LogOdds,10:F4} {whole.StandardError,8:F4}
            {"shared slope",-28} {question.SlopeOf(first, second),10:F4} {slope.Mean,10:F4} {errorOfMean,8:F4}
            {"its sd",-28} {question.StandardDeviation,10:F4} {slope.StandardDeviation,10:F4} {errorOfDeviation,8:F4}
            Slopes that are equal are joined in {equal:P1} of all data sets, slopes that differ by 0.3 in {different:P1}.
            """);
    }

    private static double SlopeOf(Measurement line) =>
        LinearRegression.Polynomial(line.X, line.Y, degree: 1).Posterior(LinearPrior.Flat(sigma: 1)).Mean[1];

    private static Measurement Simulate(int points, double sigma, double offset, ulong seed)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        double[] x = [.. Enumerable.Range(0, points).Select(i => -1 + 2.0 * i / (points - 1))];
        return new(x, x.Select(value => offset + Slope * value + sigma * random.NextNormal()));
    }
}
