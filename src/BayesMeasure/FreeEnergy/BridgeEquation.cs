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

    private readonly ReferenceWeights weights;
    private readonly double shift;

    private BridgeEquation(ReferenceWeights weights)
    {
        this.weights = weights;
        shift = Math.Log(weights.EffectiveDraws / weights.Reference.Length);
    }

    /// <summary>log Z; NaN where no draw of q has a weight, or no draw of the posterior a finite one.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>
    /// &lt;s(w - c)&gt; over draws of q: the mean probability that a draw of one density is taken for one of the other, 1/2 at
    /// most.
    /// </summary>
    public double Overlap => weights.Reference.Average(weight => Share(weight - LogEvidence));

    /// <summary>The solution for some weights.</summary>
    public static BridgeEquation Solve(ReferenceWeights weights)
    {
        var equation = new BridgeEquation(weights);
        equation.LogEvidence = equation.Root() + equation.shift;
        return equation;
    }

    /// <summary>The terms of the equation at draws of q, in units of their mean.</summary>
    public double[] ReferenceTerms()
    {
        double[] terms = [.. weights.Reference.Select(weight => Share(weight - LogEvidence + shift))];
        double mean = terms.Average();
        return Array.ConvertAll(terms, term => term / mean);
    }

    /// <summary>The terms at draws of the posterior, chain by chain, in units of their mean.</summary>
    public double[][] PosteriorTerms()
    {
        double[][] terms = [.. weights.Posterior.Select(chain =>
            Array.ConvertAll(chain, weight => Share(LogEvidence - shift - weight)))];
        double mean = terms.Average(chain => chain.Average());
        return [.. terms.Select(chain => Array.ConvertAll(chain, term => term / mean))];
    }

    /// <summary>1 / (1 + e^-x): 0 at -infinity.</summary>
    private static double Share(double difference) => 1 / (1 + Math.Exp(-difference));

    /// <summary>
    /// c', by Newton's steps inside an interval that holds it: ln of the left side less ln of the right side falls all the way.
    /// </summary>
    private double Root()
    {
        double[] finite = [.. weights.Reference.Concat(weights.Posterior.SelectMany(chain => chain)).Where(double.IsFinite)];
        bool hasBoth = weights.Reference.Any(double.IsFinite) && weights.Posterior.Any(chain => chain.Any(double.IsFinite));
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
        double left = 0, leftSlope = 0, right = 0, rightSlope = 0;
        foreach (double weight in weights.Reference)
        {
            double share = Share(weight - root);
            left += share;
            leftSlope += share * (1 - share);
        }

        int count = 0;
        foreach (double[] chain in weights.Posterior)
        {
            foreach (double weight in chain)
            {
                double share = Share(root - weight);
                right += share;
                rightSlope += share * (1 - share);
                count++;
            }
        }

        // n_0 <s(w - c')> = left, n_1 <s(c' - w)> = right n_1 / count.
        double difference = Math.Log(left) - Math.Log(right * weights.EffectiveDraws / count);
        return (difference, -leftSlope / left - rightSlope / right);
    }
}
