using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// How the unknowns of a posterior feed the terms of its model and its noise: which are free, and where every parameter
/// gets its value from.
/// </summary>
internal sealed class CurveLayout
{
    public CurveLayout(ForwardModel model, NoiseModel noise, Prior prior)
    {
        prior.Validate();
        RefuseUnmatchedNames(model, noise, prior);
        Parameters = [.. prior.Entries.Where(entry => entry.Rule is Distribution).Select(Free)];
        Dictionary<string, int> positions = Parameters.Index().ToDictionary(item => item.Item.Name, item => item.Index);
        Dictionary<string, ParameterRule> rules = prior.Entries.ToDictionary(entry => entry.Name, entry => entry.Rule);
        ParameterSource Source(string name) => rules[name] switch
        {
            Distribution => new(positions[name], 1, 0),
            Tie tie => new(positions[tie.ParameterName], tie.Factor, tie.Offset),
            FixedValue constant => new(-1, 0, constant.Value),
            ParameterRule other => throw new ArgumentException($"The rule '{other}' of parameter '{name}' is of no known kind."),
        };
        Terms = [.. model.Terms.Select(term => term.ParameterNames.Select(Source).ToArray())];
        Noise = [.. noise.ParameterNames.Select(Source)];
        Dependents = [.. Parameters.Select((_, i) => Enumerable.Range(0, Terms.Length).Where(t => Reads(Terms[t], i)).ToArray())];
        Blocks = CreateBlocks();
        Groups = CreateGroups(model);
    }

    /// <summary>The unknowns, in the order of the prior.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The sources of every term's parameters.</summary>
    public ParameterSource[][] Terms { get; }

    /// <summary>The sources of the noise parameters.</summary>
    public ParameterSource[] Noise { get; }

    /// <summary>For each unknown, the terms that read it.</summary>
    public int[][] Dependents { get; }

    /// <summary>The unknowns of each term, and those of the noise, each unknown once: where it is read first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>The components that are alike.</summary>
    public IReadOnlyList<ComponentGroup> Groups { get; }

    private static Parameter Free(PriorEntry entry) =>
        new(entry.Name, entry.BaseName, entry.Component, entry.Unit, (Distribution)entry.Rule);

    private static bool Reads(ParameterSource[] sources, int position) => sources.Any(source => source.Position == position);

    private static void RefuseUnmatchedNames(ForwardModel model, NoiseModel noise, Prior prior)
    {
        string[] asked = [.. model.ParameterNames, .. noise.ParameterNames];
        string[] given = [.. prior.Entries.Select(entry => entry.Name)];
        string? shared = noise.ParameterNames.FirstOrDefault(model.ParameterNames.Contains);
        if (shared is not null)
        {
            throw new ArgumentException(
                $"The model and the noise both have a parameter named '{shared}'. "
                + "Give the model's term a label with Labelled(...).",
                nameof(model));
        }

        string[] missing = [.. asked.Except(given)];
        string[] unknown = [.. given.Except(asked)];
        if (missing.Length > 0)
        {
            throw new ArgumentException(
                $"The prior says nothing of {string.Join(", ", missing)}. Give each a distribution, Fixed(...) or TiedTo(...).",
                nameof(prior));
        }

        if (unknown.Length > 0)
        {
            throw new ArgumentException(
                $"The prior speaks of {string.Join(", ", unknown)}, which the model and the noise do not have. "
                + $"They have: {string.Join(", ", asked)}.",
                nameof(prior));
        }
    }

    /// <summary>
    /// Terms of one kind are alike in what is theirs alone, if they agree in everything else: what they share or have fixed.
    /// </summary>
    private List<ComponentGroup> CreateGroups(ForwardModel model) => [.. Enumerable.Range(0, Terms.Length)
        .GroupBy(term => (model.Terms[term].Accept(new TermKind()), Foreign(term)))
        .SelectMany(kind => ComponentGroup.Of(
            [.. kind.Select(term => Terms[term].Select(source => source.Position).Where(IsOwn).ToArray())],
            Parameters,
            component => AmplitudeOf(model.Terms[kind.ElementAt(component)], Terms[kind.ElementAt(component)])))];

    /// <summary>Whether an unknown is read by one term only, once, as it is.</summary>
    private bool IsOwn(int position) => position >= 0
        && Terms.Append(Noise).SelectMany(sources => sources).Count(source => source.Position == position) == 1
        && Terms.SelectMany(sources => sources).Contains(new(position, 1, 0));

    /// <summary>What a term reads that is not its own, as text that can be compared.</summary>
    private string Foreign(int term) =>
        string.Join("; ", Terms[term].Select(source => IsOwn(source.Position) ? "own" : source.ToString()));

    private int? AmplitudeOf(Term term, ParameterSource[] sources)
    {
        int amplitude = term.Accept(new TermKind()).Amplitude;
        return amplitude >= 0 && IsOwn(sources[amplitude].Position)
            ? sources[..amplitude].Count(source => IsOwn(source.Position))
            : null;
    }

    private List<IReadOnlyList<int>> CreateBlocks()
    {
        var taken = new HashSet<int>();
        IEnumerable<int[]> blocks = Terms.Append(Noise)
            .Select(sources => sources.Select(source => source.Position))
            .Select(positions => positions.Where(position => position >= 0 && taken.Add(position)).ToArray());
        return [.. blocks.Where(block => block.Length > 0)];
    }
}
