using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The distribution of the level sigma of Gaussian noise when all else is given: under the tempered likelihood of n points with
/// the sum of squares R it is p(sigma) sigma^(-beta n) exp(-beta R / 2 sigma^2), inverse gamma in sigma^2 under a log-uniform
/// prior, and cut off where the prior is.
/// </summary>
/// <remarks>
/// It is proposed from straight lines between nodes in ln sigma, for any prior and any exponent alike: beta n goes from 1e-8 to
/// 1e6, where an incomplete gamma function has no digits left. A small part of the draws follows the prior, so that a level that
/// lies beyond the nodes can be left. What is drawn is exactly what <see cref="LogDensity"/> says: the nodes decide how often a
/// move is accepted, and nothing else.
/// </remarks>
internal sealed class LevelConditional
{
    private const int Nodes = 48;

    /// <summary>The part of the draws that follows the prior.</summary>
    private const double PriorShare = 0.02;

    /// <summary>The range of ln p that the nodes span.</summary>
    private const double Fall = 18;

    /// <summary>What is left out of a prior without an end: 2^-20 of it.</summary>
    private const double Tail = 1.0 / (1 << 20);

    private readonly Distribution prior;
    private readonly int points;
    private readonly double lowest;
    private readonly double highest;
    private readonly bool isUniform;
    private readonly double[] heights = new double[Nodes];
    private double first;
    private double step;
    private double area;
    private double largest;

    /// <param name="prior">The prior of the level.</param>
    /// <param name="scale">Its probabilities.</param>
    /// <param name="points">The number of points n.</param>
    public LevelConditional(Distribution prior, Posteriors.ProbabilityScale scale, int points)
    {
        this.prior = prior;
        this.points = points;
        isUniform = prior is LogUniformDistribution;
        lowest = Math.Log(prior.Minimum > 0 ? prior.Minimum : prior.FromCoordinate(scale.CoordinateAt(Tail)));
        highest = Math.Log(double.IsFinite(prior.Maximum) ? prior.Maximum : prior.FromCoordinate(scale.CoordinateAt(1 - Tail)));
    }

    /// <summary>Takes a sum of squares.</summary>
    public void Condition(double sumOfSquares, double inverseTemperature)
    {
        double exponent = inverseTemperature * points;
        double half = 0.5 * inverseTemperature * sumOfSquares;
        SetRange(exponent, half);
        largest = double.NegativeInfinity;
        double inverse = Math.Exp(-2 * first);
        double factor = Math.Exp(-2 * step);
        for (int node = 0; node < Nodes; node++, inverse *= factor)
        {
            double t = first + node * step;
            heights[node] = -exponent * t - half * inverse + (isUniform ? 0 : LogPrior(t));
            largest = Math.Max(largest, heights[node]);
        }

        double sum = 0;
        for (int node = 0; node < Nodes; node++)
        {
            heights[node] = Math.Exp(heights[node] - largest);
            sum += heights[node];
        }

        area = step * (sum - 0.5 * (heights[0] + heights[^1]));
    }

    /// <summary>
    /// ln of the integral of p(sigma) sigma^(-beta n) exp(-beta R / 2 sigma^2): the likelihood with the level integrated out, but
    /// for a constant.
    /// </summary>
    /// <remarks>
    /// By the trapezoidal rule, corrected where it ends at a bound of the prior (Gregory's formula of third order): the nodes
    /// stand three to a standard deviation.
    /// </remarks>
    public double LogIntegral
    {
        get
        {
            double corrected = area / step + EndCorrection(heights[0], heights[1], heights[2])
                + EndCorrection(heights[^1], heights[^2], heights[^3]);
            return largest + Math.Log(step * corrected);
        }
    }

    /// <summary>One draw of the level.</summary>
    public double Draw(RandomStream random)
    {
        if (random.NextUniform() < PriorShare)
        {
            return prior.Draw(random);
        }

        double rest = random.NextUniform() * area / step;
        int node = 0;
        while (node < Nodes - 2 && rest >= 0.5 * (heights[node] + heights[node + 1]))
        {
            rest -= 0.5 * (heights[node] + heights[node + 1]);
            node++;
        }

        // The part x of the interval with rest = h_0 x + (h_1 - h_0) x^2 / 2, in the form without a small difference.
        double height = heights[node];
        double root = Math.Sqrt(Math.Max(0, height * height + 2 * rest * (heights[node + 1] - height)));
        double part = Math.Clamp(2 * rest / (height + root), 0, 1);
        return Math.Clamp(Math.Exp(first + (node + part) * step), prior.Minimum, prior.Maximum);
    }

    /// <summary>The log density of the level itself.</summary>
    public double LogDensity(double level)
    {
        double t = Math.Log(level);
        double place = (t - first) / step;
        double density = PriorShare * Math.Exp(prior.LogDensity(level));
        if (place >= 0 && place <= Nodes - 1)
        {
            int node = Math.Min((int)place, Nodes - 2);
            double height = heights[node] + (place - node) * (heights[node + 1] - heights[node]);
            density += (1 - PriorShare) * height / (area * level);
        }

        return Math.Log(density);
    }

    /// <summary>The weights 3/8, 7/6, 23/24 of the outermost nodes, less those of the trapezoidal rule.</summary>
    private static double EndCorrection(double end, double next, double third) => (-3 * end + 4 * next - third) / 24;

    private double LogPrior(double t)
    {
        double level = Math.Clamp(Math.Exp(t), prior.Minimum, prior.Maximum);
        return Math.Max(prior.LogDensity(level) + t, double.MinValue);
    }

    /// <summary>
    /// Places the nodes where exponent t + half e^(-2t) is within so much of its minimum. It is convex, and to
    /// the left of its minimum it rises faster than its parabola; to the right at least as its slope far away.
    /// </summary>
    private void SetRange(double exponent, double half)
    {
        double minimum = 0.5 * Math.Log(2 * half / exponent);
        double lower = prior.Minimum > 0 ? lowest : Math.Min(lowest, minimum);
        double upper = double.IsFinite(prior.Maximum) ? highest : Math.Max(highest, minimum);
        double peak = Math.Clamp(minimum, lower, upper);
        double slope = Math.Abs(exponent - 2 * half * Math.Exp(-2 * peak));
        double parabola = Math.Sqrt(Fall / exponent);
        double steep = slope > 0 ? Fall / slope : double.PositiveInfinity;
        double left = Math.Min(parabola, 0.5 * Math.Log(1 + 2 * Fall / exponent) + 1);
        double right = parabola + Fall / exponent;
        first = Math.Max(lower, peak - (minimum > upper ? Math.Min(left, steep) : left));
        double last = Math.Min(upper, peak + (minimum < lower ? Math.Min(right, steep) : right));
        step = Math.Max(last - first, 1e-12) / (Nodes - 1);
    }
}
