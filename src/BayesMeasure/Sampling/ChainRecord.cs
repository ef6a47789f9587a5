namespace BayesMeasure.Sampling;

/// <summary>
/// What one chain writes down: the point at beta = 1, and the log likelihood and the walker at every rung. The buffers grow; what
/// was made of them before stays as it was.
/// </summary>
/// <param name="parameters">The number of parameters of a point.</param>
/// <param name="rungs">The number of rungs.</param>
internal sealed class ChainRecord(int parameters, int rungs)
{
    private readonly double[][] logLikelihoods = [.. Enumerable.Range(0, rungs).Select(_ => Array.Empty<double>())];
    private double[] points = [];
    private double[] logPriors = [];
    private ushort[] walkers = [];

    /// <summary>The points at beta = 1, one after the other.</summary>
    public double[] Points => points;

    /// <summary>Their log priors.</summary>
    public double[] LogPriors => logPriors;

    /// <summary>The log likelihoods at each rung; those of the uppermost are those of the points.</summary>
    public double[][] LogLikelihoods => [.. logLikelihoods];

    /// <summary>The walkers at each rung, sweep after sweep.</summary>
    public ushort[] Walkers => walkers;

    /// <summary>The memory that a sweep takes: the point, its two densities, and by rung a log likelihood and a walker.</summary>
    /// <param name="parameters">The number of parameters of a point.</param>
    /// <param name="rungs">The number of rungs.</param>
    public static double BytesOfRow(int parameters, double rungs) =>
        sizeof(double) * (parameters + 2 + rungs) + sizeof(ushort) * rungs;

    /// <summary>Makes room for more sweeps.</summary>
    /// <param name="sweeps">The number of sweeps that there is room for afterwards, not smaller than before.</param>
    public void Grow(int sweeps)
    {
        Array.Resize(ref points, checked(sweeps * parameters));
        Array.Resize(ref logPriors, sweeps);
        Array.Resize(ref walkers, checked(sweeps * rungs));
        for (int rung = 0; rung < rungs; rung++)
        {
            Array.Resize(ref logLikelihoods[rung], sweeps);
        }
    }

    /// <summary>
    /// Keeps every second sweep from the first, in buffers of their own: what was made of the old ones stays as it was.
    /// </summary>
    /// <param name="sweeps">The sweeps that there are.</param>
    public void Halve(int sweeps)
    {
        points = Halved(points, sweeps, parameters);
        logPriors = Halved(logPriors, sweeps, size: 1);
        walkers = Halved(walkers, sweeps, rungs);
        for (int rung = 0; rung < rungs; rung++)
        {
            logLikelihoods[rung] = Halved(logLikelihoods[rung], sweeps, size: 1);
        }
    }

    /// <summary>Writes down a sweep.</summary>
    /// <param name="sweep">The recorded sweep, from 0.</param>
    /// <param name="point">The point at beta = 1.</param>
    /// <param name="logPrior">Its log prior density.</param>
    /// <param name="byRung">The log likelihood at each rung.</param>
    /// <param name="walkersByRung">The walker at each rung.</param>
    public void Write(
        int sweep, ReadOnlySpan<double> point, double logPrior, ReadOnlySpan<double> byRung, ReadOnlySpan<int> walkersByRung)
    {
        point.CopyTo(points.AsSpan(sweep * parameters));
        logPriors[sweep] = logPrior;
        for (int rung = 0; rung < rungs; rung++)
        {
            logLikelihoods[rung][sweep] = byRung[rung];
            walkers[sweep * rungs + rung] = (ushort)walkersByRung[rung];
        }
    }

    /// <summary>Reads what was written down of a sweep.</summary>
    /// <returns>The log prior density of the point.</returns>
    public double Read(int sweep, Span<double> point, Span<double> byRung, Span<int> walkersByRung)
    {
        points.AsSpan(sweep * parameters, parameters).CopyTo(point);
        for (int rung = 0; rung < rungs; rung++)
        {
            byRung[rung] = logLikelihoods[rung][sweep];
            walkersByRung[rung] = walkers[sweep * rungs + rung];
        }

        return logPriors[sweep];
    }

    private static T[] Halved<T>(T[] rows, int count, int size)
    {
        var kept = new T[rows.Length];
        for (int row = 0; row < count; row += 2)
        {
            rows.AsSpan(row * size, size).CopyTo(kept.AsSpan(row / 2 * size));
        }

        return kept;
    }
}
