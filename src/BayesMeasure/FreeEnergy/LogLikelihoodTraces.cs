using BayesMeasure.Diagnostics;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// What a replica-exchange run records and free energies are made of: the log likelihood of the state of every chain at every
/// rung of the temperature ladder after every sweep. A value is -infinity where the likelihood is zero, which can happen at
/// beta = 0 only. They never change.
/// </summary>
public sealed class LogLikelihoodTraces
{
    private readonly double[] inverseTemperatures;
    private readonly double[][][] values;

    /// <summary>Makes a record of log likelihoods that any sampler found. The numbers are copied.</summary>
    /// <param name="inverseTemperatures">The ladder 0 = beta_0 &lt; ... &lt; beta_{L-1} = 1.</param>
    /// <param name="values">
    /// For each chain, at least one, and each rung: the log likelihood after each sweep, at least one, with all constants.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The ladder does not rise from 0 to 1, there is no chain or no sweep, a chain has not one series for each rung, series
    /// differ in length, or a value is NaN or +infinity, or -infinity above beta = 0.
    /// </exception>
    public LogLikelihoodTraces(IReadOnlyList<double> inverseTemperatures, IReadOnlyList<IReadOnlyList<double[]>> values)
        : this(
            [.. inverseTemperatures],
            [.. values.Select(chain => chain.Select(series => series.ToArray()).ToArray())],
            values is [[{ Length: int sweeps }, ..], ..] ? sweeps : 0)
    {
        if (!RisesFromZeroToOne(inverseTemperatures))
        {
            throw new ArgumentException("The inverse temperatures must rise from 0 to 1.", nameof(inverseTemperatures));
        }

        if (Sweeps == 0 || this.values.Any(chain => chain.Length != Rungs || chain.Any(series => series.Length != Sweeps)))
        {
            throw new ArgumentException(
                $"Each chain has one series for each of the {Rungs} rungs, all equally long.", nameof(values));
        }

        if (this.values.Any(chain => chain.Index().Any(rung => rung.Item.Any(value => !IsPossible(value, rung.Index)))))
        {
            throw new ArgumentException(
                "A log likelihood is a number; it is -infinity at beta = 0 only, and nowhere +infinity.", nameof(values));
        }
    }

    private LogLikelihoodTraces(double[] inverseTemperatures, double[][][] values, int sweeps)
    {
        this.inverseTemperatures = inverseTemperatures;
        this.values = values;
        Sweeps = sweeps;
    }

    /// <summary>
    /// The ladder 0 = beta_0 &lt; ... &lt; beta_{L-1} = 1: the likelihood of rung l is raised to the power beta_l.
    /// </summary>
    public IReadOnlyList<double> InverseTemperatures => inverseTemperatures;

    /// <summary>The number of independent chains, each with a replica at every rung.</summary>
    public int Chains => values.Length;

    /// <summary>The number L of inverse temperatures.</summary>
    public int Rungs => inverseTemperatures.Length;

    /// <summary>The number of recorded sweeps of each chain.</summary>
    public int Sweeps { get; }

    /// <summary>The log likelihoods of one chain at one rung, one for each sweep, with all normalising constants.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="rung">The rung, from 0 at beta = 0 to L - 1 at beta = 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such chain or rung.</exception>
    public ReadOnlySpan<double> this[int chain, int rung]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)chain, (uint)Chains, nameof(chain));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rung, (uint)Rungs, nameof(rung));
            return values[chain][rung].AsSpan(0, Sweeps);
        }
    }

    /// <summary>Whether the chains agree about the log likelihood at a rung.</summary>
    internal ConvergenceDiagnostics ConvergenceAt(int rung) =>
        ConvergenceDiagnostics.Of([.. Enumerable.Range(0, Chains).Select(chain => this[chain, rung].ToArray())]);

    /// <summary>The rank-normalised split R-hat of the log likelihood at a rung; NaN where it does not vary.</summary>
    internal double RHatAt(int rung) =>
        ConvergenceDiagnostics.RHatOf([.. Enumerable.Range(0, Chains).Select(chain => this[chain, rung].ToArray())]);

    /// <summary>
    /// A record of numbers that are not copied: who hands them over writes no more to what lies before the last sweep. The arrays
    /// may be longer than the record is.
    /// </summary>
    /// <param name="inverseTemperatures">The ladder.</param>
    /// <param name="values">For each chain and rung: the log likelihoods.</param>
    /// <param name="sweeps">The number of sweeps of each chain.</param>
    internal static LogLikelihoodTraces Sharing(IReadOnlyList<double> inverseTemperatures, double[][][] values, int sweeps) =>
        new([.. inverseTemperatures], values, sweeps);

    private static bool IsPossible(double value, int rung) =>
        value < double.PositiveInfinity && (rung == 0 || value > double.NegativeInfinity);

    private static bool RisesFromZeroToOne(IReadOnlyList<double> ladder) =>
        ladder.Count >= 2 && ladder[0] == 0 && ladder[^1] == 1
        && ladder.Zip(ladder.Skip(1)).All(step => step.First < step.Second);
}
