using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;

namespace BayesMeasure.Tests.Optimization;

/// <summary>The mode where it is known in closed form, from another search, or by being higher than all around it.</summary>
public class ModeSearchTests
{
    /// <summary>
    /// The log density of the best mode of NSO-3 with three peaks that 2,000 starts ever met, in explored coordinates.
    /// </summary>
    private const double BestOfThreePeaks = 268.7977;

    /// <summary>The reference free energy of three peaks, of runs of 300,000 sweeps.</summary>
    private const double FreeEnergyOfThreePeaks = 172.252;

    private static readonly double[] Axis = [.. Enumerable.Range(0, 60).Select(i => i / 10.0)];

    [Fact]
    public void The_mode_of_a_line_is_that_of_the_conjugate_posterior_and_Laplace_is_exact()
    {
        double[] y = [1.1, 2.3, 2.8, 4.4, 4.9];
        double[] x = [-2, -1, 0, 1, 2];
        var prior = new Prior
        {
            ["offset"] = Prior.Normal(0, 3),
            ["slope"] = Prior.Normal(0, 2),
            ["reference"] = Prior.Fixed(0),
        };
        var curve = new Posterior(
            new Measurement(x, y), ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(0.5), prior);
        double LogLikelihood(ReadOnlySpan<double> at)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double deviate = (y[i] - at[0] - at[1] * x[i]) / 0.5;
                sum -= 0.5 * deviate * deviate + Math.Log(0.5 * Math.Sqrt(2 * Math.PI));
            }

            return sum;
        }

        var bare = new LogLikelihoodTarget(
            new Prior { ["offset"] = Prior.Normal(0, 3), ["slope"] = Prior.Normal(0, 2) }, LogLikelihood);

        // The columns are orthogonal, so that each coefficient has a conjugate posterior of its own.
        double offsetPrecision = 5 / 0.25 + 1 / 9.0;
        double slopePrecision = 10 / 0.25 + 1 / 4.0;
        double offset = y.Sum() / 0.25 / offsetPrecision;
        double slope = x.Zip(y, (a, b) => a * b).Sum() / 0.25 / slopePrecision;
        double height = LogLikelihood([offset, slope])
            + Prior.Normal(0, 3).LogDensity(offset) + Prior.Normal(0, 2).LogDensity(slope);
        double logEvidence = height + Math.Log(2 * Math.PI) - 0.5 * Math.Log(offsetPrecision * slopePrecision);
        foreach (ITarget target in new ITarget[] { curve, bare })
        {
            Mode mode = ModeSearch.Run(target);
            Assert.Equal(offset, mode["offset"], 1e-5);
            Assert.Equal(slope, mode["slope"], 1e-5);
            Assert.Equal(height, mode.LogPosterior, 1e-8);
            Assert.Equal(logEvidence, mode.ApproximateLogEvidence, 1e-4);
            Assert.Equal(1 / Math.Sqrt(offsetPrecision), mode.StandardDeviations[0], 1e-5);
            Assert.Equal(1 / Math.Sqrt(slopePrecision), mode.StandardDeviations[1], 1e-5);
            Assert.Empty(mode.Others);
            Assert.Equal(mode.Restarts, mode.Agreeing);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Three_peaks_are_found_whatever_the_seed(int seed)
    {
        Mode mode = ModeSearch.Run(Nso3.WithPeaks(3), new() { Seed = (ulong)seed });
        Assert.Equal(BestOfThreePeaks, mode.LogCoordinateDensity, 1e-3);
        Assert.Equal([1.205, 1.456, 1.699], new[] { mode["center[1]"], mode["center[2]"], mode["center[3]"] }, Within(0.002));

        // Without ln 3! it would be off by 1.8.
        Assert.Equal(FreeEnergyOfThreePeaks, -mode.ApproximateLogEvidence - Nso3.Constant, 0.3);
    }

    /// <summary>
    /// A peak more than there are sits on one of many bumps of the noise, or shares with another one: so many modes, all of which
    /// predict what the best does to within the noise. They are told of, and keep the search from ending no longer.
    /// </summary>
    [Fact]
    public void What_the_data_cannot_tell_apart_does_not_prolong_a_search()
    {
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        double[] clean = ForwardModel.Of<GaussianPeak>().Evaluate(Axis, [8, 0.8, 2.5]);
        Measurement data = new(Axis, clean.Select(value => value + 0.2 * random.NextNormal()));
        Prior prior = Peak.Repeat(2);
        Mode mode = ModeSearch.Run(new Posterior(
            data, ForwardModel.Of<GaussianPeak>().Repeat(2), GaussianNoise.Known(0.2), prior));
        Assert.True(mode.Others.Count >= 3);
        Assert.True(mode.Agreeing >= 3);
        Assert.InRange(mode.Restarts, 1, 60);
    }

    /// <summary>The curvature of a mode beside the best is computed when it is asked for, by whomever.</summary>
    [Fact]
    public void Another_mode_tells_its_own_curvature()
    {
        Mode[] others = [.. ModeSearch.Run(Nso3.WithPeaks(4)).Others.Where(mode => mode.AtBound.Count == 0)];
        double[] told = [.. others.AsParallel().AsOrdered().Select(mode => mode.ApproximateLogEvidence)];
        Mode other = others.First(mode => double.IsFinite(mode.ApproximateLogEvidence));
        AssertTop(other);
        Assert.Equal(told, others.Select(mode => mode.ApproximateLogEvidence));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Mode one = Run(1);
        foreach (int threads in (int[])[2, 3, 8])
        {
            Mode other = Run(threads);
            Assert.Equal(one.Values, other.Values);
            Assert.Equal(one.Restarts, other.Restarts);
            Assert.Equal(one.Agreeing, other.Agreeing);
            Assert.Equal(one.Others.Select(mode => mode.LogPosterior), other.Others.Select(mode => mode.LogPosterior));
        }

        static Mode Run(int threads) => ModeSearch.Run(Nso3.WithPeaks(4), new() { Restarts = 12, Threads = threads });
    }

    [Fact]
    public void Every_noise_and_several_curves_have_their_mode_where_all_around_is_lower()
    {
        ForwardModel peaks = ForwardModel.Of<GaussianPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>();
        Prior prior = Peak.Repeat(2) + new Prior { ["offset"] = Prior.LogUniform(0.1, 20) };
        Prior level = new() { ["noise"] = Prior.LogUniform(0.01, 10) };
        double[] clean = peaks.Evaluate(Axis, [8, 0.8, 2, 5, 1, 3.4, 4]);
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        Measurement counts = PoissonNoise.WithExposure(5).Simulate(new(Axis, clean), clean, [], random);
        Measurement noisy = GaussianNoise.Known(0.3).Simulate(new(Axis, clean), clean, [], random);
        var heavy = StudentNoise.Unknown(3);
        AssertTop(new Posterior(counts, peaks, PoissonNoise.WithExposure(5), prior));
        AssertTop(new Posterior(noisy, peaks, GaussianNoise.Unknown, prior + level));
        Prior scale = new() { [heavy.ParameterNames[0]] = Prior.LogUniform(0.01, 10) };
        AssertTop(new Posterior(noisy, peaks, heavy, prior + scale));
        Prior shared = new() { ["width"] = Prior.LogUniform(0.1, 3), ["center"] = Prior.Uniform(0, 6) };
        Prior own = new() { ["amplitude"] = Prior.Uniform(0, 20) };
        Prior offset = new() { ["offset"] = Prior.LogUniform(0.1, 20) };
        AssertTop(new JointPosterior(
            shared.Repeat(2) + own.Repeat(2).Labelled("A", "B") + offset,
            new("A", noisy, peaks, GaussianNoise.Known(0.3)),
            new("B", counts, peaks, PoissonNoise.WithExposure(5))));
    }

    [Fact]
    public void Two_narrow_modes_are_both_told_of_with_what_they_hold()
    {
        const double Width = 0.01;
        var target = new LogLikelihoodTarget(
            new Prior { ["a"] = Prior.Uniform(-1, 1), ["b"] = Prior.Uniform(-1, 1) },
            at => Math.Log(0.7 * Bump(at, -0.5) + 0.3 * Bump(at, 0.5)));
        Mode mode = ModeSearch.Run(target);
        Mode other = Assert.Single(mode.Others);
        Assert.Equal(-0.5, mode["a"], 1e-4);
        Assert.Equal(0.5, other["b"], 1e-4);
        Assert.Equal(Math.Log(0.7 / 4), mode.ApproximateLogEvidence, 0.01);
        Assert.Equal(Math.Log(0.3 / 4), other.ApproximateLogEvidence, 0.01);

        // The tails are Cauchy's, which lead a climb to the bump from anywhere.
        static double Bump(ReadOnlySpan<double> at, double center)
        {
            double squared = (Math.Pow(at[0] - center, 2) + Math.Pow(at[1] - center, 2)) / (Width * Width);
            return Math.Exp(-0.5 * squared) / (2 * Math.PI * Width * Width) + 1e-12 / (1 + squared);
        }
    }

    [Fact]
    public void The_mode_of_one_peak_less_or_more_is_a_beginning()
    {
        Posterior three = Nso3.WithPeaks(3);
        Mode two = ModeSearch.Run(Nso3.WithPeaks(2));
        Mode four = ModeSearch.Run(Nso3.WithPeaks(4));
        Mode fromTwo = ModeSearch.Run(three, new() { Restarts = 0 }, [ModeNeighbours.WithMore(three, two)]);
        ModeStart[] less = [.. ModeNeighbours.WithLess(three, four)];
        Mode fromFour = ModeSearch.Run(three, new() { Restarts = 0 }, less);
        Assert.Equal(4, less.Length);
        Assert.True(fromTwo.Agreeing >= 1);
        Assert.True(fromFour.Agreeing >= 1);
        Assert.Equal(BestOfThreePeaks, fromFour.LogCoordinateDensity, 1e-3);
    }

    private static Prior Peak => new()
    {
        ["amplitude"] = Prior.Uniform(0, 20),
        ["width"] = Prior.LogUniform(0.1, 3),
        ["center"] = Prior.Uniform(0, 6),
    };

    private static EqualityComparer<double> Within(double tolerance) =>
        EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) <= tolerance, _ => 0);

    private static void AssertTop(ITarget target) => AssertTop(ModeSearch.Run(target));

    /// <summary>A tenth of a standard deviation to either side of a coordinate the density is lower.</summary>
    private static void AssertTop(Mode mode)
    {
        ITarget target = mode.Target;
        ITargetState state = target.CreateState();
        double[] values = [.. mode.Values];
        state.Set(values);
        Assert.Equal(mode.LogLikelihood, state.LogLikelihood, 1e-6);
        double top = Height();
        Assert.Equal(mode.LogCoordinateDensity, top, 1e-6);
        Assert.Empty(mode.AtBound);
        for (int i = 0; i < values.Length; i++)
        {
            Distribution prior = target.Parameters[i].Prior;
            double middle = prior.ToCoordinate(mode.Values[i]);
            double step = 0.1 / Math.Sqrt(mode.Curvature[i][i]);
            foreach (double moved in (double[])[middle - step, middle + step])
            {
                values[i] = prior.FromCoordinate(moved);
                state.Set(values);
                Assert.InRange(top - Height(), 0.004, 0.006);
            }

            values[i] = mode.Values[i];
        }

        double Height() => state.LogLikelihood + target.Parameters.Index().Sum(item =>
            item.Item.Prior.LogCoordinateDensity(values[item.Index], item.Item.Prior.ToCoordinate(values[item.Index])));
    }
}
