using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>
/// The evidence lower bound E_q[ln L + ln p - ln q] of a guide q and its gradient, by reparameterised draws: the entropy of the
/// Gaussian and the distance of the gates from their prior are exact, ln L and ln p are means over draws.
/// </summary>
/// <remarks>
/// <para>
/// A gate g is drawn from the binary Concrete distribution g = 1 / (1 + exp(-(logit + ln(u / (1 - u))) / T)) (C. J. Maddison, A.
/// Mnih, Y. W. Teh, arXiv 1611.00712; E. Jang, S. Gu, B. Poole, arXiv 1611.01144), which for T to 0 is 1 with the probability of
/// the gate; what it costs is the distance of two Bernoulli distributions.
/// </para>
/// <para>
/// Draws come in pairs of opposite normal numbers and opposite u: what is odd about the mean of q cancels. A draw depends on
/// seed, chain, step and number alone. Used by one thread at a time; nothing is allocated by an evaluation.
/// </para>
/// </remarks>
internal class LowerBound
{
    /// <summary>The most draws of a step that the keys of the random numbers have room for.</summary>
    public const int Most = 1 << 19;

    /// <summary>The most steps; what is measured between them has the numbers above, below twice as many.</summary>
    public const int MostSteps = 1 << 18;

    /// <summary>A temperature at which a relaxed gate is as good as open or shut.</summary>
    private const double Sharp = 1e-3;

    private readonly ILogLikelihoodGradient likelihood;
    private readonly GuideUnknowns unknowns;
    private readonly RandomStream random;
    private readonly double[] values;
    private readonly double[] slopes;
    private readonly double[] normals;
    private readonly double[] logistics;
    private readonly double[] point;
    private readonly PlacedCoordinate[] placed;

    /// <param name="unknowns">What the guide is about.</param>
    /// <param name="likelihood">The log likelihood, of this thread alone.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="chain">Which of several guides.</param>
    public LowerBound(GuideUnknowns unknowns, ILogLikelihoodGradient likelihood, ulong seed, int chain)
    {
        this.unknowns = unknowns;
        this.likelihood = likelihood;
        random = new(seed, chain, replica: 0);
        values = new double[unknowns.Parameters.Count];
        slopes = new double[values.Length];
        normals = new double[unknowns.Continuous.Length];
        point = new double[normals.Length];
        placed = new PlacedCoordinate[normals.Length];
        logistics = new double[unknowns.Gates.Length];
    }

    /// <summary>The bound and its gradient, by the draws of one step.</summary>
    /// <param name="guide">q.</param>
    /// <param name="step">The number of the step.</param>
    /// <param name="draws">The number of draws.</param>
    /// <param name="temperature">T.</param>
    /// <param name="gradient">Is given one derivative a parameter of the guide.</param>
    public double Evaluate(Guide guide, int step, int draws, double temperature, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            Draw(step, draw);
            sum += Add(guide, temperature, gradient);
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= draws;
        }

        return sum / draws + AddEntropy(guide, gradient) + AddGates(guide, gradient);
    }

    /// <summary>
    /// ln L + ln p where a guide has some normal numbers, its gates being open or shut, whichever is more likely.
    /// </summary>
    /// <param name="guide">q.</param>
    /// <param name="at">The normal numbers.</param>
    /// <param name="gradient">Is given one derivative a parameter of the guide.</param>
    public double EvaluateAt(Guide guide, ReadOnlySpan<double> at, Span<double> gradient)
    {
        gradient.Clear();
        at.CopyTo(normals);
        Array.Clear(logistics);
        return Add(guide, Sharp, gradient);
    }

    /// <summary>The entropy of the Gaussian; its derivatives are added.</summary>
    protected virtual double AddEntropy(Guide guide, Span<double> gradient)
    {
        guide.AddEntropyGradient(gradient);
        return guide.Entropy;
    }

    /// <summary>
    /// Minus the distance of the gates from their prior, sum of p ln(pi / p) + (1 - p) ln((1 - pi) / (1 - p)); its derivatives
    /// p (1 - p) (logit pi - logit p) are added.
    /// </summary>
    protected virtual double AddGates(Guide guide, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < guide.GateCount; k++)
        {
            double logit = guide.Logit(k);
            double open = guide.Selection(k);
            double difference = unknowns.PriorLogits[k] - logit;
            sum += open * difference - SoftPlus(unknowns.PriorLogits[k]) + SoftPlus(logit);
            gradient[guide.LogitAt + k] += guide.IsShut[k] ? 0 : open * (1 - open) * difference;
        }

        return sum;
    }

    /// <summary>ln(1 + e^x).</summary>
    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>The random numbers of a draw: every other one has those of the draw before with the opposite sign.</summary>
    private void Draw(int step, int draw)
    {
        if (draw % 2 != 0)
        {
            Negate(normals);
            Negate(logistics);
            return;
        }

        random.BeginSweep(GuideSteps.Sweep(step, draw));
        for (int i = 0; i < normals.Length; i++)
        {
            normals[i] = random.NextNormal();
        }

        for (int k = 0; k < logistics.Length; k++)
        {
            double uniform = random.NextUniform();
            logistics[k] = Math.Log(uniform / (1 - uniform));
        }
    }

    private static void Negate(double[] numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = -numbers[i];
        }
    }

    /// <summary>ln L + ln p of one draw; its derivatives are added.</summary>
    private double Add(Guide guide, double temperature, Span<double> gradient)
    {
        double sum = Place(guide, temperature);
        sum += likelihood.Evaluate(values, slopes);
        for (int i = 0; i < placed.Length; i++)
        {
            point[i] = slopes[unknowns.Continuous[i]] * placed[i].Slope + placed[i].LogPriorSlope;
        }

        guide.AddGradient(normals, point, gradient);
        for (int k = 0; k < logistics.Length; k++)
        {
            double gate = values[unknowns.Gates[k]];
            gradient[guide.LogitAt + k] +=
                guide.IsShut[k] ? 0 : slopes[unknowns.Gates[k]] * gate * (1 - gate) / temperature;
        }

        return sum;
    }

    /// <summary>Moves to the point of the random numbers.</summary>
    /// <returns>The log density of the priors of the unbounded coordinates there.</returns>
    private double Place(Guide guide, double temperature)
    {
        guide.Place(normals, point);
        double sum = 0;
        for (int i = 0; i < placed.Length; i++)
        {
            placed[i] = unknowns.Coordinates[i].At(point[i]);
            values[unknowns.Continuous[i]] = placed[i].Value;
            sum += placed[i].LogPrior;
        }

        for (int k = 0; k < logistics.Length; k++)
        {
            double drawn = 1 / (1 + Math.Exp(-(guide.Logit(k) + logistics[k]) / temperature));
            values[unknowns.Gates[k]] = guide.IsShut[k] ? 0 : drawn;
        }

        return sum;
    }
}
