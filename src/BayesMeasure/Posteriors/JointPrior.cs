using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>What the prior of several measurements says about each of them.</summary>
/// <remarks>
/// A parameter "offset" of the part "A" has the rule "A.offset" where there is one, and the rule "offset", which it shares, where
/// there is not.
/// </remarks>
internal sealed class JointPrior
{
    private const string SharedLabel = "shared";

    private readonly Prior prior;
    private readonly IReadOnlyList<JointPart> parts;

    /// <exception cref="ArgumentException">
    /// The names of the prior and those of the parts do not match; the message lists those that do not.
    /// </exception>
    public JointPrior(Prior prior, IReadOnlyList<JointPart> parts)
    {
        prior.RequireValid();
        this.prior = prior;
        this.parts = parts;
        RequireRules();
        RequireDistinctLabels();
        RequireKnownNames();
    }

    /// <summary>
    /// What is said of one part, in the order of the prior: with names in the words of the part, then in those of the prior. What
    /// it follows keeps its name, but for "rate" where a "rate" of its own follows it: that is "shared.rate" then.
    /// </summary>
    public IReadOnlyList<(PriorEntry Entry, string JointName)> Of(JointPart part)
    {
        Dictionary<string, string> localNames = part.ParameterNames.ToDictionary(name => NameIn(part, name)!, name => name);
        HashSet<string> taken = [.. part.ParameterNames];
        string Local(string name) => localNames.TryGetValue(name, out string? local) ? local
            : taken.Contains(name) ? PriorEntry.NameWithLabel(SharedLabel, name)
            : name;
        return [.. Read(part)
            .Select(prior.PositionOf)
            .Order()
            .Select(position => prior.Entries[position])
            .Select(entry => (Renamed(entry, Local(entry.Name), Local), entry.Name))];
    }

    /// <summary>All that some parts need of the prior.</summary>
    public Prior For(IEnumerable<JointPart> some) =>
        new(some.SelectMany(Read).Distinct().Select(prior.PositionOf).Order().Select(position => prior.Entries[position]));

    private string? NameIn(JointPart part, string name)
    {
        string own = PriorEntry.NameWithLabel(part.Name, name);
        return prior.Has(own) ? own : prior.Has(name) ? name : null;
    }

    /// <summary>The rules that a part reads: those of its parameters, and what these follow.</summary>
    private IEnumerable<string> Read(JointPart part)
    {
        string[] direct = [.. part.ParameterNames.Select(name => NameIn(part, name)).OfType<string>()];
        return direct.Concat(direct.SelectMany(name => prior[name].Followed)).Distinct();
    }

    private static PriorEntry Renamed(PriorEntry entry, string name, Func<string, string> rename)
    {
        int label = entry.Name.Length - name.Length;
        string baseName = label < 0 ? PriorEntry.NameWithLabel(SharedLabel, entry.BaseName) : entry.BaseName[label..];
        return entry with { Name = name, BaseName = baseName, Rule = entry.Rule.Renamed(rename) };
    }

    private void RequireRules()
    {
        string[] missing = [..
            from part in parts
            from name in part.ParameterNames
            where NameIn(part, name) is null
            select PriorEntry.NameWithLabel(part.Name, name)];
        if (missing.Length > 0)
        {
            string[] local =
                [.. parts.SelectMany(part => part.ParameterNames).Distinct().Where(name => !prior.Has(name))];
            string[] strangers = [.. Strangers()];
            throw new ArgumentException(
                new NameMismatch(local, strangers).Repetition
                ?? $"The prior says nothing of {string.Join(", ", missing)}."
                + NameMismatch.Hints(strangers, [.. local, .. missing])
                + " Give each a rule, or one without the name of the measurement to all that share it.",
                nameof(prior));
        }
    }

    /// <summary>A name such as "B.center" is that of the part B alone, never of a term that another part labels "B".</summary>
    private void RequireDistinctLabels()
    {
        HashSet<string> names = [.. parts.Select(part => part.Name)];
        foreach (JointPart part in parts)
        {
            if (part.Model.Terms.Select(term => term.Label).OfType<string>().FirstOrDefault(names.Contains) is { } label)
            {
                throw new ArgumentException(
                    $"\"{label}\" is the name of a measurement, and the label of a term in the model of \"{part.Name}\". "
                    + "Give one of them another name.");
            }
        }
    }

    private IEnumerable<string> Strangers() => prior.Entries.Select(entry => entry.Name).Except(parts.SelectMany(Read));

    private void RequireKnownNames()
    {
        string[] unknown = [.. Strangers()];
        if (unknown.Length > 0)
        {
            throw new ArgumentException(
                $"The prior speaks of {string.Join(", ", unknown)}, which no measurement has or no longer reads."
                + $"{NameMismatch.Hints(unknown, [.. parts.SelectMany(part => part.ParameterNames).Distinct()])} They have: "
                + $"{string.Join(", ", parts.SelectMany(part => part.ParameterNames).Distinct())}; one's own is written with "
                + $"its name, as \"{parts[0].Name}.{parts[0].ParameterNames.FirstOrDefault() ?? "offset"}\".",
                nameof(prior));
        }
    }
}
