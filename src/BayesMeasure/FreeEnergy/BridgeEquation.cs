namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The bridge of least error between two densities (Bennett 1976, J. Comput. Phys. 22, 245; Meng and Wong 1996, Statistica Sinica
/// 6, 831): log Z is the c at which n_0 &lt;s(w - c')&gt; over draws of q equals n_1 &lt;s(c' - w)&gt; over draws of the
/// posterior, with s(x) = 1 / (1 + e^-x) and c' = c - ln(n_1 / n_0).
/// </summary>
/// <remarks>n_0 and n_1 are how many independent draws there are of each: any numbers give a consistent estimate.</remarks>
internal sealed class BridgeEquation
{
    private const int MostSteps = 200;
    private const double Tolerance = 1e-11;

    private readonly IReadOnlyList<double[]> reference;
    private readonly IReadOnlyList<double[]> posterior;
    private readonly double shift;

    private BridgeEquation(IReadOnlyList<double[]> reference, IReadOnlyList<double[]> posterior, double drawRatio)
    {
        this.reference = reference;
        this.posterior = posterior;
        shift = Math.Log(drawRatio);
    }

    /// <summary>log Z; NaN where no draw of q has a weight, or no draw of the posterior a finite one.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>
    /// &lt;s(w - c)&gt; over draws of q: the mean probability that a draw of one density is taken for one of the other, 1/2 at
    /// most.
    /// </summary>
    public double Overlap => reference.Average(chain => chain.Average(weight => Share(weight - LogEvidence)));

    /// <summary>The solution for the weights of a fitted reference, whose draws are independent.</summary>
    public static BridgeEquation Solve(ReferenceWeights weights) =>
        Solve([weights.Reference], weights.Posterior, weights.EffectiveDraws / weights.Reference.Length);

    /// <summary>The solution for log weights of draws of two densities.</summary>
    /// <param name="reference">Those at draws of q, chain by chain; all chains of one length.</param>
    /// <param name="posterior">Those at draws of the posterior, likewise.</param>
    /// <param name="drawRatio">n_1 / n_0.</param>
    public static BridgeEquation Solve(
        IReadOnlyList<double[]> reference, IReadOnlyList<double[]> posterior, double drawRatio)
    {
        var equation = new BridgeEquation(reference, posterior, drawRatio);
        equation.LogEvidence = equation.Root() + equation.shift;
        return equation;
    }

    /// <summary>The terms of the equation at draws of q, chain by chain, in units of their mean.</summary>
    public double[][] ReferenceTerms() => InUnitsOfMean(reference, weight => Share(weight - LogEvidence + shift));

    /// <summary>The terms at draws of the posterior, chain by chain, in units of their mean.</summary>
    public double[][] PosteriorTerms() => InUnitsOfMean(posterior, weight => Share(LogEvidence - shift - weight));

    private static double[][] InUnitsOfMean(IReadOnlyList<double[]> weights, Converter<double, double> term)
    {
        double[][] terms = [.. weights.Select(chain => Array.ConvertAll(chain, term))];
        double mean = terms.Average(chain => chain.Average());
        return [.. terms.Select(chain => Array.ConvertAll(chain, value => value / mean))];
    }

    /// <summary>1 / (1 + e^-x): 0 at -infinity.</summary>
    private static double Share(double difference) => 1 / (1 + Math.Exp(-difference));

    /// <summary>
    /// c', by Newton's steps inside an interval that holds it: ln of the left side less ln of the right side falls all the way.
    /// </summary>
    private double Root()
    {
        double[] finite = [.. reference.Concat(posterior).SelectMany(chain => chain).Where(double.IsFinite)];
        bool hasBoth = reference.Any(HasFinite) && posterior.Any(HasFinite);
        if (!hasBoth)
        {
            return double.NaN;
        }

        double spread = Math.Abs(shift) + Math.Log(2 + finite.Length);
        double low = finite.Min() - spread;
        double high = finite.Max() + spread;
        double root = 0.5 * (low + high);
        for (int step = 0; step < MostSteps && high - low > Tolerance * Math.Max(1, Math.Abs(root)); step++)
        {
            (double difference, double slope) = DifferenceAt(root);
            (low, high) = difference > 0 ? (root, high) : (low, root);
            double newton = root - difference / slope;
            if (Math.Abs(newton - root) < Tolerance)
            {
                break;
            }

            root = newton > low && newton < high ? newton : 0.5 * (low + high);
        }

        return root;
    }

    private (double Difference, double Slope) DifferenceAt(double root)
    {
        (double left, double leftSlope) = MeanShare(reference, weight => Share(weight - root));
        (double right, double rightSlope) = MeanShare(posterior, weight => Share(root - weight));

        // n_0 <s(w - c')> over n_1 <s(c' - w)>.
        double difference = Math.Log(left) - Math.Log(right) - shift;
        return (difference, -leftSlope / left - rightSlope / right);
    }

    /// <summary>&lt;s&gt; and &lt;s (1 - s)&gt;.</summary>
    private static (double Mean, double Slope) MeanShare(IReadOnlyList<double[]> weights, Func<double, double> share)
    {
        double sum = 0, slope = 0;
        int count = 0;
        foreach (double[] chain in weights)
        {
            foreach (double weight in chain)
            {
                double part = share(weight);
                sum += part;
                slope += part * (1 - part);
                count++;
            }
        }

        return (sum / count, slope / count);
    }

    private static bool HasFinite(double[] chain) => chain.Any(double.IsFinite);
}
