using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Noise;

/// <summary>Correlated noise against dense matrices.</summary>
public class CorrelatedNoiseTests
{
    private const int Count = 43;
    private const double LevelValue = 0.4;
    private const double LengthValue = 1.7;

    private static readonly double[] Boxcar = [1, 1, 1, 1, 1];
    private static readonly double[] SavitzkyGolay = [-3, 12, 17, 12, -3];

    private static readonly Dictionary<string, CorrelatedNoise> Noises = new()
    {
        ["known"] = CorrelatedNoise.Exponential(GaussianNoise.Known(LevelValue), LengthValue),
        ["length unknown"] = CorrelatedNoise.Exponential(GaussianNoise.Known(LevelValue)),
        ["level unknown"] = CorrelatedNoise.Exponential(GaussianNoise.Unknown, LengthValue),
        ["both unknown"] = CorrelatedNoise.Exponential(GaussianNoise.Unknown),
        ["per point"] = CorrelatedNoise.Exponential(GaussianNoise.PerPoint, LengthValue),
        ["per point, length unknown"] = CorrelatedNoise.Exponential(GaussianNoise.PerPoint),
        ["boxcar"] = CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, Boxcar),
        ["filter, per point"] = CorrelatedNoise.MovingAverage(GaussianNoise.PerPoint, SavitzkyGolay),
    };

    private static Measurement Data { get; } = CreateData(ascending: true);

    public static IEnumerable<object[]> Treatments =>
        from name in Noises.Keys
        from lanes in new[] { 1, 2, 4, 8 }
        select new object[] { name, lanes };

    [Theory]
    [MemberData(nameof(Treatments))]
    public void The_log_likelihood_is_that_of_the_dense_matrix(string name, int lanes)
    {
        foreach (Measurement data in new[] { Data, CreateData(ascending: false) })
        {
            Posterior posterior = Peak(data, Noises[name]);
            double[] point = PointOf(posterior, 1.2, LevelValue, LengthValue);
            ITargetState state = posterior.CreateState(lanes);
            state.Set(point);
            AssertExact(data, name, posterior, point, state.LogLikelihood);
        }
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-4)]
    [InlineData(0.3)]
    [InlineData(2e3)]
    [InlineData(4e6)]
    public void Lengths_of_any_size_keep_their_digits(double length)
    {
        Posterior posterior = Peak(Data, Noises["both unknown"]);
        double[] point = PointOf(posterior, 1.2, LevelValue, length);
        ITargetState state = posterior.CreateState();
        state.Set(point);
        double exact = Markov(Data, posterior.Predict(point, Data.X.AsSpan()), LevelValue, length);
        Assert.Equal(exact, state.LogLikelihood, 1e-9 * Math.Abs(exact));
    }

    /// <summary>Accepted and rejected moves of one unknown and of several, and what is left of them.</summary>
    [Theory]
    [MemberData(nameof(Treatments))]
    public void Any_walk_ends_where_a_fresh_state_begins(string name, int lanes)
    {
        Posterior posterior = Peak(Data, Noises[name]);
        ITargetState state = posterior.CreateState(lanes);
        var random = new RandomStream(5, chain: 0, replica: 0);
        double[] here = PointOf(posterior, 1.2, LevelValue, LengthValue);
        state.Set(here);
        for (int move = 0; move < 200; move++)
        {
            int[] moved = [.. Enumerable.Range(0, here.Length).Where(_ => random.NextUniform() < 0.3)];
            double[] values = [.. moved.Select(i => here[i] * (0.8 + 0.4 * random.NextUniform()))];
            state.Propose(moved, values);
            if (random.NextUniform() < 0.5)
            {
                state.Accept();
                Array.ForEach(moved, i => here[i] = values[Array.IndexOf(moved, i)]);
            }
        }

        Assert.Equal(here, state.Values.ToArray());
        AssertExact(Data, name, posterior, here, state.LogLikelihood);
    }

    [Fact]
    public void A_sweep_allocates_nothing()
    {
        Posterior posterior = Peak(Data, Noises["both unknown"]);
        ITargetState state = posterior.CreateState();
        double[] point = PointOf(posterior, 1.2, LevelValue, LengthValue);
        state.Set(point);
        Walk();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Walk();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Walk()
        {
            for (int i = 0; i < point.Length; i++)
            {
                state.Propose([i], [1.01 * point[i]]);
                state.Accept();
            }
        }
    }

    /// <summary>Cov(L z) of very many draws, by the scores that undo it: W y of simulated data are white.</summary>
    [Theory]
    [InlineData("known")]
    [InlineData("filter, per point")]
    public void Simulated_noise_has_its_covariance(string name)
    {
        const int draws = 20_000;
        NoiseModel noise = Noises[name];
        var random = new RandomStream(9, chain: 0, replica: 0);
        Matrix<double> sum = Matrix<double>.Build.Dense(Count, Count);
        for (int draw = 0; draw < draws; draw++)
        {
            Vector<double> y = Vector<double>.Build.DenseOfEnumerable(noise.Simulate(Data, new double[Count], [], random).Y);
            sum += y.OuterProduct(y);
        }

        Matrix<double> exact = CovarianceOf(Data, name, LevelValue, LengthValue);
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                // Var(y_i y_j) = c_ii c_jj + c_ij^2.
                double error = Math.Sqrt((exact[i, i] * exact[j, j] + exact[i, j] * exact[i, j]) / draws);
                Assert.InRange((sum[i, j] / draws - exact[i, j]) / error, -5, 5);
            }
        }
    }

    [Theory]
    [InlineData("known")]
    [InlineData("boxcar")]
    public void Scores_of_a_measurement_are_its_innovations(string name)
    {
        double[] parameters = name == "boxcar" ? [LevelValue] : [];
        double[] prediction = [.. Data.X.Select(Math.Sin)];
        Measurement drawn = Noises[name].Simulate(Data, prediction, parameters, new RandomStream(2, 0, 0));
        var same = new RandomStream(2, 0, 0);
        double[] expected = [.. drawn.Y.Select(_ => same.NextNormal())];
        double[] scores = new double[Count];
        Noises[name].Bind(drawn).NormalScores(drawn.Y.AsSpan(), prediction, parameters, same, scores);
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    /// <summary>Z = N(y; 0, C + X V X').</summary>
    [Theory]
    [InlineData("known")]
    [InlineData("per point")]
    [InlineData("filter, per point")]
    public void A_linear_model_is_solved_exactly(string name)
    {
        Posterior line = Line(Noises[name]);
        Result result = new ConjugateLinear { Draws = 10 }.Run(line);
        Matrix<double> covariance = CovarianceOf(Data, name, LevelValue, LengthValue)
            + Matrix<double>.Build.Dense(Count, Count, (i, j) => 4 + 9 * Data.X[i] * Data.X[j]);
        Assert.Equal(DenseNormal.LogDensity(Data.Y, covariance), result.FreeEnergy.LogEvidence, 1e-9);
    }

    [Fact]
    public void A_linear_model_of_unknown_length_is_left_to_sampling() => Assert.Contains(
        "correlation length", new ConjugateLinear().RefusalOf(Line(Noises["length unknown"])), StringComparison.Ordinal);

    /// <summary>Generalised least squares: (X' C^-1 X)^-1 X' C^-1 y.</summary>
    [Fact]
    public void A_fit_is_that_of_generalised_least_squares()
    {
        Prior flat = new()
        {
            ["offset"] = Prior.Uniform(-100, 100),
            ["slope"] = Prior.Uniform(-100, 100),
            ["reference"] = Prior.Fixed(0),
        };
        LeastSquaresFit fit = new LeastSquares().Fit(
            new Posterior(Data, Straight, Noises["known"], flat),
            new Dictionary<string, double> { ["offset"] = 1, ["slope"] = 0.1 });
        Matrix<double> precision = CovarianceOf(Data, "known", LevelValue, LengthValue).Inverse();
        Matrix<double> design = Matrix<double>.Build.Dense(Count, 2, (i, j) => j == 0 ? 1 : Data.X[i]);
        Matrix<double> covariance = (design.Transpose() * precision * design).Inverse();
        Vector<double> best = covariance * design.Transpose() * precision * Vector<double>.Build.DenseOfEnumerable(Data.Y);
        for (int j = 0; j < 2; j++)
        {
            Assert.Equal(best[j], fit.Values[j], 1e-6);
            Assert.Equal(Math.Sqrt(covariance[j, j]), fit.StandardDeviations[j], 1e-6);
        }
    }

    [Fact]
    public void Points_out_of_order_and_points_measured_twice_are_named()
    {
        string order = Refusal([1, 2, 1.5, 3]);
        Assert.Contains("point 3", order, StringComparison.Ordinal);
        Assert.Contains("point 2", Refusal([1, 1, 1.5, 3]), StringComparison.Ordinal);
        Assert.Contains("Sort them", order, StringComparison.Ordinal);

        static string Refusal(double[] x) =>
            Assert.Throws<ArgumentException>(() => Noises["known"].Bind(new(x, new double[4]))).Message;
    }

    [Fact]
    public void What_is_impossible_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelatedNoise.Exponential(GaussianNoise.Unknown, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelatedNoise.Exponential(GaussianNoise.Unknown, double.NaN));
        Assert.Throws<ArgumentException>(() => CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, []));
        Assert.Throws<ArgumentException>(() => CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, [0, 0]));
        double[] wide = [.. Enumerable.Range(-40, 81).Select(k => Math.Exp(-k * k / 50.0))];
        Assert.Contains(
            "Exponential",
            Assert.Throws<ArgumentException>(() => CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, wide).Bind(Data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_equals_what_has_the_same_level_length_and_weights()
    {
        Assert.Equal(CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, Boxcar), Noises["boxcar"]);
        Assert.Equal(CorrelatedNoise.MovingAverage(GaussianNoise.Unknown, Boxcar).GetHashCode(), Noises["boxcar"].GetHashCode());
        Assert.NotEqual(CorrelatedNoise.Exponential(GaussianNoise.Unknown), Noises["boxcar"]);
        Assert.Equal("Gaussian, sigma = 0.4, correlated: exponential, length = 1.7", $"{Noises["known"]}");
        Assert.Equal("Gaussian, level unknown, correlated: averaged over 5 points (1 1 1 1 1)", $"{Noises["boxcar"]}");
    }

    private static ForwardModel Straight => ForwardModel.Of<LinearBackground>();

    private static Posterior Line(NoiseModel noise)
    {
        Prior prior = new()
        {
            ["offset"] = Prior.Normal(0, 2),
            ["slope"] = Prior.Normal(0, 3),
            ["reference"] = Prior.Fixed(0),
        };
        return new(Data, Straight, noise, noise.ParameterNames.Aggregate(
            prior, (so, name) => so + new Prior { [name] = Prior.LogUniform(0.01, 100) }));
    }

    private static Posterior Peak(Measurement data, NoiseModel noise)
    {
        Prior prior = new()
        {
            ["amplitude"] = Prior.Uniform(0, 10),
            ["width"] = Prior.LogUniform(0.1, 10),
            ["center"] = Prior.Uniform(-100, 100),
            ["offset"] = Prior.Uniform(-10, 10),
        };
        return new(data, ForwardModel.Of<GaussianPeak>() + ForwardModel.Of<ConstantBackground>(), noise,
            noise.ParameterNames.Aggregate(prior, (so, name) => so + new Prior { [name] = Prior.LogUniform(1e-12, 1e9) }));
    }

    private static double[] PointOf(Posterior posterior, double amplitude, double level, double length) =>
    [
        .. posterior.Parameters.Select(parameter => parameter.Name switch
        {
            "amplitude" => amplitude,
            "width" => 1.1,
            "center" => 4.3,
            "offset" => 0.5,
            GaussianNoise.LevelName => level,
            _ => length,
        }),
    ];

    /// <summary>An uneven axis: every step has its own length.</summary>
    private static Measurement CreateData(bool ascending)
    {
        var random = new Random(3);
        double[] x = new double[Count];
        for (int i = 1; i < Count; i++)
        {
            x[i] = x[i - 1] + 0.05 + 0.4 * random.NextDouble();
        }

        if (!ascending)
        {
            Array.Reverse(x);
        }

        return new(x, [.. x.Select(value => 0.5 + Math.Sin(value) + 0.3 * random.NextDouble())],
            [.. x.Select(_ => 0.2 + random.NextDouble())]);
    }

    private static void AssertExact(Measurement data, string name, Posterior posterior, double[] point, double actual)
    {
        double Value(string parameter, double known) =>
            posterior.Parameters.ToList().FindIndex(one => one.Name == parameter) is >= 0 and int position
                ? point[position]
                : known;
        Matrix<double> covariance = CovarianceOf(
            data, name, Value(GaussianNoise.LevelName, LevelValue), Value(CorrelatedNoise.LengthName, LengthValue));
        double[] prediction = posterior.Predict(point, data.X.AsSpan());
        double exact = DenseNormal.LogDensity(data.Y.Zip(prediction, (y, f) => y - f), covariance);
        Assert.Equal(exact, actual, 1e-10 * Math.Max(1, Math.Abs(exact)));
    }

    private static Matrix<double> CovarianceOf(Measurement data, string name, double level, double length)
    {
        double Level(int i) => Noises[name].IsPointwise ? data.Sigma!.Value[i] : level;
        return name == "boxcar" ? DenseNormal.Averaged(Count, Level, Boxcar)
            : name == "filter, per point" ? DenseNormal.Averaged(Count, Level, SavitzkyGolay)
            : DenseNormal.Exponential(data, Level, length);
    }

    /// <summary>The chain of conditionals, whose variances are told by expm1: exact where a dense matrix is singular.</summary>
    private static double Markov(Measurement data, double[] prediction, double level, double length)
    {
        double sum = 0;
        for (int i = 0; i < data.Count; i++)
        {
            double ratio = i == 0 ? double.PositiveInfinity : Math.Abs(data.X[i] - data.X[i - 1]) / length;
            double variance = ratio < 1e-3
                ? 2 * ratio * (1 - ratio + 2.0 / 3 * ratio * ratio - ratio * ratio * ratio / 3)
                : 1 - Math.Exp(-2 * ratio);
            double before = i == 0 ? 0 : data.Y[i - 1] - prediction[i - 1];
            double mean = Math.Exp(-ratio) * before;
            sum += MathNet.Numerics.Distributions.Normal.PDFLn(
                mean, level * Math.Sqrt(variance), data.Y[i] - prediction[i]);
        }

        return sum;
    }
}
