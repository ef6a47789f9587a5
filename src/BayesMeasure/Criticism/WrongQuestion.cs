using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Reports;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Criticism;

/// <summary>
/// What a misfit may come from: dips that were asked as peaks, a recovery that was asked as a decay. Looked at only where the
/// model does not describe the data.
/// </summary>
internal static class WrongQuestion
{
    private const double MarginOfDips = 3;
    private const double LeastDepth = 8;

    /// <summary>Each end of the curve, as a share of its points.</summary>
    private const double Ends = 0.05;

    /// <summary>
    /// Above the line through both ends the data are level, and far below it they are not: dips, of which a model of peaks that
    /// may not be negative knows nothing.
    /// </summary>
    /// <param name="posterior">What was asked.</param>
    /// <param name="fit">The curve.</param>
    /// <param name="noise">The level of noise of neighbouring points.</param>
    public static CriticismFinding? Dips(Posterior posterior, FittedScores fit, double noise)
    {
        string[] amplitudes = [.. PositiveAmplitudes(posterior, term => IsPeak(posterior, term))];
        if (amplitudes.Length == 0 || fit.X.Length < 1 / Ends)
        {
            return null;
        }

        double[] y = Level(fit);
        double above = y.Quantile(0.98) - y.Median();
        double below = y.Median() - y.Quantile(0.02);
        if (!(below > MarginOfDips * above && below > LeastDepth * noise))
        {
            return null;
        }

        string prior = $"Uniform({ValueWithError.Rounded(-2 * (y.Median() - y.Min()), 2)}, 0)";
        return new(FindingKind.Dips,
            $"The data look like dips below a level, not like peaks: give {amplitudes[0]} a prior of negative values, "
            + $"{prior} (on a command line --dips).");
    }

    /// <summary>The data rise along x, and what the model predicts does not.</summary>
    /// <param name="posterior">What was asked.</param>
    /// <param name="fit">The curve.</param>
    public static CriticismFinding? Rising(Posterior posterior, FittedScores fit)
    {
        bool isDecay = PositiveAmplitudes(posterior, term => term.Roles.Contains(ParameterRole.Rate)).Any();
        return isDecay
            && Correlation.Spearman(fit.X, fit.Y) > 0.7
            && !(Correlation.Spearman(fit.X, fit.Prediction) > 0)
                ? new(FindingKind.Rising,
                    "The data rise along x, and the decays of this model can only fall: ask for a recovery, inversion or "
                    + "saturation.")
                : null;
    }

    /// <summary>The base names of the amplitudes that some terms are proportional to, and that may not be negative.</summary>
    private static IEnumerable<string> PositiveAmplitudes(Posterior posterior, Func<Term, bool> isMeant) =>
        from term in posterior.Model.Terms
        where term.AmplitudePosition is not null && isMeant(term)
        let name = term.ParameterNames[term.AmplitudePosition!.Value]
        let entry = posterior.Prior.Entries.FirstOrDefault(entry => entry.Name == name)
        where entry is { Rule: Distribution { Minimum: >= 0 } }
        select entry.BaseName;

    private static bool IsPeak(Posterior posterior, Term term) =>
        term.Measure(new double[term.ParameterNames.Count].Select(_ => 1.0).ToArray()) is not null;

    /// <summary>The data less the line through the means of their ends.</summary>
    private static double[] Level(FittedScores fit)
    {
        int count = Math.Max(1, (int)(Ends * fit.X.Length));
        (double x, double y) first = (fit.X[..count].Mean(), fit.Y[..count].Mean());
        (double x, double y) last = (fit.X[^count..].Mean(), fit.Y[^count..].Mean());
        double slope = last.x > first.x ? (last.y - first.y) / (last.x - first.x) : 0;
        return [.. fit.X.Zip(fit.Y, (x, y) => y - first.y - slope * (x - first.x))];
    }
}
