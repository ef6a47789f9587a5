namespace BayesMeasure.Linear.Sparse;

/// <summary>A set of open gates, and how well it explains the data.</summary>
/// <param name="Columns">The columns that are open.</param>
/// <param name="LogEvidence">ln p(y | set) - ln p(y | no column): without the prior of the gates.</param>
/// <param name="Probability">p(set | y).</param>
public sealed record GateSet(IReadOnlyList<int> Columns, double LogEvidence, double Probability);

/// <summary>
/// All sets of open gates of a <see cref="GatedProblem"/> with few columns, each with its evidence: the oracle of
/// <see cref="GatedGibbs"/>.
/// </summary>
/// <remarks>
/// With A = G_SS + diag(1/tau^2) and m = A^-1 Phi_S' W y, the evidence of a set S over that of none is
/// prod(2/tau_k) |A|^-1/2 exp(m' A m / 2) P(h > 0), the last the share of N(m, A^-1) in which all amplitudes are positive: exact
/// for one column, and a mean over twelve shifted lattices for more. Sets that cannot have 1e-12 of the best one are left out.
/// </remarks>
public sealed class GateEnumeration
{
    private const int MostColumns = 12;
    private const double Negligible = 27.6;

    private GateEnumeration(IReadOnlyList<GateSet> sets, double[] probabilities, double[] errors) =>
        (Sets, Probabilities, StandardErrors) = (sets, probabilities, errors);

    /// <summary>The sets, the most probable first.</summary>
    public IReadOnlyList<GateSet> Sets { get; }

    /// <summary>P(g_k = 1 | y) of each column.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>The standard errors of the probabilities, from the lattices.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>Enumerates all sets.</summary>
    /// <param name="problem">The problem, of 12 columns at most.</param>
    /// <exception cref="ArgumentException">The problem has more columns.</exception>
    public static GateEnumeration Of(GatedProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Of(problem, [], [.. Enumerable.Range(0, problem.Count)]);
    }

    /// <summary>Enumerates the sets of ambiguous columns, others being surely open or shut.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="open">The columns that are open in all sets.</param>
    /// <param name="ambiguous">The columns that are in some sets, 12 at most; all others are shut.</param>
    /// <exception cref="ArgumentException">There are more ambiguous columns, or one is listed twice.</exception>
    public static GateEnumeration Of(GatedProblem problem, IReadOnlyList<int> open, IReadOnlyList<int> ambiguous)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(ambiguous);
        if (ambiguous.Count > MostColumns)
        {
            throw new ArgumentException(
                $"{ambiguous.Count} columns have too many sets: {MostColumns} are the most.", nameof(ambiguous));
        }

        if (open.Concat(ambiguous).Distinct().Count() < open.Count + ambiguous.Count)
        {
            throw new ArgumentException("A column is listed twice.", nameof(ambiguous));
        }

        OpenGates[] all = [.. Enumerable.Range(0, 1 << ambiguous.Count).Select(mask => new OpenGates(
            problem, [.. open.Concat(ambiguous.Where((_, bit) => (mask >> bit & 1) != 0)).Order()]))];

        // The set without columns has the weight 1, and that with the largest bound may have more.
        double best = Math.Max(0, all.MaxBy(set => set.LargestLogWeight)!.LogWeights().Average());
        OpenGates[] kept = [.. all.Where(set => set.LargestLogWeight > best - Negligible)];
        double[][] logWeights = [.. kept.AsParallel().AsOrdered().Select(set => set.LogWeights())];
        return Told(problem.Count, kept, logWeights);
    }

    private static GateEnumeration Told(int count, OpenGates[] sets, double[][] logWeights)
    {
        double most = logWeights.Max(weights => weights.Max());
        double[][] weights = [.. logWeights.Select(values => values.Select(value => Math.Exp(value - most)).ToArray())];
        IEnumerable<int> shifts = Enumerable.Range(0, BoxedCoefficients.Shifts);
        double[] totals = [.. shifts.Select(shift => weights.Sum(weight => weight[shift]))];
        double[][] estimates = [.. Enumerable.Range(0, count).Select(k => totals.Select((total, shift) =>
            sets.Index().Where(set => set.Item.Has(k)).Sum(set => weights[set.Index][shift]) / total).ToArray())];
        return new(
            [.. sets.Select((set, i) => set.Told(most + Math.Log(weights[i].Average()), weights[i].Average() / totals.Average()))
                .OrderByDescending(set => set.Probability)],
            [.. estimates.Select(values => values.Average())],
            [.. estimates.Select(StandardError)]);
    }

    private static double StandardError(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length * (values.Length - 1.0)));
    }
}
