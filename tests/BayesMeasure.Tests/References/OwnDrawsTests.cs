using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.References;

/// <summary>A reference is not bridged with the draws that it was fitted to: these would sit where it is too high.</summary>
public class OwnDrawsTests(ITestOutputHelper output)
{
    private const int Dimension = 6;
    private const int Chains = 4;
    private const int Count = 15;
    private const int Seeds = 40;

    // The likelihood N(u; 0, 1/2) under the prior N(0, 1) for each of the unknowns: variance 1/3.
    private static readonly double LogEvidence = -0.5 * Dimension * Math.Log(2 * Math.PI * 1.5);

    private static readonly LogLikelihoodTarget Target = new(
        Enumerable.Range(0, Dimension).Aggregate(
            new Prior(), (prior, i) => prior + new Prior { [$"u{(char)('a' + i)}"] = Prior.Normal(0, 1) }),
        point => LogLikelihood(point));

    [Fact]
    public void New_draws_give_scores_about_zero_and_its_own_draws_do_not()
    {
        double right = MeanScore(ownDraws: false);
        double broken = MeanScore(ownDraws: true);
        output.WriteLine(FormattableString.Invariant($"mean score with new draws {right:F2}, with its own {broken:F2}"));
        double tolerance = 4 / Math.Sqrt(Seeds);
        Assert.InRange(right, -tolerance, tolerance);
        Assert.False(Math.Abs(broken) <= tolerance, $"{broken}");
    }

    private static double MeanScore(bool ownDraws) =>
        Enumerable.Range(0, Seeds).Select(seed => Score((ulong)seed, ownDraws)).Mean();

    private static double Score(ulong seed, bool ownDraws)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        double[][][] fitted = Draw(random);
        double[][][] recorded = ownDraws ? fitted : Draw(random);
        var collected = new CollectedDraws(Chains, Dimension);
        foreach ((int chain, double[][] draws) in fitted.Index())
        {
            Array.ForEach(draws, draw => collected.Add(chain, draw));
        }

        FittedReference reference = ReferenceFit.Of(Target, collected, seed)!;
        FreeEnergyEstimate estimate = new PosteriorBridge().Estimate(
            new ReferenceSample(Target, reference, seed).Weights(Recorded(recorded), count: 2000, threads: 1));
        return (estimate.LogEvidence - LogEvidence) / estimate.StandardError;
    }

    private static double[][][] Draw(RandomStream random) =>
        [.. Enumerable.Range(0, Chains).Select(_ => Enumerable.Range(0, Count).Select(_ =>
            Enumerable.Range(0, Dimension).Select(_ => random.NextNormal() / Math.Sqrt(3)).ToArray()).ToArray())];

    private static Draws Recorded(double[][][] points) => new(
        Target.Parameters,
        [.. points.Select(chain => chain.SelectMany(point => point).ToArray())],
        [.. points.Select(chain => Array.ConvertAll(chain, point => LogLikelihood(point)))],
        [.. points.Select(chain => Array.ConvertAll(chain, point =>
            point.Select((value, i) => Target.Parameters[i].Prior.LogDensity(value)).Sum()))]);

    private static double LogLikelihood(ReadOnlySpan<double> point)
    {
        double sum = 0;
        foreach (double value in point)
        {
            sum += -0.5 * Math.Log(Math.PI) - value * value;
        }

        return sum;
    }
}
