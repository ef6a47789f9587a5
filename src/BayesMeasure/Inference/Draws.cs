using BayesMeasure.Posteriors;

namespace BayesMeasure.Inference;

/// <summary>
/// Draws from a posterior: for each chain and draw, one value a parameter, with its log likelihood and log prior.
/// </summary>
public sealed class Draws
{
    private readonly double[][] values;
    private readonly double[][] logLikelihoods;
    private readonly double[][] logPriors;

    internal Draws(IReadOnlyList<Parameter> parameters, int chains, int count)
    {
        Parameters = parameters;
        Capacity = count;
        values = CreateArrays(chains, count * parameters.Count);
        logLikelihoods = CreateArrays(chains, count);
        logPriors = CreateArrays(chains, count);
    }

    /// <summary>The parameters, in the order of the values of a draw.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The number of independent chains.</summary>
    public int Chains => values.Length;

    /// <summary>The number of draws of each chain.</summary>
    public int Count { get; private set; }

    private int Capacity { get; set; }

    /// <summary>One draw: one value a parameter.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="draw">The draw, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such draw: a run that was stopped has fewer than were asked for.
    /// </exception>
    public ReadOnlySpan<double> this[int chain, int draw] =>
        values[chain].AsSpan(Checked(draw) * Parameters.Count, Parameters.Count);

    /// <summary>The log likelihood of one draw.</summary>
    public double LogLikelihood(int chain, int draw) => logLikelihoods[chain][Checked(draw)];

    /// <summary>The log prior density of one draw.</summary>
    public double LogPrior(int chain, int draw) => logPriors[chain][Checked(draw)];

    /// <summary>The draws of one parameter, chain by chain.</summary>
    /// <param name="parameter">The position of the parameter in <see cref="Parameters"/>.</param>
    public IReadOnlyList<double[]> Of(int parameter)
    {
        int stride = Parameters.Count;
        return [.. values.Select(chain => Enumerable.Range(0, Count).Select(draw => chain[draw * stride + parameter]).ToArray())];
    }

    /// <summary>The draw of the highest posterior density; the first one where there are several.</summary>
    internal (int Chain, int Draw) MostProbable()
    {
        (int Chain, int Draw) best = (0, 0);
        double highest = double.NegativeInfinity;
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int draw = 0; draw < Count; draw++)
            {
                double density = LogLikelihood(chain, draw) + LogPrior(chain, draw);
                (best, highest) = density > highest ? ((chain, draw), density) : (best, highest);
            }
        }

        return best;
    }

    internal void Record(int chain, int draw, ReadOnlySpan<double> point, double logLikelihood, double logPrior)
    {
        point.CopyTo(values[chain].AsSpan(draw * Parameters.Count));
        logLikelihoods[chain][draw] = logLikelihood;
        logPriors[chain][draw] = logPrior;
    }

    /// <summary>Makes room for more draws.</summary>
    /// <param name="count">The number of draws of each chain that there is room for afterwards, not smaller than before.</param>
    internal void Grow(int count)
    {
        Capacity = count;
        for (int chain = 0; chain < Chains; chain++)
        {
            Array.Resize(ref values[chain], checked(count * Parameters.Count));
            Array.Resize(ref logLikelihoods[chain], count);
            Array.Resize(ref logPriors[chain], count);
        }
    }

    /// <summary>Says how many draws are complete in every chain.</summary>
    internal void Complete(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        Count = count;
    }

    /// <summary>The same draws of some parameters only.</summary>
    /// <param name="parameters">The parameters, as they shall be called.</param>
    /// <param name="positions">Their positions among those of these draws.</param>
    internal Draws Of(IReadOnlyList<Parameter> parameters, IReadOnlyList<int> positions)
    {
        var some = new Draws(parameters, Chains, Count);
        double[] point = new double[positions.Count];
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int draw = 0; draw < Count; draw++)
            {
                for (int i = 0; i < point.Length; i++)
                {
                    point[i] = this[chain, draw][positions[i]];
                }

                some.Record(chain, draw, point, LogLikelihood(chain, draw), LogPrior(chain, draw));
            }
        }

        some.Complete(Count);
        return some;
    }

    /// <summary>The same draws with the values of some rearranged.</summary>
    internal Draws Rearranged(Action<Span<double>> rearrange)
    {
        var copy = new Draws(Parameters, Chains, Count);
        double[] point = new double[Parameters.Count];
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int draw = 0; draw < Count; draw++)
            {
                this[chain, draw].CopyTo(point);
                rearrange(point);
                copy.Record(chain, draw, point, LogLikelihood(chain, draw), LogPrior(chain, draw));
            }
        }

        copy.Complete(Count);
        return copy;
    }

    private int Checked(int draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(draw, Count);
        return draw;
    }

    private static double[][] CreateArrays(int chains, int length) =>
        [.. Enumerable.Range(0, chains).Select(_ => new double[length])];
}
