using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Benchmarks.Explorers;

/// <summary>
/// The share of the steps of an explorer at beta = 1 that go anywhere: of a walk of coordinates each coordinate is a step, of one
/// of blocks each block, and of all others a sweep.
/// </summary>
internal static class AcceptedShare
{
    private const int Stream = 1000;
    private const int Sweeps = 2000;

    /// <summary>
    /// Moves a replica that begins in the last draw. Steps adapt in the first half of the sweeps, in which it walks as well: some
    /// explorers learn from where it has been.
    /// </summary>
    public static double Of(Result result, Explorer explorer)
    {
        ITarget target = result.Target;
        double[] start = result.Draws[0, result.Draws.Count - 1].ToArray();
        var replica = new Replica(target);
        replica.Restore(start, [.. start.Select((value, i) => target.Parameters[i].Prior.ToCoordinate(value))]);
        RungExplorer rung = explorer.CreateRung(target);
        RungExplorer walk = new CoordinateWalk().CreateRung(target);
        var random = new RandomStream(result.Seed, 0, Stream);
        int[][] steps = StepsOf(explorer, target);
        int moved = 0;
        for (int sweep = 0; sweep < 2 * Sweeps; sweep++)
        {
            random.BeginSweep(sweep);
            Sweep now = new(sweep, 1, random, sweep < Sweeps ? 1 / Math.Sqrt(1 + sweep) : 0);
            walk.Explore(replica, in now);
            double[] before = replica.Coordinates.ToArray();
            rung.Explore(replica, in now);
            moved += sweep < Sweeps ? 0 : steps.Count(step => step.Any(i => replica.Coordinates[i] != before[i]));
        }

        return (double)moved / (Sweeps * steps.Length);
    }

    private static int[][] StepsOf(Explorer explorer, ITarget target) => explorer switch
    {
        CoordinateWalk or SliceWalk => [.. Enumerable.Range(0, target.Parameters.Count).Select(i => new[] { i })],
        BlockWalk { WholePoint: false } or BlockSlice { WholePoint: false } or DifferentialEvolution { WholePoint: false }
            or Snooker { WholePoint: false } => [.. target.Blocks.Select(block => block.ToArray())],
        _ => [[.. Enumerable.Range(0, target.Parameters.Count)]],
    };
}
