using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Priors;

namespace BayesMeasure.Sensitivity;

/// <summary>
/// The evidence under another width of the priors of one base name, from the draws under the present one:
/// Z' / Z = &lt;p'(theta) / p(theta)&gt; over the posterior.
/// </summary>
/// <remarks>
/// It is refused where it could be wrong without showing it: where draws that matter are too few, where the weights have no
/// variance to make an error of, and where the wider prior opens ground that the draws never saw and the posterior reaches up
/// to. A mode of its own beyond the present bounds, that no draw shows, cannot be excluded.
/// </remarks>
internal sealed class PriorReweighting
{
    private const double FewestEffectiveSamples = 100;

    /// <summary>The variance of the weights is finite below this shape of their tail.</summary>
    private const double HeaviestTail = 0.5;

    /// <summary>The share of the prior next to a bound in which the posterior must have next to nothing.</summary>
    private const double EdgeBand = 0.05;

    /// <summary>The error of log Z' that is put up with for what lies beyond a bound, if the posterior falls off there.</summary>
    private const double LargestLoss = 0.01;

    private const double Rounding = 1e-12;

    private readonly Result result;
    private readonly string name;
    private readonly double factor;
    private readonly (int Position, Distribution Prior, Distribution? Scaled)[] group;

    public PriorReweighting(Result result, string name, double factor)
    {
        this.result = result;
        this.name = name;
        this.factor = factor;
        group = [.. result.Draws.Parameters.Index()
            .Where(item => item.Item.BaseName == name)
            .Select(item => (item.Index, item.Item.Prior, item.Item.Prior.Scaled(factor)))];
    }

    private Draws Draws => result.Draws;

    private ScaledEvidence Unchanged => new(name, factor)
    {
        FreeEnergy = result.FreeEnergy,
        Change = 0,
        ChangeStandardError = 0,
        EffectiveSamples = Draws.Chains * Draws.Count,
    };

    /// <summary>log Z under the scaled priors; unchanged when there is no prior of this name.</summary>
    public ScaledEvidence Evidence()
    {
        if (group.Length == 0)
        {
            return Unchanged;
        }

        if (Array.Find(group, item => item.Scaled is null) is { Prior: { } prior })
        {
            return Refused(
                string.Create(CultureInfo.InvariantCulture, $"not defined: there is no {prior} of {factor} times the width"));
        }

        if (LossBeyondTheBounds() > LargestLoss)
        {
            return Refused("not by reweighting: the posterior reaches the edge of the prior");
        }

        double[][] logWeights = [.. Enumerable.Range(0, Draws.Chains).Select(LogWeights)];
        double greatest = logWeights.Max(chain => chain.Max());
        return double.IsNegativeInfinity(greatest)
            ? Refused("not by reweighting: no draw lies inside the narrower prior")
            : Evidence([.. logWeights.Select(chain => Array.ConvertAll(chain, value => Math.Exp(value - greatest)))], greatest);
    }

    private ScaledEvidence Evidence(double[][] weights, double logUnit)
    {
        double mean = weights.Average(chain => chain.Average());
        double[][] influences = [.. weights.Select(chain => Array.ConvertAll(chain, weight => Unrounded(weight / mean - 1)))];
        var change = FreeEnergyEstimate.FromInfluences("reweighting", logUnit + Math.Log(mean), influences);
        double effectiveSamples = EffectiveSamples(change);
        double shape = ParetoTail.Shape(weights.SelectMany(chain => chain));
        if (!(effectiveSamples >= FewestEffectiveSamples))
        {
            return Refused("not by reweighting: too few draws would count") with { EffectiveSamples = effectiveSamples };
        }

        if (shape >= HeaviestTail)
        {
            return Refused("not by reweighting: a few draws outweigh all others") with { EffectiveSamples = effectiveSamples };
        }

        return new(name, factor)
        {
            FreeEnergy = Sum(result.FreeEnergy, change),
            Change = change.LogEvidence,
            ChangeStandardError = change.StandardError,
            EffectiveSamples = effectiveSamples,
        };
    }

    /// <summary>Densities that are equal by their formulas differ by rounding.</summary>
    private static double Unrounded(double influence) => Math.Abs(influence) < Rounding ? 0 : influence;

    private ScaledEvidence Refused(string reason) => new(name, factor) { Refusal = reason };

    private double[] LogWeights(int chain)
    {
        double[] logWeights = new double[Draws.Count];
        for (int draw = 0; draw < logWeights.Length; draw++)
        {
            ReadOnlySpan<double> point = Draws[chain, draw];
            foreach ((int position, Distribution prior, Distribution? scaled) in group)
            {
                logWeights[draw] += scaled!.LogDensity(point[position]) - prior.LogDensity(point[position]);
            }
        }

        return logWeights;
    }

    /// <summary>
    /// What share of the new evidence may lie where the present prior has none: the posterior density just inside a bound, as
    /// the band there shows it, times the ground that a uniform prior gains on that side, summed over all bounds.
    /// </summary>
    private double LossBeyondTheBounds()
    {
        double gain = 0.5 * (factor - 1);
        return group.Sum(item =>
            (item.Scaled!.Minimum < item.Prior.Minimum ? gain / EdgeBand * Share(item, below: true) : 0)
            + (item.Scaled.Maximum > item.Prior.Maximum ? gain / EdgeBand * Share(item, below: false) : 0));
    }

    private double Share((int Position, Distribution Prior, Distribution? Scaled) item, bool below) =>
        Draws.Of(item.Position).Average(chain => chain.Average(value =>
        {
            double probability = item.Prior.CumulativeProbability(value);
            return (below ? probability : 1 - probability) < EdgeBand ? 1.0 : 0;
        }));

    /// <summary>The sweeps' worth by their correlation, divided by 1 + variance of the weights (Kish 1965).</summary>
    private double EffectiveSamples(FreeEnergyEstimate change)
    {
        double variance = change.Influences.Average(chain => chain.Average(influence => influence * influence));
        return variance == 0 ? Draws.Chains * Draws.Count : change.EffectiveSamples / (1 + variance);
    }

    /// <summary>
    /// Both come from the same sweeps, so their influences add up. Where those of the evidence are not known, or are not of the
    /// same sweeps, the errors add up instead, which no correlation can exceed.
    /// </summary>
    private static FreeEnergyEstimate Sum(FreeEnergyEstimate evidence, FreeEnergyEstimate change)
    {
        string method = $"{evidence.Method}, reweighted";
        double logEvidence = evidence.LogEvidence + change.LogEvidence;
        double[][] sum = [.. evidence.Influences.Zip(change.Influences, (x, y) => x.Zip(y, (a, b) => a + b).ToArray())];
        return Lengths(evidence.Influences).SequenceEqual(Lengths(change.Influences))
            ? FreeEnergyEstimate.FromInfluences(method, logEvidence, sum)
            : change with
            {
                Method = method,
                LogEvidence = logEvidence,
                StandardError = evidence.StandardError + change.StandardError,
            };
    }

    private static IEnumerable<int> Lengths(IReadOnlyList<double[]> chains) => chains.Select(chain => chain.Length);
}
