using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>A uniform distribution of a user's own.</summary>
internal sealed record UnfitDistribution : Distribution
{
    public override Coordinate Coordinate => Coordinate.Linear;

    public override double Minimum => 0;

    public override double Maximum => 1;

    public override double Mean => 0.5;

    public override double StandardDeviation => Math.Sqrt(1.0 / 12);

    public override double LogDensity(double value) => value is >= 0 and <= 1 ? 0 : double.NegativeInfinity;

    public override double CumulativeProbability(double value) => Math.Clamp(value, 0, 1);

    public override double Draw(RandomStream random) => random.NextUniform();
}
