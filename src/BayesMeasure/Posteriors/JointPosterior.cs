using BayesMeasure.Numerics.Lanes;
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
    private readonly JointReader[][] readers;
    private readonly Lazy<IReadOnlyList<MatchedComponents>> matched;

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
        Parameter[] unknowns = [.. prior.Entries.Where(entry => entry.IsFree).Select(Parameter.Of)];
        Curves = CreateCurves(unknowns);
        Parameters = [.. unknowns.Select(WithRole)];
        readers = CreateReaders();
        Blocks = CreateBlocks();
        Groups = ComponentGroups.Of(Parameters, Curves);
        matched = new(() => MatchedComponents.Find(this));
    }

    private JointPosterior(JointPosterior other, int lanes)
    {
        (names, readers, Prior, Parts) = (other.names, other.readers, other.Prior, other.Parts);
        (Parameters, Blocks, Groups) = (other.Parameters, other.Blocks, other.Groups);
        Curves = [.. other.Curves.Select(curve => curve with { Posterior = (Posterior)curve.Posterior.WithLanes(lanes) })];
        matched = new(() => MatchedComponents.Find(this));
    }

    /// <summary>The measurements.</summary>
    public IReadOnlyList<JointPart> Parts { get; }

    /// <summary>The prior, with its fixed, tied and linked parameters.</summary>
    public Prior Prior { get; }

    /// <summary>Each measurement, with its posterior by itself.</summary>
    public IReadOnlyList<MeasuredCurve> Curves { get; }

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

    /// <summary>The components that the residuals can find a place for.</summary>
    internal IReadOnlyList<MatchedComponents> Matched => matched.Value;

    /// <summary>All that describes the posterior of each measurement, under its name.</summary>
    public IEnumerable<(string Name, string Text)> Description =>
        from curve in Curves
        from line in curve.Posterior.Description
        select ($"{line.Name}, of \"{curve.Name}\"", line.Text);

    /// <summary>The same question, asked of some of the measurements only.</summary>
    /// <param name="some">The positions of the measurements in <see cref="Parts"/>: at least one, each once.</param>
    /// <exception cref="ArgumentException">There is none, or one is there twice.</exception>
    public JointPosterior Of(params IReadOnlyList<int> some)
    {
        ArgumentNullException.ThrowIfNull(some);
        JointPart[] kept = [.. some.Select(part => Parts[part])];
        return new(names.For(kept), kept);
    }

    /// <summary>Whether a target is this question, in whatever lanes.</summary>
    internal bool IsAskedBy(ITarget target) => target is JointPosterior other && other.names == names;

    /// <summary>What fails in the first measurement that cannot be explained at a point; null when none fails.</summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    public string? FaultAt(ReadOnlySpan<double> values)
    {
        foreach (MeasuredCurve curve in Curves)
        {
            if (curve.Posterior.FaultAt(curve.ValuesOf(values)) is { } fault)
            {
                return $"The measurement \"{curve.Name}\": {fault}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public ITarget WithLanes(int lanes) =>
        Curves[0].Posterior.Lanes == LaneWidth.Require(lanes, nameof(lanes)) ? this : new JointPosterior(this, lanes);

    /// <summary>The log likelihood with its derivatives: exact, but for curves and links that are functions of doubles.</summary>
    public ILogLikelihoodGradient CreateGradient() => LogLikelihoodGradient.Of(this);

    /// <inheritdoc/>
    public ITargetState CreateState() => new JointState(Curves, readers);

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

    private MeasuredCurve[] CreateCurves(Parameter[] unknowns)
    {
        Dictionary<string, int> positions = unknowns.Index().ToDictionary(item => item.Item.Name, item => item.Index);
        return [..
            from part in Parts
            let rules = names.Of(part)
            let read = rules.Where(rule => rule.Entry.IsFree).Select(rule => positions[rule.JointName]).ToArray()
            select new MeasuredCurve(part.Name, Alone(part, rules), read)];
    }

    /// <summary>What an unknown is, as the first measurement says that reads it.</summary>
    private Parameter WithRole(Parameter unknown, int position)
    {
        MeasuredCurve? reader = Curves.FirstOrDefault(curve => curve.Positions.Contains(position));
        return reader is null ? unknown : unknown with
        {
            Role = reader.Posterior.Parameters[reader.Positions.Index().First(item => item.Item == position).Index].Role,
        };
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
        foreach ((int part, MeasuredCurve curve) in Curves.Index())
        {
            foreach ((int local, int position) in curve.Positions.Index())
            {
                found[position].Add(new(part, local));
            }
        }

        return [.. found.Select(readers => readers.ToArray())];
    }

    private List<IReadOnlyList<int>> CreateBlocks()
    {
        var taken = new HashSet<int>();
        IEnumerable<int[]> blocks =
            from curve in Curves
            from block in curve.Posterior.Blocks
            select block.Select(local => curve.Positions[local]).Where(taken.Add).ToArray();
        return [.. blocks.Where(block => block.Length > 0)];
    }
}

/// <summary>A measurement that reads an unknown of a joint posterior.</summary>
/// <param name="Part">The position of the measurement.</param>
/// <param name="Local">The position of the unknown among those of the measurement.</param>
internal readonly record struct JointReader(int Part, int Local);
