using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;
using static System.FormattableString;

namespace BayesMeasure.Criticism;

/// <summary>
/// Puts into words what tests of one curve found. What a test calls improbable has to matter, too: with many points, deviations
/// show that change no answer.
/// </summary>
internal static class CurveFindings
{
    /// <summary>
    /// A right model is called wrong by one test of so many curves: by all of them together less often than by one in a hundred.
    /// </summary>
    private const double Unlikely = 5e-4;

    /// <summary>A chi-squared of a point by a tenth above 1 is an error of sigma by a twentieth, which few know better.</summary>
    private const double LargestMeanSquare = 1.1;

    private const double SmallestMeanSquare = 0.8;

    /// <summary>The factor 1 + 2 sum of rho_k by which correlation widens the variance of a mean.</summary>
    private const double LargestInflation = 1.2;

    /// <summary>Second differences whose signs are so many standard deviations from those of white noise are not white.</summary>
    private const double Whitest = 3.3;

    /// <summary>The correlation of a curve that passes the data by falls more slowly than this from lag to lag.</summary>
    private const double FastestDecay = 0.75;

    /// <summary>Of the correlation of all neighbours, what noise has in most places.</summary>
    private const double LeastShare = 0.25;

    private const double Uncorrelated = 0.1;
    private const int MostNamed = 4;

    public static IEnumerable<CriticismFinding> Of(MeasuredCurve curve, FittedScores fit, ScoreTests tests)
    {
        Measurement measurement = curve.Measurement;
        double stretch = Math.Sqrt(Math.Max(1, tests.MeanSquare));
        double[] noise = NoiseOf(curve.Posterior, fit, stretch);
        CriticismFinding? objection = tests.Lags > 0 ? Objection(curve.Posterior.Noise, fit, tests) : null;
        CriticismFinding?[] all =
        [
            SuspiciousData.Swapped(measurement),
            objection,
            objection is null ? null : WrongQuestion.Dips(curve.Posterior, fit, NoiseOfNeighbours.Of(fit.Y)),
            objection is null ? null : WrongQuestion.Rising(curve.Posterior, fit),
            SuspiciousData.Saturated(measurement, fit.X, fit.Y, noise),
            curve.Posterior.Noise is StudentNoise ? null : Outliers(fit, noise, stretch),
            objection is null && curve.Posterior.Noise.ParameterNames.Count == 0
                && tests.TooSmall < Unlikely && tests.MeanSquare < SmallestMeanSquare
                ? new(FindingKind.OverstatedNoise, Invariant(
                    $"The sigmas are larger than the scatter of the data (chi-squared is {tests.MeanSquare:F2} a point): check ")
                    + "them, or sample the level of the noise.")
                : null,
        ];
        return all.OfType<CriticismFinding>();
    }

    /// <summary>The misfit, or the correlation of the noise; null where the model describes the data.</summary>
    private static CriticismFinding? Objection(NoiseModel noise, FittedScores fit, ScoreTests tests)
    {
        bool together = tests.Together < Unlikely && Inflation(tests) > LargestInflation;
        bool alternating = tests.Alternating < Unlikely && tests.Correlations[0] < -Uncorrelated;
        if (alternating || (together && IsOfNoise(tests)))
        {
            return CorrelatedNoise(noise, tests, alternating);
        }

        string[] reasons =
        [
            .. together ? [Invariant($"residuals of neighbours go together (correlation {tests.Correlations[0]:F2})")]
                : Array.Empty<string>(),
            .. tests.OneSided < Unlikely ? [Region(fit, tests)] : Array.Empty<string>(),
            .. tests.TooLarge < Unlikely && tests.MeanSquare > LargestMeanSquare
                ? [Invariant($"chi-squared is {tests.MeanSquare:G3} a point")]
                : Array.Empty<string>(),
        ];
        return reasons.Length == 0 ? null : new(
            FindingKind.Misfit,
            $"The model does not describe the data: {string.Join("; ", reasons)}. Try other components, shapes or backgrounds"
            + (reasons.Length == 1 && !together && tests.OneSided >= Unlikely ? ", or larger sigmas." : "."));
    }

    /// <summary>
    /// Whether what goes together may be the noise itself: its second differences are not white, or its correlation is gone
    /// after a few points, and it is so all along the curve. A curve that passes the data by is smooth, and the noise about it
    /// white, or it does so in some places alone.
    /// </summary>
    private static bool IsOfNoise(ScoreTests tests) => !(tests.UsualCorrelation < LeastShare * tests.Correlations[0])
        && (tests.Whiteness > Whitest
            || (tests.Lags > 1 && tests.Correlations[0] > Uncorrelated
                && tests.Correlations[1] < FastestDecay * tests.Correlations[0]));

    private static CriticismFinding CorrelatedNoise(NoiseModel noise, ScoreTests tests, bool alternating)
    {
        int apart = 1 + Array.FindIndex(tests.Correlations, correlation => Math.Abs(correlation) < Uncorrelated);
        string bin = apart > 1 ? $"{apart}" : $"more than {tests.Lags}";
        string neighbours = Invariant($"({tests.Correlations[0]:F2} between neighbours)");
        const string Consequence = "K and error bars are not to be trusted.";
        string model = alternating
            ? $"{nameof(Noise.CorrelatedNoise)}.{nameof(Noise.CorrelatedNoise.MovingAverage)}"
            : $"{nameof(Noise.CorrelatedNoise)}.{nameof(Noise.CorrelatedNoise.Exponential)} "
                + "(on a command line --noise correlated)";
        return new(FindingKind.CorrelatedNoise, noise is CorrelatedNoise
            ? $"What is new in each value is still correlated from point to point {neighbours}: {Consequence} Try other "
                + $"components, shapes or backgrounds, correlations of another kind, or bin {bin} points to one."
            : $"The noise is correlated from point to point {neighbours}{Missed(alternating)}: {Consequence} Use the data before "
                + $"smoothing, bin {bin} points to one, ask with {model}{(alternating ? "." : ", or try other shapes.")}");
    }

    /// <summary>A shape that is wrong within a few points looks like slow noise; nothing that is smooth alternates.</summary>
    private static string Missed(bool alternating) => alternating ? "" : ", or the model misses a shape";

    private static double Inflation(ScoreTests tests) =>
        1 + 2 * tests.Correlations.TakeWhile(correlation => correlation > 0).Sum();

    private static string Region(FittedScores fit, ScoreTests tests)
    {
        RegionScan region = tests.Regions.MaxBy(one => Math.Abs(one.Deviation));
        var where = new Interval(fit.X[region.First], fit.X[region.First + region.Width - 1]);
        return Invariant($"points at {where} lie {(region.Deviation > 0 ? "above" : "below")} it, ")
            + Invariant($"by {Math.Abs(region.Deviation):F0} standard deviations together");
    }

    private static CriticismFinding? Outliers(FittedScores fit, double[] noise, double stretch)
    {
        double[] score = [.. fit.X.Select((_, i) => fit.Scores.Average(draw => draw[i]) / stretch)];
        int[] points = SinglePoints.Of(fit, score, noise);
        string[] places = [.. points.Take(MostNamed)
            .Select(i => ValueWithError.WithinRange(fit.X[i], fit.X[^1] - fit.X[0]))];
        string more = points.Length > MostNamed ? ", ..." : "";
        return points.Length == 0 ? null : new(
            FindingKind.Outliers,
            (points.Length == 1 ? "A single point stands" : $"{points.Length} single points stand")
            + $" out, at {string.Join(", ", places)}{more}: outliers? Try Student noise, or leave them out.");
    }

    /// <summary>
    /// The standard deviation of each point, as much larger as all residuals are; where the level is sampled no more than
    /// neighbouring points show, since a model that does not describe the data has too much.
    /// </summary>
    private static double[] NoiseOf(Posterior posterior, FittedScores fit, double stretch)
    {
        double neighbours = NoiseOfNeighbours.Of(fit.Y);
        double most = posterior.Noise.ParameterNames.Count > 0 && neighbours > 0 ? neighbours : double.PositiveInfinity;
        return Array.ConvertAll(fit.Deviation, deviation =>
            double.IsFinite(deviation) ? Math.Min(stretch * deviation, most) : neighbours);
    }
}
