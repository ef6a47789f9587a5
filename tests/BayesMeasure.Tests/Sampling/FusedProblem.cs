using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Where code of a user is called.</summary>
public enum FusedPart
{
    Model,
    Link,
    Likelihood,
    Noise,
    Distribution,
    Explorer,
    Learning,
    Progress,
    Fault,
}

/// <summary>A question of one peak in which one part is the user's, and has a fuse.</summary>
internal static class FusedProblem
{
    private static readonly double[] X = [.. Enumerable.Range(0, 15).Select(i => -1.4 + 0.2 * i)];
    private static readonly Measurement Data = new(X, X.Select((x, i) => 1.5 * Math.Exp(-2 * x * x) + 0.1 * Math.Cos(7 * i)));


    /// <summary>The settings of a short run.</summary>
    public static ReplicaExchangeOptions Options(FusedPart part, Fuse fuse, int threads) => new()
    {
        Seed = 3,
        Chains = 2,
        Rungs = 4,
        BurnInSweeps = 60,
        Sweeps = 60,
        Threads = threads,
        Modes = new() { Restarts = 1 },
        Explorer = part is FusedPart.Explorer or FusedPart.Learning ? new FusedWalk(part, fuse) : Explorer.Default,
    };

    /// <summary>The question.</summary>
    public static ITarget Create(FusedPart part, Fuse fuse)
    {
        if (part is FusedPart.Likelihood or FusedPart.Fault)
        {
            Prior pair = new() { ["alpha"] = Prior.Normal(0, 1), ["beta"] = Prior.Gamma(2, 2) };
            return new FusedTarget(new LogLikelihoodTarget(pair, values =>
            {
                fuse.Burn();
                return -values[0] * values[0];
            }), part, fuse);
        }

        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>();
        ForwardModel offset = ForwardModel.Function((double x, double offset) =>
        {
            if (part == FusedPart.Model)
            {
                fuse.Burn();
            }

            return offset;
        });
        Prior prior = new()
        {
            ["amplitude"] = part == FusedPart.Distribution ? new FusedUniform(fuse) : Prior.Uniform(0, 4),
            ["precision"] = Prior.LogUniform(0.2, 20),
            ["center"] = Prior.Uniform(-1, 1),
            ["offset"] = part != FusedPart.Link ? Prior.Normal(0, 0.1) : Prior.LinkedTo(["amplitude"], values =>
            {
                fuse.Burn();
                return 0.01 * values[0];
            }),
        };
        NoiseModel noise = part == FusedPart.Noise ? new FusedNoise(fuse) : GaussianNoise.Known(0.1);
        return new Posterior(Data, model + offset, noise, prior);
    }

    private sealed class FusedTarget(ITarget inner, FusedPart part, Fuse fuse) : ITarget
    {
        public IReadOnlyList<Parameter> Parameters => inner.Parameters;

        public IReadOnlyList<IReadOnlyList<int>> Blocks => inner.Blocks;

        public string? FaultAt(ReadOnlySpan<double> values)
        {
            if (part == FusedPart.Fault)
            {
                fuse.Burn();
            }

            return null;
        }

        public ITargetState CreateState() => inner.CreateState();
    }

    private sealed record FusedUniform(Fuse Fuse) : Distribution
    {
        public override Coordinate Coordinate => Coordinate.Linear;

        public override double Minimum => 0;

        public override double Maximum => 4;

        public override double Mean => 2;

        public override double StandardDeviation => 4 / Math.Sqrt(12);

        public override double LogDensity(double value)
        {
            Fuse.Burn();
            return value is >= 0 and <= 4 ? -Math.Log(4) : double.NegativeInfinity;
        }

        public override double CumulativeProbability(double value) => Math.Clamp(value / 4, 0, 1);

        public override double Draw(RandomStream random) => 4 * random.NextUniform();
    }

    private sealed record FusedWalk(FusedPart Part, Fuse Fuse) : Explorer
    {
        public override RungExplorer CreateRung(ITarget target)
        {
            if (Part == FusedPart.Learning)
            {
                Fuse.Burn();
            }

            return new Rung(Explorer.Default.CreateRung(target), this);
        }

        private sealed class Rung(RungExplorer inner, FusedWalk walk) : RungExplorer
        {
            public override void Explore(Replica replica, in Sweep sweep)
            {
                if (walk.Part == FusedPart.Explorer)
                {
                    walk.Fuse.Burn();
                }

                inner.Explore(replica, in sweep);
            }

            public override void Pool(IReadOnlyList<RungExplorer> chains)
            {
                if (walk.Part == FusedPart.Learning)
                {
                    walk.Fuse.Burn();
                }
            }
        }
    }

    /// <summary>Noise of the user: its density is a function without memory, so its binding has the fuse.</summary>
    private sealed record FusedNoise(Fuse Fuse) : NoiseModel
    {
        public override IReadOnlyList<string> ParameterNames => [];

        public override NoiseBinding Bind(Measurement measurement) => new Binding(Fuse, measurement.Count);

        private sealed class Binding(Fuse fuse, int count) : NoiseBinding(Enumerable.Repeat(100.0, count))
        {
            public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor)
            {
                fuse.Burn();
                return visitor.Visit<Density>();
            }

            public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters)
            {
                fuse.Burn();
                return 0.1;
            }
        }

        private readonly struct Density : INoiseDensity
        {
            public static bool MisfitReadsParameters => false;

            public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
                where T : unmanaged, IReal<T>
                where P : struct, IParameters<T>, allows ref struct => weight * (y - prediction) * (y - prediction);

            public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
                where T : unmanaged, IReal<T>
                where P : struct, IParameters<T>, allows ref struct => -0.5 * misfit;
        }
    }
}
