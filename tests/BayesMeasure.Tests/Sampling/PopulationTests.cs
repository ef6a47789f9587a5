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
        using var run = HostRun.Start(Narrow, new() { Chains = 3, BurnInSweeps = 300 });
        int rungs = run.Population.Ladder.Count;
        run.Sweep(300, gain: 0.1);
        run.Store();
        run.Population.TuneLadder(isSearched: false);
        Assert.True(run.Population.Ladder.Count > 2 * rungs, $"{run.Population.Ladder.Count} rungs");
        IEnumerable<double> above = run.Population.Chains.SelectMany(chain => chain.LogLikelihoods.ToArray()[1..]);
        Assert.All(above, logLikelihood => Assert.True(double.IsFinite(logLikelihood)));
    }

    [Fact]
    public void What_a_chain_is_told_of_its_replicas_is_where_they_are()
    {
        using var run = HostRun.Start(PeakProblem.Create(), new() { Chains = 2 });
        run.Sweep(50, gain: 0.1);
        run.Store();
        double[] before = [.. run.Population.Chains.SelectMany(chain => chain.LogLikelihoods.ToArray())];
        Assert.InRange(run.Population.Evaluate(50), 0, 1e-9);
        double[] after = [.. run.Population.Chains.SelectMany(chain => chain.LogLikelihoods.ToArray())];
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Abs(pair.First)));
        Assert.Equal(before.Distinct().Count(), before.Length);
    }

    [Fact]
    public void Rungs_that_a_search_adds_are_taken_away_again_and_leave_the_others_as_they_were()
    {
        using var run = HostRun.Start(PeakProblem.Create(), new() { Chains = 2 });
        Population population = run.Population;
        double[] ladder = [.. population.Ladder.InverseTemperatures];
        double[] values = population.Chains[1].Values.ToArray();
        population.Chains[0].Attempts.Fill(3);
        population.BeginSearch();
        Assert.Equal(32, population.Ladder.InverseTemperatures[^1], 1e-12);
        Chain second = population.Chains[1];
        Assert.Equal(second.ValuesAt(ladder.Length - 1).ToArray(), second.ValuesAt(ladder.Length).ToArray());
        population.EndSearch(SearchedModes.NoneOf(PeakProblem.Create()));
        Assert.Equal(ladder, population.Ladder.InverseTemperatures);
        Assert.Equal(values, population.Chains[1].Values.ToArray());
        Assert.All(population.Chains[0].Attempts.ToArray(), attempts => Assert.Equal(3, attempts));
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
