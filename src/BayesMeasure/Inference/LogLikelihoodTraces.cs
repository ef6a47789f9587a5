namespace BayesMeasure.Inference;

/// <summary>
/// The record of a replica-exchange run from which free energies are made: the log likelihood of the state of every chain at
/// every rung of the temperature ladder after every sweep. A value is -infinity where the likelihood is zero, which can
/// happen at beta = 0 only.
/// </summary>
public sealed class LogLikelihoodTraces
{
    private readonly double[] inverseTemperatures;
    private readonly double[][] values;

    /// <summary>Prepares an empty record; all values are NaN until they are recorded.</summary>
    /// <param name="inverseTemperatures">The ladder 0 = beta_0 &lt; ... &lt; beta_{L-1} = 1.</param>
    /// <param name="chains">The number of chains, at least 1.</param>
    /// <param name="sweeps">The number of recorded sweeps of each chain, at least 1.</param>
    /// <exception cref="ArgumentException">The ladder does not rise from 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no chain or no sweep.</exception>
    public LogLikelihoodTraces(IReadOnlyList<double> inverseTemperatures, int chains, int sweeps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 1);
        if (!RisesFromZeroToOne(inverseTemperatures))
        {
            throw new ArgumentException("The inverse temperatures must rise from 0 to 1.", nameof(inverseTemperatures));
        }

        this.inverseTemperatures = [.. inverseTemperatures];
        Chains = chains;
        Sweeps = sweeps;
        values = new double[chains * Rungs][];
        for (int series = 0; series < values.Length; series++)
        {
            values[series] = new double[sweeps];
            Array.Fill(values[series], double.NaN);
        }
    }

    private LogLikelihoodTraces(double[] inverseTemperatures, double[][] values, int chains, int sweeps)
    {
        this.inverseTemperatures = inverseTemperatures;
        this.values = values;
        Chains = chains;
        Sweeps = sweeps;
    }

    /// <summary>
    /// The ladder 0 = beta_0 &lt; ... &lt; beta_{L-1} = 1: the likelihood of rung l is raised to the power beta_l.
    /// </summary>
    public IReadOnlyList<double> InverseTemperatures => inverseTemperatures;

    /// <summary>The number of independent chains, each with a replica at every rung.</summary>
    public int Chains { get; }

    /// <summary>The number L of inverse temperatures.</summary>
    public int Rungs => inverseTemperatures.Length;

    /// <summary>The number of recorded sweeps of each chain.</summary>
    public int Sweeps { get; private set; }

    /// <summary>The log likelihoods of one chain at one rung, one for each sweep, with all normalising constants.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="rung">The rung, from 0 at beta = 0 to L - 1 at beta = 1.</param>
    public ReadOnlySpan<double> this[int chain, int rung] => values[Index(chain, rung)].AsSpan(0, Sweeps);

    /// <summary>The record of the first sweeps, for a run that was stopped. The values are shared, not copied.</summary>
    internal LogLikelihoodTraces First(int sweeps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sweeps, Sweeps);
        return new(inverseTemperatures, values, Chains, sweeps);
    }

    /// <summary>Makes room for more sweeps. What was recorded stays, also for those who hold a shorter record.</summary>
    /// <param name="sweeps">The number of sweeps that there is room for afterwards, not smaller than before.</param>
    internal void Grow(int sweeps)
    {
        for (int series = 0; series < values.Length; series++)
        {
            Array.Resize(ref values[series], sweeps);
            Array.Fill(values[series], double.NaN, Sweeps, sweeps - Sweeps);
        }

        Sweeps = sweeps;
    }

    /// <summary>Writes one value. Different chains may be recorded from different threads.</summary>
    internal void Record(int chain, int rung, int sweep, double logLikelihood) =>
        values[Index(chain, rung)][sweep] = logLikelihood;

    private int Index(int chain, int rung)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)chain, (uint)Chains, nameof(chain));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rung, (uint)Rungs, nameof(rung));
        return chain * Rungs + rung;
    }

    private static bool RisesFromZeroToOne(IReadOnlyList<double> ladder) =>
        ladder.Count >= 2 && ladder[0] == 0 && ladder[^1] == 1
        && ladder.Zip(ladder.Skip(1)).All(step => step.First < step.Second);
}
