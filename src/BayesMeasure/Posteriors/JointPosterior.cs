using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The question several measurements are asked together: p(D_1, D_2, ... | theta) = product of p(D_m | theta_s, theta_m), with
/// parameters theta_s that they share and theta_m that each has of its own. The measurements may be of any kinds, each with its
/// own model and noise.
/// </summary>
/// <remarks>
/// The prior alone decides what is shared. A parameter "center" of the measurement "A" has the rule "A.center" where the prior
/// has one: it is A's own, or a tie or link to what others have. Where the prior has none, the rule is "center", which all that
/// have no rule of their own share. A rule may also speak of what no model has, if another follows it by a tie or a link.
/// A move recomputes the measurements that read what moved, and no others.
/// </remarks>
/// <example>
/// <code>
/// ///
/// Prior shared = new() { ["precision"] = Prior.Gamma(5, 0.04), ["center"] = Prior.Normal(1.5, 0.447) };
/// Prior own = new() { ["amplitude"] = Prior.Gamma(5, 5) };
/// var joint = new JointPosterior(
///     shared.Repeat(3) + own.Repeat(3).Labelled("A", "B"),
///     new("A", dataA, peaks, GaussianNoise.Known(0.1)),
///     new("B", dataB, peaks, GaussianNoise.Known(0.3)));
/// </code>
/// </example>
public sealed class JointPosterior : ITarget
{
    private readonly JointPrior names;
    private readonly int[][] positions;
    private readonly JointReader[][] readers;

    /// <summary>Joins measurements.</summary>
    /// <param name="prior">A rule for every parameter, shared or of one measurement.</param>
    /// <param name="parts">The measurements, at least one, each with a name of its own.</param>
    /// <exception cref="ArgumentException">
    /// Names are missing, unknown, or not told apart; a tie or link leads nowhere; or a measurement does not fit its model or
    /// noise.
    /// </exception>
    public JointPosterior(Prior prior, params IReadOnlyList<JointPart> parts)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(parts);
        RequireNames(parts);
        names = new(prior, parts);
        Prior = prior;
        Parts = [.. parts];
        Parameters = Parameter.FreeOf(prior);
        Dictionary<string, int> unknowns = Parameters.Index().ToDictionary(item => item.Item.Name, item => item.Index);
        var rules = parts.Select(names.Of).ToList();
        positions = [.. rules.Select(part =>
            part.Where(rule => rule.Entry.IsFree).Select(rule => unknowns[rule.JointName]).ToArray())];
        Posteriors = [.. parts.Zip(rules, Alone)];
        readers = CreateReaders();
        Blocks = CreateBlocks();
        Groups = ComponentGroups.Of(
            Parameters,
            [.. Posteriors.Zip(positions, (posterior, places) => new GroupedCurve(posterior.Model, posterior.Layout, places))]);
    }

    /// <summary>The measurements.</summary>
    public IReadOnlyList<JointPart> Parts { get; }

    /// <summary>The prior, with its fixed, tied and linked parameters.</summary>
    public Prior Prior { get; }

    /// <summary>
    /// The posterior of each measurement by itself, with names as its model has them, and its own copy of what is shared.
    /// </summary>
    public IReadOnlyList<Posterior> Posteriors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>
    /// The unknowns of each term of each measurement, and those of its noise; what several read is in the block of the first.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>
    /// The components that are alike. Where measurements share what a peak has, such as its center, the peak of all of them is
    /// one component.
    /// </summary>
    public IReadOnlyList<ComponentGroup> Groups { get; }

    /// <summary>All that describes the posterior of each measurement, under its name.</summary>
    public IEnumerable<(string Name, string Text)> Description =>
        from item in Parts.Zip(Posteriors)
        from line in item.Second.Description
        select ($"{line.Name}, of \"{item.First.Name}\"", line.Text);

    /// <summary>The unknowns that one measurement reads: for each of its posterior's, the position among those of all.</summary>
    /// <param name="part">The position of the measurement in <see cref="Parts"/>.</param>
    public IReadOnlyList<int> PositionsOf(int part) => positions[part];

    /// <summary>The values of the unknowns that one measurement reads, as <see cref="Posterior.Predict"/> takes them.</summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    /// <param name="part">The position of the measurement in <see cref="Parts"/>.</param>
    public double[] ValuesOf(ReadOnlySpan<double> values, int part)
    {
        int[] places = positions[part];
        double[] local = new double[places.Length];
        for (int i = 0; i < local.Length; i++)
        {
            local[i] = values[places[i]];
        }

        return local;
    }

    /// <summary>The same question, asked of some of the measurements only.</summary>
    /// <param name="some">The positions of the measurements in <see cref="Parts"/>: at least one, each once.</param>
    /// <exception cref="ArgumentException">There is none, or one is there twice.</exception>
    public JointPosterior Of(params IReadOnlyList<int> some)
    {
        ArgumentNullException.ThrowIfNull(some);
        JointPart[] kept = [.. some.Select(part => Parts[part])];
        return new(names.For(kept), kept);
    }

    /// <summary>What fails in the first measurement that cannot be explained at a point; null when none fails.</summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    public string? FaultAt(ReadOnlySpan<double> values)
    {
        for (int part = 0; part < Parts.Count; part++)
        {
            if (Posteriors[part].FaultAt(ValuesOf(values, part)) is { } fault)
            {
                return $"The measurement \"{Parts[part].Name}\": {fault}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public ITargetState CreateState() => new JointState(Posteriors, positions, readers);

    private static void RequireNames(IReadOnlyList<JointPart> parts)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is no measurement to ask.", nameof(parts));
        }

        foreach (JointPart part in parts)
        {
            Require.ParameterName(part.Name, nameof(parts));
        }

        if (parts.GroupBy(part => part.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Two measurements are named \"{twice.Key}\". Give one of them another name.", nameof(parts));
        }
    }

    private static Posterior Alone(JointPart part, IReadOnlyList<(PriorEntry Entry, string JointName)> rules)
    {
        try
        {
            return new(part.Measurement, part.Model, part.Noise, new Prior(rules.Select(rule => rule.Entry)));
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The measurement \"{part.Name}\": {error.Message}", error);
        }
    }

    /// <summary>For each unknown, who reads it.</summary>
    private JointReader[][] CreateReaders()
    {
        List<JointReader>[] found = [.. Parameters.Select(_ => new List<JointReader>())];
        for (int part = 0; part < positions.Length; part++)
        {
            for (int local = 0; local < positions[part].Length; local++)
            {
                found[positions[part][local]].Add(new(part, local));
            }
        }

        return [.. found.Select(readers => readers.ToArray())];
    }

    private List<IReadOnlyList<int>> CreateBlocks()
    {
        var taken = new HashSet<int>();
        IEnumerable<int[]> blocks =
            from part in Enumerable.Range(0, Posteriors.Count)
            from block in Posteriors[part].Blocks
            select block.Select(local => positions[part][local]).Where(taken.Add).ToArray();
        return [.. blocks.Where(block => block.Length > 0)];
    }
}
