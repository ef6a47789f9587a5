using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using MathNet.Numerics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>
/// The error of a bridge from few and correlated draws of four chains: counts of eight rates with gamma priors, skewed in every
/// explored coordinate, whose evidence is a product of negative binomial probabilities.
/// </summary>
[Trait("suite", "proofs")]
public class BridgeErrorTests(ITestOutputHelper output)
{
    private const int Seeds = 50;
    private const double Shape = 1.5;
    private const double Rate = 0.5;

    private static readonly double[] Counts = [0, 1, 1, 2, 3, 5, 0, 2];

    private static readonly LogLikelihoodTarget Target = new(
        Counts.Index().Aggregate(
            new Prior(), (prior, item) => prior + new Prior { [$"rate{(char)('A' + item.Index)}"] = Prior.Gamma(Shape, Rate) }),
        point => LogLikelihood(point));

    private static readonly double LogEvidence = Counts.Sum(count =>
        SpecialFunctions.GammaLn(Shape + count) - SpecialFunctions.GammaLn(Shape) - SpecialFunctions.GammaLn(1 + count)
        + Shape * Math.Log(Rate / (1 + Rate)) - count * Math.Log(1 + Rate));

    [Theory]
    [InlineData(150)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Errors_of_fifty_seeds_are_true(int sweeps)
    {
        double[] scores = [.. Enumerable.Range(1, Seeds).Select(seed => Score(sweeps, (ulong)seed))];
        double mean = scores.Average();
        double size = Math.Sqrt(scores.Average(score => score * score));
        output.WriteLine(FormattableString.Invariant($"{sweeps} sweeps: mean {mean:F2}, root mean square {size:F2}"));
        Assert.InRange(mean, -4 / Math.Sqrt(Seeds), 4 / Math.Sqrt(Seeds));
        Assert.InRange(size, 1 - 4 / Math.Sqrt(2.0 * Seeds), 1 + 4 / Math.Sqrt(2.0 * Seeds));
    }

    private static double Score(int sweeps, ulong seed)
    {
        double[] start = Array.ConvertAll(Counts, count => (Shape + count) / (1 + Rate));
        (CollectedDraws fitted, Draws recorded) = ColdChains.From(start, Target, sweeps, seed);
        FittedReference reference = ReferenceFit.Of(Target, fitted, seed)!;
        ReferenceWeights weights = new ReferenceSample(Target, reference, seed).Weights(recorded, 1000, threads: 1);
        FreeEnergyEstimate estimate = new PosteriorBridge().Estimate(weights);
        return (estimate.LogEvidence - LogEvidence) / estimate.StandardError;
    }

    private static double LogLikelihood(ReadOnlySpan<double> rates)
    {
        double sum = 0;
        for (int i = 0; i < Counts.Length; i++)
        {
            sum += Counts[i] * Math.Log(rates[i]) - rates[i] - SpecialFunctions.GammaLn(1 + Counts[i]);
        }

        return sum;
    }
}
