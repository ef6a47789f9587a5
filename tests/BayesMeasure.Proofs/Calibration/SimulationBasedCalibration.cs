using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>
/// Simulation-based calibration (Talts et al. 2018) of a whole run: parameters from the prior, data from the parameters, a run of
/// replica exchange, and the rank of each parameter and of the log likelihood among thinned draws.
/// </summary>
internal static class SimulationBasedCalibration
{
    private const int Chains = 3;
    private const int DrawsPerChain = 5;
    private const int SweepsPerDraw = 100;

    /// <summary>
    /// Without a reference and modes to begin in: its steps are so good that they would hide an explorer that is wrong, and from
    /// draws of the prior a few hundred sweeps are enough here.
    /// </summary>
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = Chains,
        BurnInSweeps = 300,
        Sweeps = DrawsPerChain * SweepsPerDraw,
        Reference = null,
        Modes = null,
    };

    /// <summary>The statistics of the ranks of every quantity.</summary>
    /// <param name="problem">What is simulated and inferred.</param>
    /// <param name="replicates">How many times.</param>
    /// <param name="seed">The seed of the simulations: problems with different ones share nothing.</param>
    public static IReadOnlyList<RankStatistics> Of(CalibrationProblem problem, int replicates, int seed)
    {
        var random = new RandomStream((ulong)seed, 0, 0);
        (double[] Truth, ITarget Target)[] simulations = [.. Enumerable.Range(0, replicates).Select(replicate =>
        {
            random.BeginSweep(replicate);
            return problem.Simulate(random);
        })];
        IReadOnlyList<Result> results = Runs.OfAll(simulations.Select((simulation, replicate) =>
            (simulation.Target, Options with { Seed = 1 + (ulong)replicate, Explorer = problem.Explorer })));
        int[][] ranks =
            [.. simulations.Zip(results, (simulation, result) => Ranks(simulation.Truth, simulation.Target, result.Draws))];
        string[] names = [.. simulations[0].Target.Parameters.Select(parameter => parameter.Name), "log likelihood"];
        return [.. names.Select(
            (name, i) => RankStatistics.Of(name, [.. ranks.Select(rank => rank[i])], Chains * DrawsPerChain))];
    }

    /// <summary>For every quantity, how many of the thinned draws lie below the truth.</summary>
    private static int[] Ranks(double[] truth, ITarget target, Draws draws)
    {
        ITargetState state = target.CreateState();
        state.Set(truth);
        double[] quantities = Quantities(target, truth, state.LogLikelihood);
        int[] ranks = new int[quantities.Length];
        for (int draw = 0; draw < Chains * DrawsPerChain; draw++)
        {
            (int chain, int turn) = Math.DivRem(draw, DrawsPerChain);
            int sweep = SweepsPerDraw * (turn + 1) - 1;
            double[] drawn = Quantities(target, [.. draws[chain, sweep]], draws.LogLikelihood(chain, sweep));
            for (int i = 0; i < ranks.Length; i++)
            {
                ranks[i] += drawn[i] < quantities[i] ? 1 : 0;
            }
        }

        return ranks;
    }

    /// <summary>The parameters, components in the order of their centers, and the log likelihood.</summary>
    private static double[] Quantities(ITarget target, double[] point, double logLikelihood)
    {
        double[][] components = [.. target.Parameters.Index()
            .Where(entry => entry.Item.Component is not null)
            .GroupBy(entry => entry.Item.Component)
            .OrderBy(component => point[component.Single(entry => entry.Item.BaseName == "center").Index])
            .Select(component => component.Select(entry => point[entry.Index]).ToArray())];
        int[] others =
            [.. target.Parameters.Index().Where(entry => entry.Item.Component is null).Select(entry => entry.Index)];
        double[] ordered = [.. point];
        Queue<double> values = new(components.SelectMany(component => component));
        for (int i = 0; i < ordered.Length; i++)
        {
            ordered[i] = others.Contains(i) ? point[i] : values.Dequeue();
        }
        return [.. ordered, logLikelihood];
    }
}
