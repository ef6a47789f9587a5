using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>A run that a test moves by hand, sweep by sweep, in one thread.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly WorkerTeam team = new(1);
    private readonly RunState state;
    private readonly HostReplicas replicas;
    private readonly Action<int> explore;
    private readonly Round[] rounds;

    private HostRun(RunState state)
    {
        this.state = state;
        rounds = [.. Round.Schedule(state.Options)];
        replicas = new(state.Run);
        explore = replicas.Explore;
        team.Run(replicas.Count, replicas.Restore);
    }

    public Population Population => state.Population;

    public RunRecord Record => state.Record;

    /// <summary>A run whose replicas are at draws from the prior.</summary>
    public static HostRun Start(ITarget target, ReplicaExchangeOptions options)
    {
        var state = new RunState(0, target, options);
        HostEngine.Instance.Start([state.Run]);
        state.Start();
        state.Population.BeginRound();
        return new(state);
    }

    /// <summary>Makes sweeps, which are recorded once the record has begun.</summary>
    public void Sweep(int sweeps, double gain)
    {
        Round round = state.Record.HasBegun ? rounds[^1] : rounds[0];
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            replicas.BeginSweep(round, state.Sweeps.All + 1, gain);
            team.Run(replicas.Count, explore);
            replicas.Exchange();
            if (state.Record.HasBegun)
            {
                replicas.Record();
            }

            state.Sweeps.EndSweep();
        }
    }

    /// <summary>Gives the chains the numbers of their replicas.</summary>
    public void Store() => replicas.Store();

    public void Dispose() => team.Dispose();
}
