using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
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
        using var run = HostRun.Start(Create(kind), new() { Chains = 2, Rungs = 6, Sweeps = 2 * Sweeps });
        run.Sweep(Sweeps, gain: 0.1);
        run.Record.Begin(run.Population.Ladder);
        run.Sweep(Sweeps, gain: 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        run.Sweep(Sweeps, gain: 0);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
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
