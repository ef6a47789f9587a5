using BayesMeasure.Diagnostics;
using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Explorers;

/// <summary>
/// Two modes a hundred widths apart, of weights 0.3 and 0.7, and a history of points from both: one replica alone finds the
/// weights by moves along differences of past points, which a random walk never would.
/// </summary>
public class ModeJumpTests(ITestOutputHelper output)
{
    private const double Weight = 0.7;
    private const double Width = 0.1;
    private const int Sweeps = 20_000;

    public static TheoryData<string> Names => ["differential evolution", "whole differential evolution"];

    private static LogLikelihoodTarget Target => new(
        new Prior { ["first"] = Prior.Uniform(-10, 10), ["second"] = Prior.Uniform(-10, 10) },
        values => Math.Log((1 - Weight) * Mode(values, -5) + Weight * Mode(values, 5) + double.Epsilon));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_replica_goes_from_mode_to_mode(string name)
    {
        RungExplorer[] rungs = [BurnIn(ShippedExplorers.All[name], -5), BurnIn(ShippedExplorers.All[name], 5)];
        rungs[0].Pool(rungs);
        RungExplorer walk = Training.Train(new CoordinateWalk(), Target);
        Replica replica = ReplicaAt(5);
        var random = new RandomStream(13, 0, 0);
        double[] right = new double[Sweeps];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            random.BeginSweep(sweep);
            var frozen = new Sweep(sweep, 1, random, 0);
            rungs[0].Explore(replica, frozen);
            walk.Explore(replica, frozen);
            right[sweep] = replica.Values[0] > 0 ? 1 : 0;
        }

        double error = Autocorrelation.StandardErrorOfMean([right]);
        output.WriteLine($"{name}: {right.Average():F3} +- {error:F3}");
        Assert.InRange(right.Average(), Weight - 4 * error, Weight + 4 * error);
        Assert.InRange(error, 0, 0.05);
    }

    /// <summary>Burn-in of one chain, which stays in its mode.</summary>
    private static RungExplorer BurnIn(Explorer explorer, double mode)
    {
        RungExplorer rung = Explorer.Sequence(new CoordinateWalk(), explorer).CreateRung(Target);
        Replica replica = ReplicaAt(mode);
        var random = new RandomStream(12, 0, 0);
        for (int sweep = 1; sweep <= 400; sweep++)
        {
            random.BeginSweep(sweep);
            rung.Explore(replica, new(sweep, 1, random, 0.1));
        }

        return rung;
    }

    private static Replica ReplicaAt(double mode)
    {
        var replica = new Replica(Target);
        replica.DrawFromPrior(new RandomStream(12, 0, 0));
        replica.Move([0, 1], [mode, mode], 0, logUniform: -1, logProposalRatio: double.MaxValue);
        return replica;
    }

    private static double Mode(ReadOnlySpan<double> values, double center) => Math.Exp(
        -0.5 * (Math.Pow((values[0] - center) / Width, 2) + Math.Pow((values[1] - center) / Width, 2)))
            / (2 * Math.PI * Width * Width);
}
