using System.Globalization;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Inference;

/// <summary>
/// Draws from a posterior: for each chain and draw, one value a parameter, with its log likelihood and log prior. They never
/// change.
/// </summary>
public sealed class Draws
{
    private readonly double[][] values;
    private readonly double[][] logLikelihoods;
    private readonly double[][] logPriors;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly string? refusal;

    /// <summary>Makes draws of numbers that any method found. The numbers are copied.</summary>
    /// <param name="parameters">The parameters, in the order of the values of a draw: those of the target.</param>
    /// <param name="values">For each chain, at least one: the values, draw after draw, one a parameter.</param>
    /// <param name="logLikelihoods">For each chain: the log likelihood of each draw, at least one, with all constants.</param>
    /// <param name="logPriors">For each chain: the log prior density of each draw.</param>
    /// <exception cref="ArgumentException">
    /// There is no chain or no draw, the numbers do not make draws of these parameters, chains differ in length, a value is not
    /// finite, or a density is NaN or +infinity.
    /// </exception>
    public Draws(
        IReadOnlyList<Parameter> parameters,
        IReadOnlyList<double[]> values,
        IReadOnlyList<double[]> logLikelihoods,
        IReadOnlyList<double[]> logPriors)
        : this(
            parameters,
            Copied(values),
            Copied(logLikelihoods),
            Copied(logPriors),
            logLikelihoods is [{ Length: int count }, ..] ? count : 0)
    {
        RequireShapes();
        RequireNumbers();
    }

    private Draws(
        IReadOnlyList<Parameter> parameters, double[][] values, double[][] logLikelihoods, double[][] logPriors, int count)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = parameters;
        this.values = values;
        this.logLikelihoods = logLikelihoods;
        this.logPriors = logPriors;
        Count = count;
    }

    private Draws(int chains, int count, string refusal)
        : this([], new double[chains][], new double[chains][], new double[chains][], count)
    {
        this.refusal = refusal;
    }

    private delegate void WriteDraw(int chain, int draw, Span<double> values);

    /// <summary>The parameters, in the order of the values of a draw.</summary>
    /// <exception cref="NotSupportedException">The draws were not kept: a file was written without them.</exception>
    public IReadOnlyList<Parameter> Parameters => AreKept ? parameters : throw new NotSupportedException(refusal);

    /// <summary>Whether there are values to ask for: a result that was read from a file may know their number alone.</summary>
    internal bool AreKept => refusal is null;

    /// <summary>The number of independent chains.</summary>
    public int Chains => values.Length;

    /// <summary>The number of draws of each chain.</summary>
    public int Count { get; }

    /// <summary>One draw: one value a parameter.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="draw">The draw, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such draw: a run that was stopped has fewer than were asked for.
    /// </exception>
    public ReadOnlySpan<double> this[int chain, int draw] =>
        values[chain].AsSpan(RequireDraw(draw) * Parameters.Count, Parameters.Count);

    /// <summary>The log likelihood of one draw.</summary>
    public double LogLikelihood(int chain, int draw) => logLikelihoods[chain][RequireDraw(draw)];

    /// <summary>The log prior density of one draw.</summary>
    public double LogPrior(int chain, int draw) => logPriors[chain][RequireDraw(draw)];

    /// <summary>The draws of one parameter, chain by chain.</summary>
    /// <param name="parameter">The position of the parameter in <see cref="Parameters"/>.</param>
    public IReadOnlyList<double[]> Of(int parameter)
    {
        int stride = Parameters.Count;
        return
        [
            .. values.Select(chain => Enumerable.Range(0, Count).Select(draw => chain[draw * stride + parameter]).ToArray()),
        ];
    }

    /// <summary>Some draws, spaced evenly over all chains.</summary>
    /// <param name="most">The largest number of draws, not negative; where there are fewer, all are taken.</param>
    /// <returns>The chain and the draw of each, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IEnumerable<(int Chain, int Draw)> Spaced(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        int total = Chains * Count;
        int number = Math.Min(most, total);
        return Enumerable.Range(0, number).Select(i => Math.DivRem((int)((long)i * total / number), Count));
    }

    /// <summary>Where an unknown stands among the parameters.</summary>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    internal int PositionOf(string name)
    {
        string[] names = [.. Parameters.Select(parameter => parameter.Name)];
        int position = Array.IndexOf(names, name);
        return position >= 0 ? position : throw new KeyNotFoundException(
            $"The posterior has no unknown \"{name}\".{NearestName.Hint(name, names)} Known are {string.Join(", ", names)}; "
            + "what is fixed or tied by the prior is not among them.");
    }

    /// <summary>
    /// Draws of numbers that are not copied: who hands them over writes no more to what lies before the last draw. The arrays may
    /// be longer than the draws are.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">For each chain: the values, draw after draw.</param>
    /// <param name="logLikelihoods">For each chain: the log likelihoods.</param>
    /// <param name="logPriors">For each chain: the log priors.</param>
    /// <param name="count">The number of draws of each chain.</param>
    internal static Draws Sharing(
        IReadOnlyList<Parameter> parameters, double[][] values, double[][] logLikelihoods, double[][] logPriors, int count) =>
        new(parameters, values, logLikelihoods, logPriors, count);

    /// <summary>The number of draws that were not kept.</summary>
    /// <param name="chains">The number of chains.</param>
    /// <param name="count">The number of draws of each chain.</param>
    /// <param name="refusal">What is said to those who ask for one.</param>
    internal static Draws NotKept(int chains, int count, string refusal) => new(chains, count, refusal);

    /// <summary>The draw of the highest posterior density; the first one where there are several.</summary>
    internal (int Chain, int Draw) MostProbable()
    {
        (int Chain, int Draw) best = (0, 0);
        double highest = double.NegativeInfinity;
        for (int chain = 0; chain < Chains && Count > 0; chain++)
        {
            int draw = MostProbable(chain);
            double density = LogLikelihood(chain, draw) + LogPrior(chain, draw);
            (best, highest) = density > highest ? ((chain, draw), density) : (best, highest);
        }

        return best;
    }

    /// <summary>The draw of one chain that has the highest posterior density; the first one where there are several.</summary>
    internal int MostProbable(int chain)
    {
        int best = 0;
        double highest = double.NegativeInfinity;
        for (int draw = 0; draw < Count; draw++)
        {
            double density = LogLikelihood(chain, draw) + LogPrior(chain, draw);
            (best, highest) = density > highest ? (draw, density) : (best, highest);
        }

        return best;
    }

    /// <summary>The log likelihood plus the log prior density of the most probable draw.</summary>
    internal double HighestLogDensity()
    {
        (int chain, int draw) = MostProbable();
        return LogLikelihood(chain, draw) + LogPrior(chain, draw);
    }

    /// <summary>The same draws of some parameters only.</summary>
    /// <param name="parameters">The parameters, as they shall be called.</param>
    /// <param name="positions">Their positions among those of these draws.</param>
    internal Draws Of(IReadOnlyList<Parameter> parameters, IReadOnlyList<int> positions) =>
        WithValues(parameters, (chain, draw, some) =>
        {
            ReadOnlySpan<double> point = this[chain, draw];
            for (int i = 0; i < some.Length; i++)
            {
                some[i] = point[positions[i]];
            }
        });

    /// <summary>The same draws with the values of some rearranged.</summary>
    internal Draws Rearranged(Action<Span<double>> rearrange) =>
        WithValues(Parameters, (chain, draw, copy) =>
        {
            this[chain, draw].CopyTo(copy);
            rearrange(copy);
        });

    /// <summary>Draws of the same densities with other values.</summary>
    private Draws WithValues(IReadOnlyList<Parameter> parameters, WriteDraw write)
    {
        double[][] others = [.. values.Select(_ => new double[Count * parameters.Count])];
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int draw = 0; draw < Count; draw++)
            {
                write(chain, draw, others[chain].AsSpan(draw * parameters.Count, parameters.Count));
            }
        }

        return new(parameters, others, logLikelihoods, logPriors, Count);
    }

    private int RequireDraw(int draw)
    {
        if (!AreKept)
        {
            throw new NotSupportedException(refusal);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(draw, Count);
        return draw;
    }

    private void RequireShapes()
    {
        if (Chains == 0 || Count == 0)
        {
            throw new ArgumentException("Draws have at least one chain of at least one draw.");
        }

        if (logLikelihoods.Length != Chains || logPriors.Length != Chains)
        {
            throw new ArgumentException(
                $"There are values of {Chains} chains, log likelihoods of {logLikelihoods.Length} and log priors of "
                + $"{logPriors.Length}: give all three for each chain.");
        }

        int size = Count * Parameters.Count;
        for (int chain = 0; chain < Chains; chain++)
        {
            int found = values[chain].Length;
            int likelihoods = logLikelihoods[chain].Length;
            int priors = logPriors[chain].Length;
            if (found != size || likelihoods != Count || priors != Count)
            {
                throw new ArgumentException(
                    $"Chain {chain} has {found} values, {likelihoods} log likelihoods and {priors} log priors: "
                    + $"{Count} draws of {Parameters.Count} parameters have {size} values and {Count} of either.");
            }
        }
    }

    private void RequireNumbers()
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int draw = 0; draw < Count; draw++)
            {
                ReadOnlySpan<double> point = this[chain, draw];
                for (int i = 0; i < point.Length; i++)
                {
                    Require(double.IsFinite(point[i]), chain, draw, Parameters[i].Name, point[i]);
                }

                Require(LogLikelihood(chain, draw) < double.PositiveInfinity, chain, draw, "log L", LogLikelihood(chain, draw));
                Require(LogPrior(chain, draw) < double.PositiveInfinity, chain, draw, "log p", LogPrior(chain, draw));
            }
        }
    }

    private static void Require(bool isRight, int chain, int draw, string name, double value)
    {
        if (!isRight)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Draw {draw} of chain {chain} has {name} = {value}: values are finite, and densities not NaN or +infinity."));
        }
    }

    private static double[][] Copied(IReadOnlyList<double[]> chains)
    {
        ArgumentNullException.ThrowIfNull(chains);
        return [.. chains.Select(chain => chain.ToArray())];
    }
}
