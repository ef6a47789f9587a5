using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.References;

/// <summary>
/// Gaussian peaks of unknown amplitude and center, and of one width, of which the data show one: the evidences of none, one and
/// two are sums over nodes of Gauss and Legendre.
/// </summary>
/// <param name="Noise">The noise.</param>
/// <param name="Common">The prior of its parameters.</param>
/// <param name="LogLikelihood">ln L of a predicted curve, but for a constant, with the level of the noise integrated out.</param>
internal sealed record InsertionProblem(NoiseModel Noise, Prior Common, Func<double[], double> LogLikelihood)
{
    private const double Width = 1;
    private const double Range = 2.4;
    private const double Highest = 16;
    private const double Background = 6;
    private const int Centers = 36;
    private const int Amplitudes = 16;
    private const double DegreesOfFreedom = 4;

    private static readonly double[] X = [.. Enumerable.Range(0, 25).Select(i => i / 10.0)];

    private static readonly double[] Y = [.. X.Select((x, i) =>
        Math.Max(0, Math.Round(Background + 7 * Peak(x - 1.1) + 3.5 * Math.Sin(3.0 * i * i))))];

    public static IReadOnlyDictionary<string, InsertionProblem> All { get; } = new Dictionary<string, InsertionProblem>
    {
        ["known level"] = new(GaussianNoise.Known(3), new(), curve => -0.5 * SumOfSquares(curve) / (3 * 3)),
        ["sampled level"] = OfLevel(0.5, 20),
        ["level at the bound of its prior"] = OfLevel(3, 20),
        ["counts"] = new(
            PoissonNoise.Counts, new(), curve => Sum(curve, (y, value) => y * Math.Log(value) - value)),
        ["Student"] = new(StudentNoise.Known(3, DegreesOfFreedom), new(), curve => -0.5 * (DegreesOfFreedom + 1)
            * Sum(curve, (y, value) => Math.Log(1 + (y - value) * (y - value) / (3 * 3 * DegreesOfFreedom)))),
    };

    /// <summary>The posterior of so many peaks on a flat background that is known.</summary>
    public Posterior Of(int count)
    {
        Prior one = new()
        {
            ["amplitude"] = Prior.Uniform(0, Highest),
            ["width"] = Prior.Fixed(Width),
            ["center"] = Prior.Uniform(0, Range),
        };
        Prior common = Common + new Prior { ["offset"] = Prior.Fixed(Background) };
        ForwardModel background = ForwardModel.Of<ConstantBackground>();
        var data = new Measurement(X, Y);
        return count == 0
            ? new(data, background, Noise, common)
            : new(data, ForwardModel.Of<GaussianPeak>().Repeat(count) + background, Noise, one.Repeat(count) + common);
    }

    /// <summary>Draws of the posterior of so many peaks, by chains that relocate them.</summary>
    public Draws DrawsOf(int count, int sweeps, ulong seed)
    {
        Posterior target = Of(count);
        double[] start = [.. target.Parameters.Select(parameter => parameter.Prior.Mean)];
        Explorer moves = Explorer.Sequence(new CoordinateWalk(), new ComponentRelocation());
        return ColdChains.From(start, target, sweeps, seed + (ulong)count, moves).Recorded;
    }

    /// <summary>ln Z(1) - ln Z(0) and ln Z(2) - ln Z(1).</summary>
    public (double First, double Second) Quadrature()
    {
        var centers = new GaussLegendreRule(0, Range, Centers);
        var amplitudes = new GaussLegendreRule(0, Highest, Amplitudes);
        double[][] shapes = [.. centers.Abscissas.Select(center => Array.ConvertAll(X, x => Peak(x - center)))];
        double none = LogLikelihood([.. X.Select(_ => Background)]);
        double one = 0, two = 0;
        double[] curve = new double[X.Length];
        for (int c = 0; c < Centers; c++)
        {
            for (int a = 0; a < Amplitudes; a++)
            {
                double weight = centers.Weights[c] * amplitudes.Weights[a] / (Range * Highest);
                Fill(curve, shapes[c], amplitudes.Abscissas[a], null, 0);
                one += weight * Math.Exp(LogLikelihood(curve) - none);

                // Two peaks exchanged are the same: those with the second at a lower node count twice.
                for (int c2 = 0; c2 <= c; c2++)
                {
                    double times = (c2 < c ? 2 : 1) * weight * centers.Weights[c2] / (Range * Highest);
                    for (int a2 = 0; a2 < Amplitudes; a2++)
                    {
                        Fill(curve, shapes[c], amplitudes.Abscissas[a], shapes[c2], amplitudes.Abscissas[a2]);
                        two += times * amplitudes.Weights[a2] * Math.Exp(LogLikelihood(curve) - none);
                    }
                }
            }
        }

        return (Math.Log(one), Math.Log(two / one));
    }

    /// <summary>
    /// Under p(sigma) = 1 / (sigma ln(b / a)), the integral over sigma of sigma^-n e^(-R / 2 sigma^2) is
    /// (R / 2)^(-n/2) (Gamma(n/2, R / 2 b^2) - Gamma(n/2, R / 2 a^2)) but for a constant.
    /// </summary>
    private static InsertionProblem OfLevel(double lowest, double highest)
    {
        double half = 0.5 * X.Length;
        return new(
            GaussianNoise.Unknown,
            new() { ["noise"] = Prior.LogUniform(lowest, highest) },
            curve =>
            {
                double squares = 0.5 * SumOfSquares(curve);
                double part = SpecialFunctions.GammaUpperRegularized(half, squares / (highest * highest))
                    - SpecialFunctions.GammaUpperRegularized(half, squares / (lowest * lowest));
                return Math.Log(part) - half * Math.Log(squares);
            });
    }

    private static void Fill(double[] curve, double[] first, double amplitude, double[]? second, double secondAmplitude)
    {
        for (int i = 0; i < curve.Length; i++)
        {
            curve[i] = Background + amplitude * first[i] + (second is null ? 0 : secondAmplitude * second[i]);
        }
    }

    private static double SumOfSquares(double[] curve) => Sum(curve, (y, value) => (y - value) * (y - value));

    private static double Sum(double[] curve, Func<double, double, double> term)
    {
        double sum = 0;
        for (int i = 0; i < curve.Length; i++)
        {
            sum += term(Y[i], curve[i]);
        }

        return sum;
    }

    internal static double Peak(double distance) => Math.Exp(-4 * Math.Log(2) * Math.Pow(distance / Width, 2));
}
