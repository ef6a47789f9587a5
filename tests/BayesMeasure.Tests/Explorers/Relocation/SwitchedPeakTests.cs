using System.Runtime.CompilerServices;
using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Explorers.Relocation;

/// <summary>
/// A toy of two places: a spike at one of two points, of normal amplitude. The probability of each place is that of the
/// enumeration, p_k exp((beta y_k / sigma^2)^2 / (2 (beta / sigma^2 + 1 / s^2))), with the amplitude integrated out.
/// </summary>
public class SwitchedPeakTests(ITestOutputHelper output)
{
    private const int Moves = 8000;
    private const double Sigma = 0.7;
    private const double Width = 2;

    private static readonly double[] Y = [1.1, 1.6];
    private static readonly double[] PriorProbabilities = [0.65, 0.35];

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    public void Each_place_has_the_probability_of_the_enumeration(double inverseTemperature)
    {
        var posterior = new Posterior(
            new Measurement([0, 1], Y),
            ForwardModel.Of<SwitchedPeak>(),
            GaussianNoise.Known(Sigma),
            new() { ["amplitude"] = Prior.Normal(0, Width), ["place"] = Prior.Bernoulli(PriorProbabilities[1]) });
        var replica = new Replica(posterior);
        var random = new RandomStream(2, 0, 0);
        replica.DrawFromPrior(random);
        RungExplorer rung = new ComponentRelocation().CreateRung(posterior);
        var counts = new int[2];
        for (int move = 0; move < Moves; move++)
        {
            random.BeginSweep(move);
            rung.Explore(replica, new(move, inverseTemperature, random, 0));
            counts[(int)replica.Values[1]] += move % 4 == 0 ? 1 : 0;
        }

        double[] weights = [.. Y.Zip(PriorProbabilities, (y, prior) => prior * Math.Exp(
            Math.Pow(inverseTemperature * y / (Sigma * Sigma), 2)
                / (2 * (inverseTemperature / (Sigma * Sigma) + 1 / (Width * Width)))))];
        double significance = ChiSquare.Significance(counts, [.. weights.Select(weight => weight / weights.Sum())]);
        output.WriteLine($"{string.Join(' ', counts)}: {significance:G3}");
        Assert.True(significance > 1e-4, $"significance {significance}");
    }

    private readonly struct SwitchedPeak : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["amplitude", "place"];

        public static string? Amplitude => "amplitude";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => T.Select(T.Abs(x - p[1]), 0.5, p[0], 0.0);
    }
}
