using System.Globalization;
using System.Text;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>Priors as text: broken ones, and ones with whatever numbers a double can hold, which are drawn from.</summary>
internal static class PriorTargets
{
    private const int Draws = 40;

    private static readonly byte[][] Rules =
    [
        .. new[]
        {
            "Gamma(5, 0.04)", "Normal(-1.5e0, 2)", "TruncatedNormal(0, 1, -Infinity, 3)", "TiedTo(\"full width\", 2, 1)",
            "LogUniform(0.001, 1)", "Beta(2, 3)", "Categorical(1, 2, 3)", "Fixed(1E-07)", "Bernoulli(0.5)", "HalfNormal(1)",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly (string Name, int Arguments)[] Kinds =
    [
        ("Uniform", 2), ("LogUniform", 2), ("Normal", 2), ("TruncatedNormal", 4), ("LogNormal", 2), ("HalfNormal", 1),
        ("Gamma", 2),
        ("Beta", 2), ("Exponential", 1), ("Bernoulli", 1), ("Categorical", 3), ("Fixed", 1),
    ];

    private static readonly double[] Edges =
    [
        0, double.Epsilon, 1e-320, 2.3e-308, 1e-300, 1e-160, 1e-20, 1e-8, 0.1, 1, 1.5, 3, 40, 1e8, 1e16, 1e20, 1e150,
        1e160, 1e300, double.MaxValue, double.PositiveInfinity, double.NaN,
    ];

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All =>
    [
        new("texts of priors", random => new Mutation(random).Of(Rules), input => Said(Encoding.UTF8.GetString(input), _ => { })),
        FuzzTarget.OfText("distributions", AnyNumbers, text => Said(text, Serve)),
    ];

    private static string? Said(string text, Action<Distribution> serve)
    {
        ParameterRule rule;
        try
        {
            rule = Prior.ParseRule(text);
        }
        catch (FormatException refusal)
        {
            return refusal.Message;
        }

        string written = rule.ToString()!;
        Assert.Equal(written, Prior.ParseRule(written).ToString());
        if (rule is Distribution made)
        {
            serve(made);
        }

        return null;
    }

    private static string AnyNumbers(Random random)
    {
        (string name, int count) = Kinds[random.Next(Kinds.Length)];
        IEnumerable<double> numbers = Enumerable.Range(0, count).Select(_ => Number(random));
        return $"{name}({string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))})";
    }

    private static double Number(Random random) => random.Next(4) switch
    {
        0 => Edges[random.Next(Edges.Length)] * Sign(random),
        1 => Math.Pow(10, 640 * random.NextDouble() - 325) * Sign(random),
        _ => Math.Pow(10, 8 * random.NextDouble() - 4) * Sign(random),
    };

    private static int Sign(Random random) => random.Next(3) == 0 ? -1 : 1;

    /// <summary>Draws, densities and probabilities are numbers.</summary>
    private static void Serve(Distribution made)
    {
        var stream = new RandomStream(5, chain: 0, replica: 0);
        bool isWide = made.ToString()!.StartsWith("LogNormal", StringComparison.Ordinal);
        Assert.True(double.IsFinite(made.Mean) || (isWide && made.Mean > 0), $"the mean is {made.Mean}.");
        Assert.True(made.StandardDeviation >= 0, $"the standard deviation is {made.StandardDeviation}.");
        Assert.True(double.IsFinite(made.StandardDeviation) || isWide, "there is no finite standard deviation.");
        for (int draw = 0; draw < Draws; draw++)
        {
            double value = made.Draw(stream);
            Assert.True(value >= made.Minimum && value <= made.Maximum, $"{value:R} is drawn.");
            double logDensity = made.LogDensity(value);
            Assert.True(double.IsFinite(logDensity), $"ln p({value:R}) = {logDensity}");
            double coordinate = made.ToCoordinate(value);
            Assert.True(double.IsFinite(coordinate), $"u({value:R}) = {coordinate}");
            Assert.True(double.IsFinite(made.LogCoordinateDensity(value, coordinate)), $"ln p(u) at {value:R}");
            AssertIsProbability(made, value);
        }

        foreach (double value in Edges.Concat(Edges.Select(edge => -edge)).Where(value => !double.IsNaN(value)))
        {
            Assert.False(double.IsNaN(made.LogDensity(value)), $"ln p({value:R}) is NaN.");
            AssertIsProbability(made, value);
        }
    }

    private static void AssertIsProbability(Distribution made, double value)
    {
        double below = made.CumulativeProbability(value);
        Assert.True(below is >= 0 and <= 1, $"P({value:R}) = {below}");
    }
}
