using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine;

/// <summary>The priors that the user gives, by parameter: they replace those of a sample's own rule.</summary>
/// <param name="rules">The rules.</param>
public sealed class GivenPriors(IReadOnlyDictionary<string, ParameterRule> rules)
{
    /// <summary>None is given.</summary>
    public static GivenPriors None { get; } = new(new Dictionary<string, ParameterRule>());

    /// <summary>The prior with the user's own rules in place of those of the same name.</summary>
    /// <remarks>A rule of "center" is one of "voigt.center" as well, unless that has one of its own.</remarks>
    public Prior Replace(Prior prior) => prior.Entries.Aggregate(
        new Prior(),
        (result, entry) => result + new Prior { [entry.Name] = RuleOf(entry.Name) ?? entry.Rule });

    /// <summary>Where a prior comes from, in words: the user, the sample's rule, or both.</summary>
    /// <param name="prior">The prior, with the user's rules in it.</param>
    /// <param name="rule">The origin of what the user did not give, such as "published".</param>
    public string OriginOf(Prior prior, string rule)
    {
        int given = prior.Entries.Count(entry => RuleOf(entry.Name) is not null);
        return given == 0 ? rule : given == prior.Entries.Count ? "as given" : $"as given, else {rule}";
    }

    /// <summary>Refuses a rule for a parameter that is not there, or one that reaches where the parameter cannot.</summary>
    /// <param name="prior">All parameters that there are.</param>
    /// <param name="positive">The names of those that are always positive.</param>
    /// <exception cref="UserErrorException">There is such a rule.</exception>
    public void RequireFitting(Prior prior, IReadOnlyCollection<string> positive)
    {
        foreach ((string name, ParameterRule rule) in rules)
        {
            string[] names = [.. prior.Entries.Select(entry => entry.Name)];
            if (!names.Any(known => known == name || WithoutLabel(known) == name))
            {
                string known = names.Length == 0 ? "none" : string.Join(", ", names);
                throw new UserErrorException(
                    $"--prior {name}: there is no such parameter. With these options there are: {known}.");
            }

            if (positive.Contains(WithoutLabel(name)) && rule is Distribution { Minimum: < 0 } or FixedValue { Value: <= 0 })
            {
                throw new UserErrorException(
                    $"--prior {name}={rule}: {name} is always positive. Use a distribution such as LogUniform or Gamma.");
            }
        }
    }

    /// <summary>The name of a parameter without that of its kind before it.</summary>
    public static string WithoutLabel(string name) => name[(name.LastIndexOf('.') + 1)..];

    private ParameterRule? RuleOf(string name) =>
        rules.GetValueOrDefault(name) ?? rules.GetValueOrDefault(WithoutLabel(name));
}
