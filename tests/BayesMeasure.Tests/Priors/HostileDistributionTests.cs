using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Priors;

/// <summary>
/// Distributions with whatever parameters a double can hold: each is refused where it is made, or draws, evaluates and inverts in
/// bounded time and gives numbers.
/// </summary>
public class HostileDistributionTests
{
    private static readonly double[] Edges =
    [
        0, double.Epsilon, 1e-320, 2.3e-308, 1e-300, 1e-160, 1e-20, 1e-8, 0.1, 1, 1.5, 3, 40, 1e8, 1e16, 1e20, 1e150,
        1e160, 1e300, double.MaxValue, double.PositiveInfinity, double.NaN,
    ];

    public static TheoryData<string> Kinds => ["Uniform", "LogUniform", "Normal", "TruncatedNormal", "LogNormal", "HalfNormal",
        "Gamma", "Beta", "Exponential", "Bernoulli"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_double_is_refused_or_served(string kind) => Try(kind, times: 1500, seed: 1);

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("suite", "proofs")]
    public void A_hundred_thousand_are_refused_or_served(string kind) => Try(kind, times: 10_000, seed: 2);

    private static void Try(string kind, int times, int seed)
    {
        var random = new Random(seed);
        int served = 0;
        for (int i = 0; i < times; i++)
        {
            double[] numbers = [Number(random), Number(random), Number(random), Number(random)];
            string text = FormattableString.Invariant($"{kind}({string.Join(", ", numbers.Select(n => $"{n:R}"))})");
            Distribution made;
            try
            {
                made = Make(kind, numbers);
            }
            catch (ArgumentOutOfRangeException refusal)
            {
                Assert.DoesNotContain('\n', refusal.Message.Split(" (Parameter")[0]);
                continue;
            }

            served++;
            var work = Task.Run(() => Serve(made, text));
            Assert.True(work.Wait(TimeSpan.FromSeconds(20)), $"{text} hangs.");
        }

        Assert.True(served > times / 200, $"{served} of {times} were served.");
    }

    private static void Serve(Distribution made, string text)
    {
        var stream = new RandomStream(5, chain: 0, replica: 0);
        bool isWide = text.StartsWith("LogNormal", StringComparison.Ordinal);
        Assert.True(double.IsFinite(made.Mean) || (isWide && made.Mean > 0), $"{text} has the mean {made.Mean}.");
        Assert.True(made.StandardDeviation > 0, $"{text} has the standard deviation {made.StandardDeviation}.");
        Assert.True(double.IsFinite(made.StandardDeviation) || isWide, $"{text} has no finite standard deviation.");
        for (int draw = 0; draw < 40; draw++)
        {
            double value = made.Draw(stream);
            Assert.True(value >= made.Minimum && value <= made.Maximum, $"{text} draws {value:R}.");
            double logDensity = made.LogDensity(value);
            Assert.True(double.IsFinite(logDensity), $"{text}: ln p({value:R}) = {logDensity}");
            double coordinate = made.ToCoordinate(value);
            Assert.True(double.IsFinite(coordinate), $"{text}: u({value:R}) = {coordinate}");
            Assert.True(double.IsFinite(made.LogCoordinateDensity(value, coordinate)), $"{text}: ln p(u) at {value:R}");
            double below = made.CumulativeProbability(value);
            Assert.True(below is >= 0 and <= 1, $"{text}: P({value:R}) = {below}");
        }

        foreach (double value in Edges.Concat(Edges.Select(edge => -edge)))
        {
            Assert.False(!double.IsNaN(value) && double.IsNaN(made.LogDensity(value)), $"{text}: ln p({value:R}) is NaN.");
            double probability = made.CumulativeProbability(double.IsNaN(value) ? 0 : value);
            Assert.True(probability is >= 0 and <= 1, $"{text}: P({value:R}) = {probability}");
        }
    }

    private static double Number(Random random) => random.Next(4) switch
    {
        0 => Edges[random.Next(Edges.Length)] * (random.Next(3) == 0 ? -1 : 1),
        1 => Math.Pow(10, 640 * random.NextDouble() - 325) * (random.Next(3) == 0 ? -1 : 1),
        _ => Math.Pow(10, 8 * random.NextDouble() - 4) * (random.Next(3) == 0 ? -1 : 1),
    };

    private static Distribution Make(string kind, double[] a) => kind switch
    {
        "Uniform" => Prior.Uniform(a[0], a[1]),
        "LogUniform" => Prior.LogUniform(a[0], a[1]),
        "Normal" => Prior.Normal(a[0], a[1]),
        "TruncatedNormal" => Prior.TruncatedNormal(a[0], a[1], a[2], a[3]),
        "LogNormal" => Prior.LogNormal(a[0], a[1]),
        "HalfNormal" => Prior.HalfNormal(a[0]),
        "Gamma" => Prior.Gamma(a[0], a[1]),
        "Beta" => Prior.Beta(a[0], a[1]),
        "Exponential" => Prior.Exponential(a[0]),
        _ => Prior.Bernoulli(a[0]),
    };
}
