using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Posteriors;

namespace BayesMeasure.Tests.Sampling;

public class AllocationTests
{
    /// <summary>Two stretches of this length are up to the first check: there, a record grows.</summary>
    private const int Sweeps = 250;

    public static TheoryData<string> Kinds => ["curve", "spectrum", "joint", "likelihood", "nothing"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_recorded_sweep_allocates_nothing(string kind)
    {
        ReplicaExchangeOptions options = new() { Chains = 2, Rungs = 6, Sweeps = 2 * Sweeps };
        ITarget target = Create(kind);
        var population = new Population(target, options);
        var record = new RunRecord(target, options);
        using var team = new WorkerTeam(1);
        Action<int> explore = population.Explore;
        population.Start(tunesLadder: true);
        population.BeginRound();
        Sweep(population, team, explore, record: null, gain: 0.1);
        record.Begin(population.Ladder);
        Sweep(population, team, explore, record, gain: 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Sweep(population, team, explore, record, gain: 0);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Sweep(Population population, WorkerTeam team, Action<int> explore, RunRecord? record, double gain)
    {
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            population.BeginSweep(gain);
            team.Run(population.Size, explore);
            population.Exchange();
            record?.Add(population);
        }
    }

    private static ITarget Create(string kind) => kind switch
    {
        "curve" => PeakProblem.Create(),
        "spectrum" => SpectrumProblem.Create(),
        "joint" => JointProblem.Create(),
        "likelihood" =>
            new LogLikelihoodTarget(new Prior
            {
                ["a"] = Prior.Beta(2, 2),
                ["b"] = Prior.Gamma(0.5, 1),
            }, values => -values[0] * values[1]),
        _ => new LogLikelihoodTarget(new Prior(), _ => -1),
    };
}
