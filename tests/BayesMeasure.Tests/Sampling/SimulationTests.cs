using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;
using Xunit.Abstractions;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// Geweke's test (2004) in independent replicates: parameters from the prior, data from the parameters, then a walk in the
/// posterior of these data. If the walk is invariant, end and start have the same joint distribution with the data.
/// </summary>
public class SimulationTests(ITestOutputHelper output)
{
    private const int Replicates = 1500;
    private const int Sweeps = 20;

    private static readonly double[] X = [-1.5, -1, -0.5, -0.1, 0.3, 0.7, 1.1, 1.6];

    private static readonly Prior Prior = new()
    {
        ["amplitude"] = Gamma(5, 5),
        ["precision"] = LogUniform(0.5, 8),
        ["center"] = Uniform(-1, 1),
        ["noise"] = HalfNormal(0.5),
    };

    private delegate void Walk(Replica replica, RungExplorer explorer, Sweep sweep);

    [Fact]
    public void The_random_walk_keeps_the_joint_distribution_of_parameters_and_data()
    {
        (double smallest, double largest) = Check(Explorer.Default, Right);
        Assert.True(smallest > 1e-4, $"significance {smallest}");
        Assert.InRange(largest, 0, 4);
    }

    [Fact]
    public void Joint_moves_alone_keep_it_too()
    {
        (double smallest, double largest) = Check(new BlockWalk(), Right);
        Assert.True(smallest > 1e-4, $"significance {smallest}");
        Assert.InRange(largest, 0, 4);
    }

    [Fact]
    public void A_walk_at_the_wrong_temperature_is_rejected()
    {
        (_, double largest) = Check(Explorer.Default, (replica, explorer, sweep) => explorer.Explore(replica, sweep with { InverseTemperature = 0.8 }));
        Assert.True(largest > 6, $"score {largest}");
    }

    [Fact]
    public void An_explorer_that_accepts_too_often_is_rejected()
    {
        (_, double largest) = Check(new LenientExplorer(0.5), Right);
        Assert.True(largest > 6, $"score {largest}");
    }

    private static void Right(Replica replica, RungExplorer explorer, Sweep sweep) => explorer.Explore(replica, sweep);

    /// <summary>The smallest significance of a parameter's end against its prior, and the largest paired score of end minus start.</summary>
    private (double Smallest, double Largest) Check(Explorer settings, Walk walk)
    {
        var ends = new double[4][];
        var changes = new double[6][];
        Array.ForEach([0, 1, 2, 3], i => ends[i] = new double[Replicates]);
        Array.ForEach([0, 1, 2, 3, 4, 5], i => changes[i] = new double[Replicates]);
        var random = new RandomStream(31, 0, 0);
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            random.BeginSweep(replicate);
            double[] start = [.. Prior.Entries.Select(entry => ((Distribution)entry.Rule).Draw(random))];
            Posterior posterior = Simulate(start, random);
            Replica replica = ReplicaAt(posterior, start, random);
            double before = replica.LogLikelihood;
            RungExplorer explorer = settings.CreateRung(posterior);
            for (int sweep = 0; sweep < Sweeps; sweep++)
                walk(replica, explorer, new(sweep, 1, random, 0));
            for (int i = 0; i < 4; i++)
            {
                ends[i][replicate] = replica.Values[i];
                changes[i][replicate] = Math.Log(Math.Abs(replica.Values[i] / start[i]));
            }

            changes[4][replicate] = replica.LogLikelihood - before;
            changes[5][replicate] = replica.Values[0] * replica.Values[2] - start[0] * start[2];
        }

        double[] significances = [.. ends.Select((end, i) =>
            KolmogorovSmirnov.Significance(end, ((Distribution)Prior.Entries[i].Rule).CumulativeProbability))];
        double[] scores = [.. changes.Select(Score)];
        output.WriteLine(string.Join(" ", significances.Concat(scores).Select(value => value.ToString("G3", null))));
        return (significances.Min(), scores.Max(Math.Abs));
    }

    private static Posterior Simulate(double[] point, RandomStream random)
    {
        double[] curve = ForwardModel.Of<GaussianPeak>().Evaluate(X, point.AsSpan(0, 3));
        double[] y = [.. curve.Select(value => value + point[3] * random.NextNormal())];
        return new(new Measurement(X, y), ForwardModel.Of<GaussianPeak>(), GaussianNoise.Unknown, Prior);
    }

    /// <summary>Brings a replica to a point by moves that are always accepted: a huge proposal ratio.</summary>
    private static Replica ReplicaAt(Posterior posterior, double[] point, RandomStream random)
    {
        var replica = new Replica(posterior);
        replica.DrawFromPrior(random);
        double[] coordinates = [.. point.Select((value, i) => posterior.Parameters[i].Prior.ToCoordinate(value))];
        replica.Move([0, 1, 2, 3], coordinates, 0, logUniform: -1, logProposalRatio: double.MaxValue);
        return replica;
    }

    private static double Score(double[] changes)
    {
        double mean = changes.Average();
        double variance = changes.Average(change => (change - mean) * (change - mean));
        return mean / Math.Sqrt(variance / changes.Length);
    }
}
