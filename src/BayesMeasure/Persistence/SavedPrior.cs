using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Persistence;

/// <summary>A prior whose text no parser knows: it was made by a program of one's own.</summary>
internal sealed record SavedPrior(string Text, string File) : Distribution
{
    public override Coordinate Coordinate => Coordinate.Linear;

    public override double Minimum => throw Refusal;

    public override double Maximum => throw Refusal;

    public override double Mean => throw Refusal;

    public override double StandardDeviation => throw Refusal;

    private NotSupportedException Refusal => new($"{File} names the prior {Text}, which is none of this library's own.");

    public override double LogDensity(double value) => throw Refusal;

    public override double CumulativeProbability(double value) => throw Refusal;

    public override double Draw(RandomStream random) => throw Refusal;

    public override string ToString() => Text;
}
