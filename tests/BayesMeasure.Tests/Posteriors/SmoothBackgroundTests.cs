using BayesMeasure.Experiments;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Smooth;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>A background whose coefficients are integrated out, against dense algebra.</summary>
public class SmoothBackgroundTests
{
    private const int Points = 61;
    private static readonly double[] Values = [0.8, 0.7, 4.2, 0.3];
    private static readonly int[] AllLanes = [1, 2, 4, 8];

    public static TheoryData<string> NoiseNames => ["known", "point by point", "unknown"];

    [Theory]
    [MemberData(nameof(NoiseNames))]
    public void The_log_likelihood_is_that_of_dense_algebra(string noise)
    {
        foreach (bool inOrder in new[] { true, false })
        {
            Posterior posterior = Create(noise, inOrder);
            foreach (double bend in new[] { 1e-7, 0.01, 0.3, 5 })
            {
                double[] values = ValuesOf(posterior, bend);
                double expected = Dense(posterior).LogLikelihood(Peak(posterior, values), Deviations(posterior, values), bend);
                Assert.All(AllLanes, lanes =>
                {
                    ITargetState state = posterior.CreateState(lanes);
                    state.Set(values);
                    Assert.Equal(expected, state.LogLikelihood, 1e-9 * Math.Abs(expected));
                });
            }
        }
    }

    [Fact]
    public void A_twin_without_the_determinant_is_another()
    {
        Posterior posterior = Create("unknown");
        double[] values = ValuesOf(posterior, 0.3);
        ITargetState state = posterior.CreateState();
        state.Set(values);
        double twin = Dense(posterior)
            .LogLikelihood(Peak(posterior, values), Deviations(posterior, values), 0.3, withDeterminant: false);
        Assert.True(Math.Abs(twin - state.LogLikelihood) > 1);
    }

    [Theory]
    [MemberData(nameof(NoiseNames))]
    public void Moves_lead_to_where_a_state_is_set(string noise)
    {
        Posterior posterior = Create(noise);
        ITargetState moved = posterior.CreateState();
        ITargetState set = posterior.CreateState();
        var random = new RandomStream(7, 0, 0);
        double[] values = ValuesOf(posterior, 0.3);
        moved.Set(values);
        for (int move = 0; move < 200; move++)
        {
            int position = random.NextInteger(values.Length);
            double proposed = values[position] * Math.Exp(0.3 * random.NextNormal());
            double trial = moved.Propose([position], [proposed]);
            double[] copy = [.. values];
            copy[position] = proposed;
            set.Set(copy);
            Assert.Equal(set.LogLikelihood, trial, 1e-9 * (1 + Math.Abs(trial)));
            if (move % 3 > 0)
            {
                moved.Accept();
                values = copy;
                Assert.Equal(set.LogLikelihood, moved.LogLikelihood, 1e-9 * (1 + Math.Abs(trial)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(NoiseNames))]
    public void The_gradient_is_that_of_the_integral(string noise)
    {
        Posterior posterior = Create(noise);
        double[] values = ValuesOf(posterior, 0.3);
        ITargetState state = posterior.CreateState();
        LogLikelihoodGradient gradient = LogLikelihoodGradient.Of(posterior);
        double[] slopes = new double[values.Length];
        state.Set(values);
        Assert.Equal(state.LogLikelihood, gradient.Evaluate(values, slopes), 1e-9 * Math.Abs(state.LogLikelihood));
        for (int i = 0; i < values.Length; i++)
        {
            double step = 1e-5 * values[i];
            double difference = (8 * (At(i, step) - At(i, -step)) - At(i, 2 * step) + At(i, -2 * step)) / (12 * step);
            Assert.Equal(difference, slopes[i], 1e-6 * (1 + Math.Abs(difference)));
        }

        Assert.False(gradient.IsAdditive(values));
        double At(int position, double by)
        {
            double[] copy = [.. values];
            copy[position] += by;
            state.Set(copy);
            return state.LogLikelihood;
        }
    }

    [Fact]
    public void The_predicted_background_is_the_mean_of_its_conditional_distribution_and_draws_scatter_as_that()
    {
        Posterior posterior = Create("point by point");
        double[] values = ValuesOf(posterior, 0.3);
        DenseSmooth dense = Dense(posterior);
        double[] deviations = Deviations(posterior, values);
        double[] x = [.. posterior.Measurement.X];
        double[] peak = Peak(posterior, values);
        Vector<double> mean = dense.Mean(peak, deviations, 0.3);
        Assert.All(posterior.PredictTerm(values, 1, x).Zip(mean), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        double[] sum = [.. mean.Zip(peak, (own, other) => own + other)];
        Assert.All(posterior.Predict(values, x).Zip(sum), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        const int draws = 4000;
        var random = new RandomStream(3, 0, 0);
        double[][] curves = [.. Enumerable.Range(0, draws).Select(_ => posterior.DrawCurve(values, x, random))];
        Matrix<double> scatter = dense.Scatter(deviations, 0.3);
        foreach (int i in new[] { 0, 20, 60 })
        {
            double variance = curves.Average(curve => Math.Pow(curve[i] - mean[i] - peak[i], 2));
            Assert.Equal(scatter[i, i], variance, 5 * Math.Sqrt(2.0 / draws) * scatter[i, i]);
        }
    }

    [Fact]
    public void Beyond_the_data_it_goes_on_straight()
    {
        Posterior posterior = Create("known");
        double[] values = ValuesOf(posterior, 0.3);
        double[] curve = posterior.PredictTerm(values, 1, [9.999, 10, 10.001, 12, 14]);
        double slope = (curve[2] - curve[0]) / 0.002;
        Assert.Equal(slope, (curve[3] - curve[1]) / 2, 1e-3 * Math.Abs(slope));
        Assert.Equal(curve[4] - curve[3], curve[3] - curve[1], 1e-9);
    }

    [Fact]
    public void The_bend_is_the_deviation_from_a_parabola_for_any_number_of_knots()
    {
        foreach (int pieces in new[] { 8, 20, 60 })
        {
            Posterior posterior = Create("known", pieces: pieces);
            DenseSmooth dense = Dense(posterior);
            Vector<double> ends = dense.Basis([0, 2.5, 5, 10])
                .TransposeThisAndMultiply(Vector<double>.Build.Dense([-0.375, 1, -0.75, 0.125]));
            Assert.Equal(0.3, Math.Sqrt(ends * dense.Prior(0.3) * ends), 0.3 * (0.01 + 1.0 / pieces));
        }
    }

    [Theory]
    [InlineData("counts", "sigma = sqrt")]
    [InlineData("student", "GaussianNoise.Unknown")]
    [InlineData("jeffreys", "GaussianNoise.Unknown")]
    public void Other_noise_is_refused_with_what_to_do(string noise, string advice)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Create(noise));
        Assert.Contains("smooth background needs Gaussian noise", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_independent_points_is_refused()
    {
        Posterior posterior = Create("known");
        Assert.Contains("Use ReplicaExchange", new ConjugateLinear().RefusalOf(posterior), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Truth.Of("K = 1", posterior.Model, [1, 1, 1, 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(61)]
    public void Senseless_numbers_of_pieces_are_refused(int pieces)
    {
        Measurement data = Data(inOrder: true);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothBackground(data.X, data.Y, pieces));
    }

    [Fact]
    public void Too_few_points_and_a_flat_line_are_refused_with_what_to_take()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8];
        string few = Assert.Throws<ArgumentException>(() => new SmoothBackground([1, 2], [3, 4])).Message;
        string flat = Assert.Throws<ArgumentException>(() => new SmoothBackground(x, new double[8])).Message;
        Assert.Contains("straight line", few, StringComparison.Ordinal);
        Assert.Contains("constant", flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_them_are_refused()
    {
        Measurement data = Data(inOrder: true);
        var one = ForwardModel.Curve(new SmoothBackground(data.X, data.Y)).Labelled("a");
        var other = ForwardModel.Curve(new SmoothBackground(data.X, data.Y, 9)).Labelled("b");
        Prior prior = new() { ["a.bend"] = Prior.LogUniform(0.01, 1), ["b.bend"] = Prior.LogUniform(0.01, 1) };
        Assert.Throws<ArgumentException>(() => new Posterior(data, one + other, GaussianNoise.PerPoint, prior));
    }

    [Fact]
    public void Checkpoints_tell_backgrounds_apart()
    {
        string few = string.Concat(Create("known", pieces: 10).Description);
        Assert.Equal(few, string.Concat(Create("known", pieces: 10).Description));
        Assert.NotEqual(few, string.Concat(Create("known", pieces: 11).Description));
    }

    private static Posterior Create(string noise, bool inOrder = true, int? pieces = null)
    {
        Measurement data = Data(inOrder);
        var background = new SmoothBackground(data.X, data.Y, pieces);
        Prior prior = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 3),
            ["center"] = Prior.Uniform(0, 10),
            ["bend"] = Prior.LogUniform(1e-3, 10),
        };
        return new(
            data,
            ForwardModel.Of<GaussianPeak>() + ForwardModel.Curve(background),
            noise switch
            {
                "known" => GaussianNoise.Known(0.2),
                "point by point" => GaussianNoise.PerPoint,
                "unknown" => GaussianNoise.Unknown,
                "counts" => PoissonNoise.Counts,
                "student" => StudentNoise.Known(0.2, 4),
                _ => new JeffreysNoise(),
            },
            noise == "unknown" ? prior + new Prior { ["noise"] = Prior.LogUniform(0.01, 1) } : prior);
    }

    private static Measurement Data(bool inOrder)
    {
        var random = new RandomStream(5, 0, 0);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => 10.0 * i / (Points - 1))];
        double[] y = [.. x.Select(at => Math.Round(
            100 + 20 * Math.Exp(-at / 4) + 10 * Math.Exp(-0.5 * Math.Pow((at - 4) / 0.6, 2)) + 2 * random.NextNormal()))];
        int[] order = [.. Enumerable.Range(0, Points).Select(i => inOrder ? i : 17 * i % Points)];
        return new(order.Select(i => x[i]), order.Select(i => y[i]), order.Select(i => 0.1 + 0.01 * (i % 7)));
    }

    private static double[] ValuesOf(Posterior posterior, double bend) =>
        [.. posterior.Parameters.Select(parameter => parameter.Name switch
        {
            "amplitude" => Values[0],
            "width" => Values[1],
            "center" => Values[2],
            "noise" => Values[3],
            _ => bend,
        })];

    private static double[] Peak(Posterior posterior, double[] values) =>
        posterior.PredictTerm(values, 0, posterior.Measurement.X.AsSpan());

    private static double[] Deviations(Posterior posterior, double[] values) =>
        [.. Enumerable.Range(0, Points).Select(i =>
            posterior.NoiseBinding.StandardDeviation(i, 0, posterior.NoiseParametersOf(values)))];

    private static DenseSmooth Dense(Posterior posterior) =>
        new((SmoothBackground)posterior.Model.Terms[1].Kind, posterior.Measurement);
}
