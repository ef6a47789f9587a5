using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>The derivatives of every prior against differences of its log density.</summary>
public class PriorDerivativesTests
{
    private static readonly Dictionary<string, Distribution> Priors = new Distribution[]
    {
        Prior.Uniform(-1, 3), Prior.LogUniform(0.1, 9), Prior.Normal(1, 2), Prior.TruncatedNormal(0, 1, 0.5, 4),
        Prior.TruncatedNormal(0, 1, -3, 4), Prior.LogNormal(0.3, 0.7), Prior.HalfNormal(2), Prior.Gamma(5, 0.04),
        Prior.Beta(0.7, 3), Prior.Exponential(0.5), new Cauchy(),
    }.ToDictionary(prior => prior.ToString());

    public static TheoryData<string> Names => [.. Priors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_those_of_the_log_density(string name)
    {
        Distribution prior = Priors[name];
        var random = new RandomStream(3, 0, 0);
        for (int draw = 0; draw < 20; draw++)
        {
            double u = prior.ToCoordinate(prior.Draw(random));
            double Energy(double at) => -prior.LogCoordinateDensity(prior.FromCoordinate(at), at);
            const double step = 1e-3;
            (double below, double here, double above) = (Energy(u - step), Energy(u), Energy(u + step));
            if (double.IsFinite(below) && double.IsFinite(above))
            {
                (double slope, double curvature) = PriorDerivatives.Of(prior, prior.FromCoordinate(u));
                Assert.Equal((above - below) / (2 * step), slope, 1e-5 * (1 + Math.Abs(slope)));
                Assert.Equal((above - 2 * here + below) / (step * step), curvature, 1e-3 * (1 + Math.Abs(curvature)));
            }
        }
    }

    /// <summary>A distribution of one's own, without a table and without moments.</summary>
    private sealed record Cauchy : Distribution
    {
        public override Coordinate Coordinate => Coordinate.Linear;

        public override double Minimum => double.NegativeInfinity;

        public override double Maximum => double.PositiveInfinity;

        public override double Mean => double.NaN;

        public override double StandardDeviation => double.NaN;

        public override double LogDensity(double value) => -Math.Log(Math.PI * (1 + value * value));

        public override double CumulativeProbability(double value) => 0.5 + Math.Atan(value) / Math.PI;

        public override double Draw(RandomStream random) => Math.Tan(Math.PI * (random.NextUniform() - 0.5));

        public override string ToString() => "Cauchy";
    }
}
