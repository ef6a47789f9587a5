using BayesMeasure.Diagnostics;
using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Explorers.Relocation;

/// <summary>
/// One peak on an irregular grid, with two places where it may be: the means of its parameters under each noise by quadrature,
/// and by a walk of one explorer alone.
/// </summary>
internal sealed class LonePeak
{
    private const int Moves = 12_000;

    private static readonly double[] X = [0, 0.3, 0.7, 0.8, 1.1, 1.9, 2, 2.3, 2.9, 3.1, 3.5, 3.6, 4];
    private static readonly double[] Counts = [0, 1, 3, 5, 2, 0, 1, 0, 2, 4, 1, 0, 1];

    private static readonly Prior Peak = new()
    {
        ["amplitude"] = Prior.Uniform(0.05, 8),
        ["width"] = Prior.LogUniform(0.3, 4),
        ["center"] = Prior.Uniform(0.05, 4),
    };

    private LonePeak(ITarget target) => Target = target;

    private LonePeak(NoiseModel noise, Prior ofNoise)
        : this(new Posterior(new Measurement(X, Counts), ForwardModel.Of<GaussianPeak>(), noise, Peak + ofNoise))
    {
    }

    public static IReadOnlyDictionary<string, LonePeak> All { get; } = new Dictionary<string, LonePeak>
    {
        ["known noise"] = new(GaussianNoise.Known(0.9), new()),
        ["noise of unknown level"] = new(GaussianNoise.Unknown, new() { ["noise"] = Prior.LogUniform(0.3, 5) }),
        ["noise of an unlikely level"] = new(GaussianNoise.Unknown, new() { ["noise"] = Prior.HalfNormal(0.8) }),
        ["a level integrated out"] = new(new JeffreysNoise(), new()),
        ["counts"] = new(PoissonNoise.WithExposure(1), new()),
        ["outliers"] = new(StudentNoise.Known(0.6, 2), new()),
    };

    /// <summary>The same peak, of which one curve has the points before 2, and another one the others.</summary>
    public static LonePeak InTwoCurves { get; } = new(new JointPosterior(
        Peak + new Prior { ["noise"] = Prior.LogUniform(0.3, 5) },
        new("A", new(X[..6], Counts[..6]), ForwardModel.Of<GaussianPeak>(), GaussianNoise.Unknown),
        new("B", new(X[6..], Counts[6..]), ForwardModel.Of<GaussianPeak>(), GaussianNoise.Unknown)));

    /// <summary>What is asked.</summary>
    public ITarget Target { get; }

    /// <summary>What is asked of one curve.</summary>
    public Posterior Posterior => (Posterior)Target;

    /// <summary>The mean of each parameter at an inverse temperature, by the midpoint rule in its coordinate.</summary>
    public double[] Means(double inverseTemperature)
    {
        ITargetState state = Target.CreateState();
        (double Value, double LogWeight)[][] nodes = [.. Target.Parameters.Select(NodesOf)];
        var sums = new double[nodes.Length];
        double total = 0;
        double reference = double.NegativeInfinity;
        state.Set([.. nodes.Select(node => node[0].Value)]);
        Sum(0, 0);
        return [.. sums.Select(sum => sum / total)];
        void Sum(int dimension, double logWeight)
        {
            foreach ((double value, double logWeightOfNode) in nodes[dimension])
            {
                double logLikelihood = state.Propose([dimension], [value]);
                state.Accept();
                if (dimension + 1 < nodes.Length)
                {
                    Sum(dimension + 1, logWeight + logWeightOfNode);
                    continue;
                }

                double logDensity = inverseTemperature * logLikelihood + logWeight + logWeightOfNode;
                if (logDensity > reference)
                {
                    Rescale(Math.Exp(reference - logDensity));
                    reference = logDensity;
                }

                double weight = Math.Exp(logDensity - reference);
                total += weight;
                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] += weight * state.Values[i];
                }
            }
        }

        void Rescale(double factor)
        {
            total *= factor;
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] *= factor;
            }
        }
    }

    private static (double Value, double LogWeight)[] NodesOf(Parameter parameter)
    {
        Distribution prior = parameter.Prior;
        int count = parameter.Name switch
        {
            "amplitude" => 90,
            "width" => 60,
            "center" => 70,
            _ => 24,
        };
        double lowest = prior.ToCoordinate(Math.Max(prior.Minimum, 0.05));
        double highest = prior.ToCoordinate(Math.Min(prior.Maximum, 8));
        return [.. Enumerable.Range(0, count).Select(node =>
        {
            double coordinate = lowest + (node + 0.5) / count * (highest - lowest);
            double value = prior.FromCoordinate(coordinate);
            return (value, prior.LogCoordinateDensity(value, coordinate));
        })];
    }

    /// <summary>The largest distance of a mean from its truth, in standard errors; infinite for what never moves.</summary>
    public double LargestPull(Explorer explorer, double inverseTemperature)
    {
        double[] truths = Means(inverseTemperature);
        var replica = new Replica(Target);
        var random = new RandomStream(19, 0, 0);
        replica.DrawFromPrior(random);
        RungExplorer rung = explorer.CreateRung(Target);
        double[][] draws = [.. truths.Select(_ => new double[Moves])];
        for (int move = 0; move < Moves; move++)
        {
            random.BeginSweep(move);
            rung.Explore(replica, new(move, inverseTemperature, random, 0));
            for (int i = 0; i < draws.Length; i++)
            {
                draws[i][move] = replica.Values[i];
            }
        }

        return draws.Select((draw, i) => draw.Distinct().Count() == 1
            ? double.PositiveInfinity
            : Math.Abs(draw.Average() - truths[i]) / Autocorrelation.StandardErrorOfMean([draw])).Max();
    }
}
