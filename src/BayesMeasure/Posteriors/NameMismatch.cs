using System.Globalization;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>Says what to do where the names of a prior and those of what it is about do not match.</summary>
/// <param name="missing">The names that the prior says nothing of.</param>
/// <param name="strangers">The names of the prior that nobody has.</param>
internal sealed class NameMismatch(string[] missing, string[] strangers)
{
    /// <summary>What is wrong with the prior of a model; null where the names match.</summary>
    /// <param name="asked">The names that a rule is needed for.</param>
    /// <param name="given">The names that the prior has.</param>
    /// <param name="followed">Those of them that other rules follow: nobody else need ask for them.</param>
    public static string? Between(IReadOnlyList<string> asked, IReadOnlyList<string> given, IEnumerable<string> followed)
    {
        string[] missing = [.. asked.Except(given)];
        string[] strangers = [.. given.Except(asked).Except(followed)];
        return new NameMismatch(missing, strangers).Repetition ?? (missing, strangers) switch
        {
            ([], []) => null,
            (_, []) => $"The prior says nothing of {string.Join(", ", missing)}. {AdviceOn(missing, given)}",
            _ => $"The prior speaks of {string.Join(", ", strangers)}, which the model and the noise do not have."
                + $"{Hints(strangers, missing.Length > 0 ? missing : asked)} They have: {string.Join(", ", asked)}.",
        };
    }

    /// <summary>A hint for each stranger that may be a known name misspelt.</summary>
    public static string Hints(IEnumerable<string> strangers, IReadOnlyList<string> known) =>
        string.Concat(strangers.Select(stranger => NearestName.Hint(stranger, known)).Distinct());

    /// <summary>
    /// What to do where the model repeats what the prior has once, or the other way round; null where neither does.
    /// </summary>
    public string? Repetition => (OnceIn(strangers, missing), OnceIn(missing, strangers)) switch
    {
        ([string first, ..] once, _) =>
            $"The model has {LargestNumber(first, missing)} each of {string.Join(", ", once)}, and the prior has one. "
            + $"Write .Repeat({LargestNumber(first, missing)}) behind the prior of one component.",
        (_, [string first, ..] once) =>
            $"The prior has {LargestNumber(first, strangers)} each of {string.Join(", ", once)}, and the model has one. "
            + $"Write .Repeat({LargestNumber(first, strangers)}) behind the model of one component.",
        _ => null,
    };

    private static string AdviceOn(string[] missing, IReadOnlyList<string> given)
    {
        string? repeated = given.Where(name => name.EndsWith("[1]", StringComparison.Ordinal)).Select(name => name[..^3])
            .FirstOrDefault(name => LargestNumber(name, missing) > 0);
        return repeated is null
            ? "Give each a distribution, Fixed(...), TiedTo(...) or LinkedTo(...)."
            : $"Where the model repeats a component, so does its prior: .Repeat({LargestNumber(repeated, missing)}).";
    }

    private static string[] OnceIn(string[] once, string[] repeated) =>
        [.. once.Where(name => repeated.Contains(PriorEntry.NameInComponent(name, 1)))];

    /// <summary>The largest number of a component that a name has among others; 0 where it has none.</summary>
    private static int LargestNumber(string name, IEnumerable<string> others) => others
        .Where(other => other.StartsWith($"{name}[", StringComparison.Ordinal) && other.EndsWith(']'))
        .Select(other => int.TryParse(other[(name.Length + 1)..^1], CultureInfo.InvariantCulture, out int number) ? number : 0)
        .DefaultIfEmpty().Max();
}
