using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Explorers;

/// <summary>
/// Geweke's test (2004) in independent replicates, with two peaks and noise of unknown level: parameters from the prior, data
/// from the parameters, then a walk in the posterior of these data. If the walk is invariant, end and start have the same joint
/// distribution with the data.
/// </summary>
/// <param name="Significance">The smallest significance of a parameter's end against its prior.</param>
/// <param name="Score">The largest paired score of end minus start, in standard errors.</param>
internal sealed record JointDistribution(double Significance, double Score)
{
    private const int Replicates = 1500;
    private const int Sweeps = 20;

    private static readonly double[] X = [-1.5, -1, -0.5, -0.1, 0.3, 0.7, 1.1, 1.6];

    private static readonly Prior Prior = new Prior
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["precision"] = Prior.LogUniform(0.5, 8),
        ["center"] = Prior.Uniform(-1, 1),
    }.Repeat(2) + new Prior { ["noise"] = Prior.HalfNormal(0.5) };

    private static readonly Posterior Empty = PosteriorOf(new double[X.Length]);

    /// <summary>
    /// Walks with an explorer that has learnt from other data of the same kind, at an inverse temperature that should be 1.
    /// </summary>
    public static JointDistribution Of(Explorer explorer, double inverseTemperature = 1)
    {
        var random = new RandomStream(31, 0, 0);
        RungExplorer trained = Training.Train(explorer, Simulate([1, 2, 0.1, 0.7, 4, -0.5, 0.3], random));
        var starts = new double[Replicates][];
        var ends = new double[Replicates][];
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            random.BeginSweep(1 + replicate);
            double[] start = [.. Empty.Parameters.Select(parameter => parameter.Prior.Draw(random))];
            Posterior posterior = Simulate(start, random);
            Replica replica = ReplicaAt(posterior, start, random);
            starts[replicate] = Quantities(replica);
            RungExplorer rung = explorer.CreateRung(posterior);
            Training.Teach(rung, trained);
            for (int sweep = 0; sweep < Sweeps; sweep++)
            {
                rung.Explore(replica, new(sweep, inverseTemperature, random, 0));
            }
            ends[replicate] = Quantities(replica);
        }

        return new(
            Empty.Parameters.Select((parameter, i) => KolmogorovSmirnov.Significance(
                [.. ends.Select(end => end[i])], parameter.Prior.CumulativeProbability)).Min(),
            Enumerable.Range(0, ends[0].Length).Max(i =>
                Math.Abs(PairedScore([.. ends.Zip(starts, (end, start) => end[i] - start[i])]))));
    }

    /// <summary>The parameters, their logarithms, a product and the log likelihood.</summary>
    private static double[] Quantities(Replica replica)
    {
        double[] values = [.. replica.Values];
        return [.. values, .. values.Select(value => Math.Log(Math.Abs(value))), values[0] * values[2], replica.LogLikelihood];
    }

    private static Posterior Simulate(double[] point, RandomStream random) =>
        PosteriorOf([.. Empty.Predict(point, X).Select(value => value + point[^1] * random.NextNormal())]);

    private static Posterior PosteriorOf(double[] y) =>
        new(new Measurement(X, y), ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2), GaussianNoise.Unknown, Prior);

    /// <summary>Brings a replica to a point by moves that are always accepted: a huge proposal ratio.</summary>
    private static Replica ReplicaAt(Posterior posterior, double[] point, RandomStream random)
    {
        var replica = new Replica(posterior);
        replica.DrawFromPrior(random);
        double[] coordinates = [.. point.Select((value, i) => posterior.Parameters[i].Prior.ToCoordinate(value))];
        replica.Move([.. Enumerable.Range(0, point.Length)], coordinates, 0, logUniform: -1, logProposalRatio: double.MaxValue);
        return replica;
    }

    private static double PairedScore(double[] changes)
    {
        double mean = changes.Average();
        double variance = changes.Average(change => (change - mean) * (change - mean));
        return mean / Math.Sqrt(variance / changes.Length);
    }
}
