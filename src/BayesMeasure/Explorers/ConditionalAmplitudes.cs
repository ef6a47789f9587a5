using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// The distribution of the amplitudes of a sum when all else is given: a Gaussian, found from log likelihoods at fixed nodes, to
/// which the tempered likelihood adds its curvature and the prior the inverse of its variance.
/// </summary>
/// <remarks>
/// Nodes are the means of the priors, and a step up and down from there, one or two amplitudes at a time: they depend on the
/// priors alone, so that a draw is a proposal whose density is known, also where the log likelihood is not quadratic.
/// </remarks>
internal sealed class ConditionalAmplitudes
{
    private readonly Distribution[] priors;
    private readonly int count;
    private readonly double[] steps;
    private readonly double[] logLikelihoods;
    private readonly CholeskyFactor factor;
    private readonly double[] mean;
    private readonly double[] scratch;
    private int evaluated;

    public ConditionalAmplitudes(Distribution[] priors)
    {
        this.priors = priors;
        count = priors.Length;
        steps = [.. priors.Select(StepOf)];
        logLikelihoods = new double[(count + 1) * (count + 2) / 2];
        factor = new(count);
        mean = new double[count];
        scratch = new double[count];
    }

    /// <summary>Whether nodes can be placed on both sides of the mean of a prior.</summary>
    public static bool HasWidth(Distribution prior) => StepOf(prior) is > 0 and < double.PositiveInfinity;

    /// <summary>Forgets all evaluations.</summary>
    public void Begin() => evaluated = 0;

    /// <summary>Writes the next node; false when all have been evaluated.</summary>
    public bool Next(double[] amplitudes)
    {
        if (evaluated == logLikelihoods.Length)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            amplitudes[i] = priors[i].Mean;
        }

        int pair = evaluated - 1 - 2 * count;
        if (pair >= 0)
        {
            (int i, int j) = PairOf(pair);
            amplitudes[i] += steps[i];
            amplitudes[j] += steps[j];
        }
        else if (evaluated > 0)
        {
            int i = (evaluated - 1) / 2;
            amplitudes[i] += evaluated % 2 == 1 ? steps[i] : -steps[i];
        }

        return true;
    }

    /// <summary>Adds the log likelihood at the node written last, but for a constant.</summary>
    public void Add(double logLikelihood) => logLikelihoods[evaluated++] = logLikelihood;

    /// <summary>Finds the Gaussian; false where the log likelihood is not curved as one.</summary>
    public bool End(double inverseTemperature)
    {
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (!factor.Take(i, j, Precision(i, j, inverseTemperature)))
                {
                    return false;
                }
            }
        }

        for (int i = 0; i < count; i++)
        {
            scratch[i] = inverseTemperature * (Up(i) - Down(i)) / (2 * steps[i]);
        }

        factor.Solve(scratch);
        for (int i = 0; i < count; i++)
        {
            mean[i] = priors[i].Mean + scratch[i];
        }

        return true;
    }

    /// <summary>Draws amplitudes; false where they are beyond what the prior allows.</summary>
    public bool Draw(double[] amplitudes, RandomStream random)
    {
        for (int i = 0; i < count; i++)
        {
            amplitudes[i] = random.NextNormal();
        }

        factor.SolveUpper(amplitudes);
        bool isPossible = true;
        for (int i = 0; i < count; i++)
        {
            amplitudes[i] += mean[i];
            isPossible &= amplitudes[i] > priors[i].Minimum && amplitudes[i] < priors[i].Maximum;
        }

        return isPossible;
    }

    /// <summary>
    /// The log density at amplitudes, but for a constant that is the same for every distribution of these amplitudes.
    /// </summary>
    public double LogDensity(double[] amplitudes)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double projection = 0;
            for (int k = i; k < count; k++)
            {
                projection += factor[k, i] * (amplitudes[k] - mean[k]);
            }

            sum += Math.Log(factor[i, i]) - 0.5 * projection * projection;
        }

        return sum;
    }

    /// <summary>Half a standard deviation, or half the way to a bound that is nearer.</summary>
    private static double StepOf(Distribution prior) => 0.5 * Math.Min(
        prior.StandardDeviation, Math.Min(prior.Mean - prior.Minimum, prior.Maximum - prior.Mean));

    private double Up(int i) => logLikelihoods[1 + 2 * i];

    private double Down(int i) => logLikelihoods[2 + 2 * i];

    /// <summary>The pairs (1, 0), (2, 0), (2, 1), (3, 0), ... in order.</summary>
    private static (int I, int J) PairOf(int pair)
    {
        int i = 1;
        while (pair >= i)
        {
            pair -= i++;
        }

        return (i, pair);
    }

    /// <summary>
    /// An element of the precision, -beta d2 ln L / da_i da_j, by central and mixed differences, plus that of the prior.
    /// </summary>
    private double Precision(int i, int j, double inverseTemperature)
    {
        double middle = logLikelihoods[0];
        if (i == j)
        {
            double width = priors[i].StandardDeviation;
            return 1 / (width * width) - inverseTemperature * (Up(i) - 2 * middle + Down(i)) / (steps[i] * steps[i]);
        }

        double both = logLikelihoods[1 + 2 * count + i * (i - 1) / 2 + j];
        return -inverseTemperature * (both - Up(i) - Up(j) + middle) / (steps[i] * steps[j]);
    }
}
