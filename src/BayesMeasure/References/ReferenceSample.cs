using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// Draws of a fitted reference, and the weights ln L + ln p - ln q of these and of the draws of a run, all in explored
/// coordinates.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="reference">The reference.</param>
/// <param name="seed">The seed of the run.</param>
internal sealed class ReferenceSample(ITarget target, FittedReference reference, ulong seed)
{
    /// <summary>The random numbers of these draws belong to no rung; each block has its own.</summary>
    private const int Stream = int.MaxValue - 4;
    private const int BlockLength = 256;

    /// <summary>
    /// The weights of new draws of the reference, and of those of a run: of about as many, spread evenly, where there are more,
    /// since q costs as much as a likelihood where it has conditional coefficients.
    /// </summary>
    /// <param name="draws">The draws of the run.</param>
    /// <param name="count">The number of draws of the reference, at least 2.</param>
    /// <param name="threads">The number of threads, which changes nothing of the weights.</param>
    public ReferenceWeights Weights(Draws draws, int count, int threads)
    {
        double[] weights = new double[count];
        int stride = (draws.Chains * draws.Count + count - 1) / count;
        double[][] posterior = new double[draws.Chains][];
        int blocks = (count + BlockLength - 1) / BlockLength;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        Parallel.For(0, blocks + draws.Chains, parallel, item =>
        {
            if (item < blocks)
            {
                Draw(item, weights.AsSpan(item * BlockLength, Math.Min(BlockLength, count - item * BlockLength)));
            }
            else
            {
                posterior[item - blocks] = WeightsOf(draws, item - blocks, stride);
            }
        });
        return new(weights, posterior, [.. Enumerable.Range(0, draws.Chains).Select(chain =>
            Enumerable.Range(0, draws.Count).Select(draw => draws.LogLikelihood(chain, draw)).ToArray())], stride);
    }

    private void Draw(int block, Span<double> weights)
    {
        ReferenceDensity density = reference.CreateDensity();
        ITargetState state = target.CreateState();
        var random = new RandomStream(seed, block, Stream);
        double[] coordinates = new double[target.Parameters.Count];
        double[] values = new double[coordinates.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = double.NegativeInfinity;
            if (density.Draw(random, coordinates, out double logDensity)
                && LogPrior(coordinates, values) is > double.NegativeInfinity and var logPrior)
            {
                state.Set(values);
                weights[i] = Replica.RequirePossible(state.LogLikelihood) + logPrior - logDensity;
            }
        }
    }

    private double[] WeightsOf(Draws draws, int chain, int stride)
    {
        ReferenceDensity density = reference.CreateDensity();
        double[] coordinates = new double[target.Parameters.Count];
        double[] values = new double[coordinates.Length];
        double[] weights = new double[(draws.Count + stride - 1) / stride];
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<double> point = draws[chain, i * stride];
            for (int k = 0; k < coordinates.Length; k++)
            {
                coordinates[k] = target.Parameters[k].Prior.ToCoordinate(point[k]);
            }

            double logPosterior = draws.LogLikelihood(chain, i * stride) + LogPrior(coordinates, values);
            double weight = logPosterior - density.LogDensity(coordinates);

            // At the very end of a scale, where a coordinate is infinite, q has nothing.
            weights[i] = double.IsNaN(weight) ? double.PositiveInfinity : weight;
        }

        return weights;
    }

    /// <summary>The log density of the prior in explored coordinates, with the values at these.</summary>
    private double LogPrior(double[] coordinates, double[] values)
    {
        double sum = 0;
        for (int i = 0; i < coordinates.Length; i++)
        {
            Distribution prior = target.Parameters[i].Prior;
            values[i] = prior.FromCoordinate(coordinates[i]);
            sum += prior.LogCoordinateDensity(values[i], coordinates[i]);
        }

        return sum;
    }
}
