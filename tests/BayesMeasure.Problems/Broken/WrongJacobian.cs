using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Broken;

/// <summary>A broken twin of a distribution: the density of its coordinate lacks the Jacobian.</summary>
public sealed record WrongJacobian(Distribution Right) : Distribution
{
    public override Coordinate Coordinate => Right.Coordinate;

    public override double Minimum => Right.Minimum;

    public override double Maximum => Right.Maximum;

    public override double Mean => Right.Mean;

    public override double StandardDeviation => Right.StandardDeviation;

    public override double LogDensity(double value) => Right.LogDensity(value);

    public override double CumulativeProbability(double value) => Right.CumulativeProbability(value);

    public override double Draw(RandomStream random) => Right.Draw(random);

    public override double LogCoordinateDensity(double value, double coordinate) => Right.LogDensity(value);
}
