using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

public class PopulationTests
{
    private const int Dimensions = 40;

    /// <summary>A narrow peak in many dimensions, a long way from the prior, of which two thirds are impossible.</summary>
    private static LogLikelihoodTarget Narrow => new(
        Enumerable.Range(0, Dimensions).Aggregate(new Prior(), (prior, i) => prior + new Prior
        {
            [$"p{i}"] = Prior.Uniform(-1, 1),
        }),
        values => values[0] > -1.0 / 3 ? double.NegativeInfinity : LogLikelihood(values));

    [Fact]
    public void A_ladder_that_grows_puts_no_impossible_point_above_the_prior()
    {
        var population = new Population(Narrow, new ReplicaExchangeOptions { Chains = 3 });
        population.Start(tunesLadder: true);
        int rungs = population.Ladder.Count;
        population.BeginRound();
        for (int sweep = 0; sweep < 300; sweep++)
        {
            Sweep(population);
        }
        population.TuneLadder();
        Assert.True(population.Ladder.Count > 2 * rungs, $"{population.Ladder.Count} rungs");
        for (int chain = 0; chain < population.Chains; chain++)
        {
            for (int rung = 1; rung < population.Ladder.Count; rung++)
            {
                Assert.True(double.IsFinite(population[chain, rung].LogLikelihood), $"chain {chain}, rung {rung}");
            }
        }
    }

    [Fact]
    public void No_two_rungs_share_a_replica()
    {
        var population = new Population(PeakProblem.Create(), new ReplicaExchangeOptions { Chains = 2 });
        population.Start(tunesLadder: true);
        population.BeginRound();
        for (int sweep = 0; sweep < 50; sweep++)
        {
            Sweep(population);
        }
        population.TuneLadder();
        var replicas = new HashSet<Replica>();
        for (int item = 0; item < population.Size; item++)
        {
            Assert.True(replicas.Add(population[item / population.Ladder.Count, item % population.Ladder.Count]));
        }
    }

    private static void Sweep(Population population)
    {
        population.BeginSweep(0.1);
        for (int item = 0; item < population.Size; item++)
        {
            population.Explore(item);
        }
        population.Exchange();
    }

    private static double LogLikelihood(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum -= (value + 0.7) * (value + 0.7);
        }
        return 1e16 * sum;
    }
}
