using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// The draws that a reference is fitted to, in one order of their components, and the coordinates of them that a mixture is to
/// describe: the first half of each chain to fit, the second half to judge.
/// </summary>
internal sealed class FitSample
{
    private readonly ITarget target;
    private readonly ReferenceOrder order;
    private readonly double[] point;
    private readonly int[] free;
    private readonly Distribution[] priors;
    private readonly double[][] conditional;

    /// <param name="target">The target.</param>
    /// <param name="order">The order of the components.</param>
    /// <param name="coefficients">The unknowns that are drawn from their conditional distribution; null for none.</param>
    /// <param name="point">A likely point: one value a parameter.</param>
    /// <param name="chains">The draws of each chain, in explored coordinates and in order.</param>
    public FitSample(ITarget target, ReferenceOrder order, LinearUnknowns? coefficients, double[] point, double[][][] chains)
    {
        this.target = target;
        this.order = order;
        this.point = point;
        Coefficients = coefficients;
        free = ReferenceDensity.Free(target, coefficients);
        priors = Array.ConvertAll(free, position => target.Parameters[position].Prior);
        double[][][] heldOut = [.. chains.Select(chain => chain[(chain.Length / 2)..])];
        HeldOut = [.. heldOut.Select(ColumnsOf)];
        Fitted = ColumnsOf([.. chains.SelectMany(chain => chain[..(chain.Length / 2)])]);
        All = ColumnsOf([.. chains.SelectMany(chain => chain)]);
        conditional = ConditionalLogDensities(heldOut);
        Expected = ExpectedScale.At(target, point, Deviations([.. chains.SelectMany(chain => chain)]), free);
    }

    /// <summary>The unknowns that are drawn from their conditional distribution; null for none.</summary>
    public LinearUnknowns? Coefficients { get; }

    /// <summary>What scale matrix is expected; null where nothing is.</summary>
    public ExpectedScale? Expected { get; }

    /// <summary>For each free coordinate, one number a draw of the first halves.</summary>
    public double[][] Fitted { get; }

    /// <summary>The same of the second halves, chain by chain.</summary>
    public double[][][] HeldOut { get; }

    /// <summary>The same of all draws.</summary>
    public double[][] All { get; }

    /// <summary>The margins under which the draws that are held out are most likely.</summary>
    public ReferenceMargins Margins() => ReferenceMargins.MostLikely(
        priors, Fitted, [.. Enumerable.Range(0, free.Length).Select(k => HeldOut.SelectMany(chain => chain[k]).ToArray())]);

    /// <summary>ln q of the draws that are held out, chain by chain.</summary>
    public double[][] Scores(ReferenceMargins margins, StudentMixture mixture) =>
        [.. HeldOut.Zip(conditional, (chain, given) => Scores(margins, mixture, chain, given))];

    /// <summary>A reference of these coordinates.</summary>
    public FittedReference Reference(ReferenceMargins margins, StudentMixture mixture) =>
        new(target, order, point, margins, mixture, Coefficients);

    private static double[] Scores(ReferenceMargins margins, StudentMixture mixture, double[][] columns, double[] given)
    {
        if (columns.Length == 0)
        {
            return given;
        }

        double[] scores = margins.Forward(columns, out double[][] mixed);
        double[] point = new double[columns.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            for (int k = 0; k < point.Length; k++)
            {
                point[k] = mixed[k][i];
            }

            scores[i] += given[i] + mixture.LogDensity(point);
        }

        return scores;
    }

    private double[][] ColumnsOf(double[][] draws) =>
        Array.ConvertAll(free, position => Array.ConvertAll(draws, draw => draw[position]));

    private double[] Deviations(double[][] draws) =>
        [.. target.Parameters.Select((_, k) =>
        {
            double mean = draws.Average(draw => draw[k]);
            return Math.Sqrt(draws.Average(draw => (draw[k] - mean) * (draw[k] - mean)));
        })];

    /// <summary>ln of the conditional density of the draws, which does not depend on the mixture.</summary>
    private double[][] ConditionalLogDensities(double[][][] chains)
    {
        if (Coefficients is null)
        {
            return [.. chains.Select(chain => new double[chain.Length])];
        }

        var given = new ConditionalCoefficients(MeasuredCurve.Whole(target)!, Coefficients, point);
        double[] values = new double[target.Parameters.Count];
        return [.. chains.Select(chain => Array.ConvertAll(chain, draw =>
        {
            target.Parameters.ToValues(draw, values);
            return given.Condition(values) ? given.LogDensity(values, draw) : double.NegativeInfinity;
        }))];
    }
}
