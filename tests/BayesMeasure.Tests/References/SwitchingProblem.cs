using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.References;

namespace BayesMeasure.Tests.References;

/// <summary>
/// Two alike components that the data tell apart but do not label: L(a, b) is the mean of N(a; -1, s) N(b; 1, s) and of the same
/// with a and b exchanged, a and b ~ N(0, 2). Its evidence and exact draws are known, and components often stand in either order.
/// </summary>
internal static class SwitchingProblem
{
    public const double PriorWidth = 2;

    /// <summary>The width s of the likelihood.</summary>
    public const double Width = 0.8;

    private static readonly double Share = PriorWidth * PriorWidth / (PriorWidth * PriorWidth + Width * Width);

    /// <summary>ln N(-1; 0, sqrt(2^2 + s^2)) + ln N(1; 0, the same).</summary>
    public static double LogEvidence => 2 * LogNormal(1, Math.Sqrt(PriorWidth * PriorWidth + Width * Width));

    /// <summary>The target.</summary>
    public static LogLikelihoodTarget Target { get; } = With(Prior.Normal(0, PriorWidth));

    /// <summary>The standard deviation of each component about its place.</summary>
    public static double PosteriorWidth => Width * Math.Sqrt(Share);

    /// <summary>The mean of the upper component; that of the lower one is its opposite.</summary>
    public static double PosteriorMean => Share;

    /// <summary>An exact draw of the posterior, in either labelling.</summary>
    public static double[] Draw(RandomStream random)
    {
        double low = -PosteriorMean + PosteriorWidth * random.NextNormal();
        double high = PosteriorMean + PosteriorWidth * random.NextNormal();
        return random.NextUniform() < 0.5 ? [low, high] : [high, low];
    }

    /// <summary>Draws to fit a reference to.</summary>
    public static CollectedDraws Collect(RandomStream random, int chains, int count, double shift = 0)
    {
        var collected = new CollectedDraws(chains, dimension: 2);
        for (int i = 0; i < count; i++)
        {
            for (int chain = 0; chain < chains; chain++)
            {
                collected.Add(chain, Array.ConvertAll(Draw(random), value => value + shift));
            }
        }

        return collected;
    }

    /// <summary>Draws as a run records them.</summary>
    public static Draws Record(RandomStream random, int chains, int count)
    {
        double[][][] points = [.. Enumerable.Range(0, chains).Select(_ =>
            Enumerable.Range(0, count).Select(_ => Draw(random)).ToArray())];
        return new(
            Target.Parameters,
            [.. points.Select(chain => chain.SelectMany(point => point).ToArray())],
            [.. points.Select(chain => Array.ConvertAll(chain, point => LogLikelihood(point)))],
            [.. points.Select(chain => Array.ConvertAll(chain, point => point.Sum(value => LogNormal(value, PriorWidth))))]);
    }

    private static LogLikelihoodTarget With(Distribution prior) =>
        new(new Prior { ["center"] = prior }.Repeat(2), point => LogLikelihood(point));

    private static double LogLikelihood(ReadOnlySpan<double> point)
    {
        double one = LogNormal(point[0] + 1, Width) + LogNormal(point[1] - 1, Width);
        double other = LogNormal(point[0] - 1, Width) + LogNormal(point[1] + 1, Width);
        double greatest = Math.Max(one, other);
        return greatest + Math.Log(0.5 * (Math.Exp(one - greatest) + Math.Exp(other - greatest)));
    }

    private static double LogNormal(double distance, double width) =>
        -0.5 * Math.Log(2 * Math.PI) - Math.Log(width) - 0.5 * distance * distance / (width * width);
}
