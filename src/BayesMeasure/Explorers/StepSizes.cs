using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// Step lengths that adapt to a wanted rate, such as that of acceptance, by Robbins and Monro's scheme, each by itself.
/// </summary>
internal sealed class StepSizes
{
    private readonly double wanted;

    /// <param name="first">The lengths to begin with, positive.</param>
    /// <param name="wanted">The rate that is wanted, in general of acceptance: where it is exceeded, a length grows.</param>
    public StepSizes(IEnumerable<double> first, double wanted)
    {
        Values = [.. first];
        this.wanted = wanted;
    }

    /// <summary>The present lengths.</summary>
    public double[] Values { get; }

    /// <summary>
    /// Half the prior's standard deviation on the explored scale, to first order: right near beta = 0, and adapted from there.
    /// </summary>
    public static double FirstOf(Parameter parameter)
    {
        (double mean, double sd) = (parameter.Prior.Mean, parameter.Prior.StandardDeviation);
        double explored = parameter.Prior.Coordinate switch
        {
            Coordinate.Logarithmic => sd / mean,
            Coordinate.Logit => sd / (mean * (1 - mean)),
            _ => sd,
        };
        double step = 0.5 * explored;
        return step > 0 && double.IsFinite(step) ? step : 1;
    }

    /// <summary>
    /// The length of a step. Which steps are long is settled by the turn beforehand, so each is a symmetric proposal.
    /// </summary>
    public double At(int index, long turn) => ExplorerStep.LengthAt(Values[index], turn);

    /// <summary>The length of a step, long or not by a draw that is independent of where the replica is.</summary>
    public double At(int index, RandomStream random) => At(index, random.NextInteger(ExplorerStep.TurnsPerLongStep));

    /// <summary>Moves the logarithm of a length by the gain times the excess of the acceptance probability.</summary>
    public void Adapt(int index, double logRatio, in Sweep sweep)
    {
        if (sweep.Adapts)
        {
            AdaptToRate(index, logRatio >= 0 ? 1 : Math.Exp(logRatio), in sweep);
        }
    }

    /// <summary>Moves the logarithm of a length by the gain times the excess of a rate over the wanted one.</summary>
    public void AdaptToRate(int index, double rate, in Sweep sweep)
    {
        if (sweep.Adapts)
        {
            Values[index] *= Math.Exp(sweep.AdaptationGain * (rate - wanted));
        }
    }

    /// <summary>The weighted geometric means of two neighbours.</summary>
    public void BlendFrom(StepSizes lower, StepSizes upper, double weight)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = Math.Pow(lower.Values[i], 1 - weight) * Math.Pow(upper.Values[i], weight);
        }
    }

    /// <summary>The geometric means over the chains.</summary>
    public void Pool(IReadOnlyList<StepSizes> chains)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = Math.Exp(chains.Average(chain => Math.Log(chain.Values[i])));
        }
    }
}
