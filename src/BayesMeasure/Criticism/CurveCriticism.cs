using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Criticism;

/// <summary>
/// Whether a model describes one measured curve: the residuals of 16 draws against the noise that the model has for them, and
/// what the data themselves show.
/// </summary>
/// <remarks>
/// A residual is a normal score, z = Phi^-1(F(y)), with F the distribution function of the noise about the prediction of a draw.
/// Where model, noise and prior are right, the scores of a draw are independent standard normal deviates, with nothing to be
/// subtracted for parameters that were fitted (Johnson 2007, Bayesian Anal. 2, 719). Probabilities are twice their means over
/// the draws (Meng 1994, Ann. Stat. 22, 1142).
/// </remarks>
public sealed class CurveCriticism
{
    internal CurveCriticism(string name, FittedScores fit, ScoreTests tests)
    {
        Name = name;
        Points = fit.X.Length;
        FittedNoise = fit.Deviation.RootMeanSquare();
        NeighbourNoise = NoiseOfNeighbours.Of(fit.Y);
        MeanSquare = tests.MeanSquare;
        MeanSquareProbability = Math.Min(1, 2 * Math.Min(tests.TooLarge, tests.TooSmall));
        Correlations = tests.Correlations;
        CorrelationProbability = Math.Min(1, 2 * Math.Min(tests.Together, tests.Alternating));
        RegionProbability = tests.OneSided;
        double[] score = [.. Enumerable.Range(0, Points).Select(i => fit.Scores.Average(draw => draw[i]))];
        int farthest = Enumerable.Range(0, Points).MaxBy(i => Math.Abs(score[i]));
        (LargestScore, LargestAt) = (score[farthest], fit.X[farthest]);
        LargestProbability = tests.Farthest;
    }

    /// <summary>The name of the measurement.</summary>
    public string Name { get; }

    /// <summary>The number of points.</summary>
    public int Points { get; }

    /// <summary>
    /// The root mean square of the standard deviations that the fitted noise has, in units of y; NaN or infinite for noise
    /// without one.
    /// </summary>
    public double FittedNoise { get; }

    /// <summary>
    /// The noise that second differences of the data show, 1.4826 median / sqrt(6), in units of y: near <see cref="FittedNoise"/>
    /// where all points have the same noise and the model is right. 0 for rounded data, most neighbours of which are equal.
    /// </summary>
    public double NeighbourNoise { get; }

    /// <summary>
    /// The mean of z^2, scores beyond 4 cut off: chi-squared of a point, 1 where the model is right. It says nothing where the
    /// level of the noise is sampled.
    /// </summary>
    public double MeanSquare { get; }

    /// <summary>The posterior predictive probability of a mean square as far from 1, to both sides.</summary>
    public double MeanSquareProbability { get; }

    /// <summary>
    /// The correlations of scores of neighbours at the lags 1, 2, ..., at most 8; empty for fewer than 5 points.
    /// </summary>
    public IReadOnlyList<double> Correlations { get; }

    /// <summary>The probability that independent scores go together, or alternate, as much as these.</summary>
    public double CorrelationProbability { get; }

    /// <summary>The probability that in any region of independent scores as many lie as far to one side.</summary>
    public double RegionProbability { get; }

    /// <summary>The largest mean score of a point, with its sign.</summary>
    public double LargestScore { get; }

    /// <summary>The x of that point.</summary>
    public double LargestAt { get; }

    /// <summary>The probability that any of so many independent scores is as large.</summary>
    public double LargestProbability { get; }

    /// <summary>What was found; empty where nothing speaks against the model.</summary>
    public IReadOnlyList<CriticismFinding> Findings { get; internal init; } = [];

    /// <summary>Criticises one curve.</summary>
    /// <exception cref="NotSupportedException">The noise is one's own and does not say how to draw.</exception>
    internal static CurveCriticism Of(Result result, MeasuredCurve curve)
    {
        var fit = FittedScores.Of(result, curve);
        var tests = new ScoreTests(fit.Scores);
        return new CurveCriticism(curve.Name, fit, tests) { Findings = [.. CurveFindings.Of(curve, fit, tests)] };
    }
}
