namespace BayesMeasure.Priors;

/// <summary>
/// What is known about the parameters of a model before the data: an ordered list of names, each with a distribution, a
/// fixed value, a tie or a link. Immutable once initialised; every method returns a new prior.
/// </summary>
/// <example>
/// <code>
/// ///
/// var peak = new Prior
/// {
///     ["amplitude"] = Prior.Gamma(5, 5),
///     ["width"] = Prior.LogUniform(0.01, 1),
///     ["center"] = Prior.Normal(1.5, 0.447),
/// };
/// Prior prior = peak.WithUnit("center", "eV").Repeat(3, shared: ["width"]) + new Prior { ["background"] = Prior.HalfNormal(1) };
/// </code>
/// </example>
public sealed partial class Prior
{
    private readonly List<PriorEntry> entries;
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);

    /// <summary>Creates an empty prior, to be filled by an initialiser.</summary>
    public Prior()
    {
        entries = [];
        Entries = entries.AsReadOnly();
    }

    internal Prior(IEnumerable<PriorEntry> entries)
        : this()
    {
        foreach (PriorEntry entry in entries)
        {
            Add(entry);
        }
    }

    /// <summary>The parameters, in the order in which they were given.</summary>
    public IReadOnlyList<PriorEntry> Entries { get; }

    /// <summary>What the prior says about one parameter. Set by an initialiser only, and once a name.</summary>
    /// <param name="name">The name: case matters; not blank, without quotation marks.</param>
    /// <exception cref="ArgumentException">When set: the name was set before, is blank, or holds a quotation mark.</exception>
    /// <exception cref="KeyNotFoundException">
    /// When read: there is no such parameter; the message lists those there are.
    /// </exception>
    public ParameterRule this[string name]
    {
        get => positions.TryGetValue(name, out int position) ? entries[position].Rule : throw Unknown(name);
        init
        {
            Require.ParameterName(name);
            ArgumentNullException.ThrowIfNull(value);
            Add(new PriorEntry(name, name, Component: null, Unit: null, value));
        }
    }

    /// <summary>Joins two priors: first all parameters of the left one, then all of the right one.</summary>
    /// <exception cref="ArgumentException">Both have a parameter of the same name.</exception>
    public static Prior operator +(Prior left, Prior right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Prior([.. left.entries, .. right.entries]);
    }

    /// <summary>The same prior with a unit for one parameter, or for that parameter of every component.</summary>
    /// <param name="name">The name of a parameter, or the base name of a repeated one.</param>
    /// <param name="unit">The unit, as it shall be printed.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those there are.</exception>
    public Prior WithUnit(string name, string unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        bool IsMeant(PriorEntry entry) => entry.Name == name || entry.BaseName == name;
        if (!entries.Any(IsMeant))
        {
            throw Unknown(name);
        }

        return new Prior(entries.Select(entry => IsMeant(entry) ? entry with { Unit = unit } : entry));
    }

    /// <summary>
    /// The prior of several equal components: <c>amplitude[1]</c>, <c>center[1]</c>, <c>amplitude[2]</c>, and so on, all of
    /// component 1 first. A tie or link to a parameter of this prior becomes one within the same component.
    /// </summary>
    /// <param name="count">The number of components; 0 gives an empty prior.</param>
    /// <param name="shared">
    /// The names of parameters that all components have in common: that of component 1 stays free, the others are tied to
    /// it. Default: none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="KeyNotFoundException">A shared name is not in this prior; the message lists those there are.</exception>
    /// <exception cref="InvalidOperationException">This prior already has components.</exception>
    public Prior Repeat(int count, IReadOnlyCollection<string>? shared = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (entries.Find(entry => entry.Component != null) is { } repeated)
        {
            throw new InvalidOperationException($"\"{repeated.Name}\" is part of a component already: repeat, then join.");
        }

        HashSet<string> common = new(shared ?? [], StringComparer.Ordinal);
        if (common.FirstOrDefault(name => !positions.ContainsKey(name)) is { } unknown)
        {
            throw Unknown(unknown);
        }

        return new Prior(
            from component in Enumerable.Range(1, count)
            from entry in entries
            let copy = entry.InComponent(component, RuleInComponent(entry, component, common))
            select common.Contains(entry.Name) ? copy with { Component = null } : copy);
    }

    /// <summary>
    /// The same prior with "label." before each name, once for each label: <c>A.offset</c>, <c>B.offset</c>, all of the first
    /// label first. What several measurements do not share, each has of its own. A tie or link to a parameter of this prior stays
    /// within the label.
    /// </summary>
    /// <param name="labels">
    /// The labels, such as the names of measurements: not blank, without quotation marks, all different.
    /// </param>
    /// <exception cref="ArgumentException">A label is blank, holds a quotation mark, or is there twice.</exception>
    public Prior Labelled(params IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        foreach (string label in labels)
        {
            Require.ParameterName(label, nameof(labels));
        }

        return new Prior(
            from label in labels
            from entry in entries
            let rule = entry.Rule.Renamed(name => positions.ContainsKey(name) ? PriorEntry.NameWithLabel(label, name) : name)
            select entry.Labelled(label, rule));
    }

    /// <summary>Checks that every tie follows a free parameter, and every link parameters that are free or fixed.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it and what it follows.</exception>
    public void RequireValid()
    {
        foreach (PriorEntry entry in entries)
        {
            foreach (string followed in entry.Rule.Followed)
            {
                RequireFollowable(entry, followed);
            }
        }
    }

    /// <summary>
    /// The prior as a plain-text table with aligned columns: name, unit, distribution, mean, standard deviation, smallest
    /// and largest value, and whether the parameter is free, fixed or tied.
    /// </summary>
    public string Describe() => PriorTable.Write(entries);

    /// <inheritdoc cref="Describe"/>
    public override string ToString() => Describe();

    /// <summary>Whether there is such a parameter.</summary>
    internal bool Has(string name) => positions.ContainsKey(name);

    /// <summary>Where a parameter that there is stands among the entries.</summary>
    internal int PositionOf(string name) => positions[name];

    private ParameterRule RuleInComponent(PriorEntry entry, int component, HashSet<string> shared)
    {
        bool isShared = shared.Contains(entry.Name);
        if (isShared && component > 1 && entry.IsFree)
        {
            return new Tie(PriorEntry.NameInComponent(entry.Name, 1));
        }

        return entry.Rule.Renamed(name => !positions.ContainsKey(name)
            ? name
            : PriorEntry.NameInComponent(name, isShared || shared.Contains(name) ? 1 : component));
    }

    private void RequireFollowable(PriorEntry entry, string followed)
    {
        bool isTie = entry.Rule is Tie;
        string follower = $"\"{entry.Name}\" is {(isTie ? "tied" : "linked")}";
        if (!positions.TryGetValue(followed, out int position))
        {
            throw new ArgumentException($"{follower} to an unknown parameter. {Unknown(followed).Message}");
        }

        PriorEntry other = entries[position];
        if (!entry.Rule.CanFollow(other.Rule))
        {
            string advice = isTie ? "Tie it to a free parameter, or fix it as well." : "Link it to free or fixed parameters.";
            throw new ArgumentException($"{follower} to \"{other.Name}\", which is not free: {other.Rule}. {advice}");
        }
    }

    private void Add(PriorEntry entry)
    {
        if (!positions.TryAdd(entry.Name, entries.Count))
        {
            throw new ArgumentException($"The prior has two parameters named \"{entry.Name}\". Give one of them another name.");
        }

        entries.Add(entry);
    }

    private KeyNotFoundException Unknown(string name)
    {
        string known = string.Join(", ", entries.Select(entry => entry.Name));
        string answer = known.Length == 0 ? "It has none." : $"Known are {known}.";
        string hint = NearestName.Hint(name, entries.Select(entry => entry.Name));
        return new KeyNotFoundException($"The prior has no parameter \"{name}\".{hint} {answer}");
    }
}
