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
        prior.RequireValid();
        RequireMatchingNames(model, noise, prior);
        Dictionary<string, ParameterRole> roles = model.Terms
            .SelectMany(term => term.ParameterNames.Zip(term.Roles))
            .ToDictionary(item => item.First, item => item.Second);
        Parameters = [.. prior.Entries.Where(entry => entry.IsFree).Select(Parameter.Of).Select(parameter =>
            roles.TryGetValue(parameter.Name, out ParameterRole role) ? parameter with { Role = role } : parameter)];
        Dictionary<string, int> positions = Parameters.Select(parameter => parameter.Name)
            .Concat(prior.Entries.Where(entry => entry.Rule is Link).Select(entry => entry.Name))
            .Index().ToDictionary(item => item.Item, item => item.Index);
        ParameterSource Source(string name) => prior[name] switch
        {
            Distribution or Link => new(positions[name], 1, 0),
            Tie tie => new(positions[tie.ParameterName], tie.Factor, tie.Offset),
            FixedValue constant => new(-1, 0, constant.Value),
            ParameterRule other => throw new ArgumentException($"The rule '{other}' of parameter '{name}' is of no known kind."),
        };
        Links = [..
            from entry in prior.Entries
            where entry.Rule is Link
            let link = (Link)entry.Rule
            select new LinkedParameter(link.Function, [.. link.ParameterNames.Select(Source)])
            {
                Name = entry.Name,
                Followed = link.ParameterNames,
            }];
        Terms = [.. model.Terms.Select(term => term.ParameterNames.Select(Source).ToArray())];
        Noise = [.. noise.ParameterNames.Select(Source)];
        Followers = [.. Parameters.Select((_, i) => Enumerable.Range(0, Links.Length).Where(l => Links[l].Follows(i)).ToArray())];
        Dependents = [.. Parameters.Select((_, i) => Enumerable.Range(0, Terms.Length).Where(t => Reads(Terms[t], i)).ToArray())];
        Blocks = CreateBlocks();
    }

    /// <summary>The unknowns, in the order of the prior.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The sources of every term's parameters.</summary>
    public ParameterSource[][] Terms { get; }

    /// <summary>The sources of the noise parameters.</summary>
    public ParameterSource[] Noise { get; }

    /// <summary>The parameters that are linked by a function: their values stand behind the unknowns.</summary>
    public LinkedParameter[] Links { get; }

    /// <summary>For each unknown, the links that follow it.</summary>
    public int[][] Followers { get; }

    /// <summary>For each unknown, the terms that read it, be it through a link.</summary>
    public int[][] Dependents { get; }

    /// <summary>The unknowns of each term, and those of the noise, each unknown once: where it is read first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>The unknowns that a source reads: several through a link, none for a constant.</summary>
    public IEnumerable<int> UnknownsOf(ParameterSource source) =>
        source.Position < Parameters.Count
            ? source.Position < 0 ? [] : [source.Position]
            : Links[source.Position - Parameters.Count].Sources.SelectMany(UnknownsOf);

    private bool Reads(ParameterSource[] sources, int position) => sources.SelectMany(UnknownsOf).Contains(position);

    private static void RequireMatchingNames(ForwardModel model, NoiseModel noise, Prior prior)
    {
        string[] asked = [.. model.ParameterNames, .. noise.ParameterNames];
        string[] given = [.. prior.Entries.Select(entry => entry.Name)];
        IEnumerable<string> followed = asked.Intersect(given).SelectMany(name => prior[name].Followed);
        string? shared = noise.ParameterNames.FirstOrDefault(model.ParameterNames.Contains);
        if (shared is not null)
        {
            throw new ArgumentException(
                $"The model and the noise both have a parameter named '{shared}'. "
                + "Give the model's term a label with Labelled(...).",
                nameof(model));
        }

        if (NameMismatch.Between(asked, given, followed) is { } mismatch)
        {
            throw new ArgumentException(mismatch, nameof(prior));
        }
    }

    /// <summary>The unknowns, with what is linked to them behind.</summary>
    public double[] WithLinks(ReadOnlySpan<double> values)
    {
        double[] all = [.. values, .. new double[Links.Length]];
        for (int link = 0; link < Links.Length; link++)
        {
            all[values.Length + link] = Links[link].Evaluate(all);
        }

        return all;
    }

    /// <summary>The first link that throws or is not a number at a point, and where; null when none is.</summary>
    public string? FaultOfLinks(ReadOnlySpan<double> values)
    {
        foreach (LinkedParameter link in Links)
        {
            if (link.FaultAt(values) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private List<IReadOnlyList<int>> CreateBlocks()
    {
        var taken = new HashSet<int>();
        IEnumerable<int[]> blocks = Terms.Append(Noise)
            .Select(sources => sources.SelectMany(UnknownsOf).Where(taken.Add).ToArray());
        return [.. blocks.Where(block => block.Length > 0)];
    }
}
