using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using CsCheck;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>Whatever was proposed, accepted and forgotten before: a state equals its evaluation from scratch.</summary>
public class CurveStateTests
{
    private const int Moves = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_walked_state_equals_one_from_scratch(int lanes) =>
        Property.ForAll(
            Gen.Select(Gen.Int[1, 20], Gen.Int[0, MixedPosterior.NoiseKinds - 1], Gen.Int[0, 1_000_000]),
            drawn => Walk(MixedPosterior.Create(drawn.Item1, drawn.Item2, drawn.Item3), lanes, drawn.Item3, accept: Accept),
            cases: 60);

    [Fact]
    public void Every_length_is_right_for_every_width()
    {
        for (int points = 1; points <= 20; points++)
        {
            foreach (int lanes in new[] { 1, 2, 4, 8 })
            {
                Walk(MixedPosterior.Create(points, points % MixedPosterior.NoiseKinds, points), lanes, points, Accept);
            }
        }
    }

    [Fact]
    public void A_walker_that_keeps_what_it_should_forget_is_found_out() => Assert.ThrowsAny<Exception>(
        () => Walk(MixedPosterior.Create(7, 1, 3), 4, 3, accept: (state, _) => state.Accept()));

    [Fact]
    public void Widths_agree_to_rounding_and_a_width_with_itself_exactly()
    {
        Posterior posterior = MixedPosterior.Create(13, 2, 5);
        double[] point = DrawPoint(posterior, new RandomStream(5, 0, 0));
        double[] results = [.. new[] { 1, 2, 4, 8, 8 }.Select(lanes =>
        {
            ITargetState state = posterior.CreateState(lanes);
            state.Set(point);
            return state.LogLikelihood;
        })];
        Assert.All(results, result => Assert.Equal(results[0], result, 1e-12 * Math.Abs(results[0])));
        Assert.Equal(results[3], results[4]);
    }

    [Fact]
    public void Setting_a_point_forgets_an_infinite_one()
    {
        Posterior posterior = MixedPosterior.Create(5, 1, 8);
        double[] point = DrawPoint(posterior, new RandomStream(8, 0, 0));
        ITargetState fresh = posterior.CreateState();
        ITargetState used = posterior.CreateState();
        fresh.Set(point);
        used.Set([1e300, .. point[1..]]);
        Assert.Equal(double.NegativeInfinity, used.LogLikelihood);
        used.Set(point);
        Assert.Equal(fresh.LogLikelihood, used.LogLikelihood);
    }

    [Fact]
    public void An_infinite_trial_that_is_forgotten_leaves_no_trace()
    {
        Posterior posterior = MixedPosterior.Create(5, 1, 8);
        double[] point = DrawPoint(posterior, new RandomStream(8, 0, 0));
        ITargetState state = posterior.CreateState();
        state.Set(point);
        Assert.Equal(double.NegativeInfinity, state.Propose([0], [1e300]));
        point[2] = 0.125;
        state.Propose([2], [0.125]);
        state.Accept();
        CheckPoint(posterior, state, point);
    }

    private static void Accept(ITargetState state, bool wanted)
    {
        if (wanted)
        {
            state.Accept();
        }
    }

    private static void Walk(Posterior posterior, int lanes, int seed, Action<ITargetState, bool> accept)
    {
        var random = new Random(seed);
        var stream = new RandomStream((ulong)seed, 0, 0);
        ITargetState state = posterior.CreateState(lanes);
        double[] current = DrawPoint(posterior, stream);
        state.Set(current);
        CheckPoint(posterior, state, current);
        for (int move = 0; move < Moves; move++)
        {
            if (random.Next(12) == 0)
            {
                current = DrawPoint(posterior, stream);
                state.Set(current);
            }
            else
            {
                int[] positions = Positions(current.Length, random);
                double[] values = [.. positions.Select(position => posterior.Parameters[position].Prior.Draw(stream))];
                double[] trial = [.. current];
                for (int i = 0; i < positions.Length; i++)
                {
                    trial[positions[i]] = values[i];
                }
                Near(LogLikelihood(posterior, trial), state.Propose(positions, values));
                Assert.Equal(trial, state.TrialValues.ToArray());
                bool wanted = random.Next(2) == 0;
                accept(state, wanted);
                current = wanted ? trial : current;
            }

            CheckPoint(posterior, state, current);
        }
    }

    /// <summary>Mostly one position, among them the amplitudes and the noise; sometimes several, sometimes all.</summary>
    private static int[] Positions(int count, Random random)
    {
        int[] shuffled = [.. Enumerable.Range(0, count)];
        random.Shuffle(shuffled);
        return random.Next(10) switch
        {
            < 6 => shuffled[..1],
            < 9 => shuffled[..random.Next(2, 5)],
            _ => shuffled,
        };
    }

    private static double[] DrawPoint(Posterior posterior, RandomStream random) =>
        [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];

    private static void CheckPoint(Posterior posterior, ITargetState state, double[] point)
    {
        Assert.Equal(point, state.Values.ToArray());
        Near(LogLikelihood(posterior, point), state.LogLikelihood);
    }

    /// <summary>From scratch, by another way: the model's own curve and Math.NET's normal density.</summary>
    private static double LogLikelihood(Posterior posterior, double[] point)
    {
        double[] prediction = posterior.Predict(point, posterior.Measurement.X.AsSpan());
        return prediction.Select((value, i) => Normal.PDFLn(value, Sigma(posterior, point, i), posterior.Measurement.Y[i])).Sum();
    }

    private static double Sigma(Posterior posterior, double[] point, int index)
    {
        if (posterior.Noise == GaussianNoise.PerPoint)
        {
            return posterior.Measurement.Sigma!.Value[index];
        }
        if (posterior.Noise != GaussianNoise.Unknown)
        {
            return 0.6;
        }
        double Value(string name) => point[posterior.Parameters.ToList().FindIndex(parameter => parameter.Name == name)];
        return posterior.Prior["noise"] is Tie tie ? tie.ValueFor(Value(tie.ParameterName)) : Value("noise");
    }

    private static void Near(double expected, double actual) => Assert.True(
        Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, but was {actual:R}");
}
