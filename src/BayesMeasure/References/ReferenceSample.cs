using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// Draws of a fitted reference, and the weights ln L + ln p - ln q of these and of the draws of a run, all in explored
/// coordinates. The draws are kept: who asks for more later has only the others computed.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="reference">The reference.</param>
/// <param name="seed">The seed of the run.</param>
internal sealed class ReferenceSample(ITarget target, FittedReference reference, ulong seed)
{
    /// <summary>The random numbers of these draws belong to no rung; each block has its own.</summary>
    private const int Stream = int.MaxValue - 4;
    private const int BlockLength = 256;

    private readonly List<double[]> drawn = [];

    /// <summary>The reference.</summary>
    public FittedReference Reference => reference;

    /// <summary>
    /// The weights of new draws of the reference, and of those of a run: of about as many, spread evenly, where there are more,
    /// since q costs as much as a likelihood where it has conditional coefficients.
    /// </summary>
    /// <param name="draws">The draws of the run.</param>
    /// <param name="count">The number of draws of the reference, at least 2.</param>
    /// <param name="threads">The number of threads, which changes nothing of the weights.</param>
    /// <param name="cancellation">Ends it at the next block of draws.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ReferenceWeights Weights(Draws draws, int count, int threads, CancellationToken cancellation = default)
    {
        int stride = (draws.Chains * draws.Count + count - 1) / count;
        double[][] posterior = new double[draws.Chains][];
        int known = drawn.Count;
        int blocks = Math.Max(0, (count + BlockLength - 1) / BlockLength - known);
        double[][] more = new double[blocks][];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellation,
        };
        Parallel.For(0, blocks + draws.Chains, parallel, item =>
        {
            if (item < blocks)
            {
                more[item] = Draw(known + item);
            }
            else
            {
                posterior[item - blocks] = WeightsOf(draws, item - blocks, stride);
            }
        });
        drawn.AddRange(more);
        double[] weights = [.. drawn.SelectMany(block => block).Take(count)];
        return new(weights, posterior, [.. Enumerable.Range(0, draws.Chains).Select(chain =>
            Enumerable.Range(0, draws.Count).Select(draw => draws.LogLikelihood(chain, draw)).ToArray())], stride);
    }

    private double[] Draw(int block)
    {
        double[] weights = new double[BlockLength];
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

        return weights;
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
            target.Parameters.ToCoordinates(point, coordinates);
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
        target.Parameters.ToValues(coordinates, values);
        return target.Parameters.LogCoordinatePrior(values, coordinates);
    }
}
