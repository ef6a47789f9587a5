using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Tests.Priors;

/// <summary>A distribution as a user writes it: p(x) = 2 x on [0, 1].</summary>
internal sealed record OwnDistribution : Distribution
{
    public override Coordinate Coordinate => Coordinate.Linear;

    public override double Minimum => 0;

    public override double Maximum => 1;

    public override double Mean => 2.0 / 3;

    public override double StandardDeviation => Math.Sqrt(1.0 / 18);

    public override double LogDensity(double value) => value is > 0 and <= 1 ? Math.Log(2 * value) : double.NegativeInfinity;

    public override double CumulativeProbability(double value) => Math.Pow(Math.Clamp(value, 0, 1), 2);

    public override double Draw(RandomStream random) => Math.Sqrt(random.NextUniform());
}
