using BayesMeasure.CommandLine;
using BayesMeasure.Models;
using BayesMeasure.Priors;

namespace BayesMeasure.Tool.Fitting;

/// <summary>A term that a model may have, once or several times.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Model">Makes one of it.</param>
/// <param name="Rule">
/// What is known of its parameters where the user says nothing; a parameter that is missing has to be given.
/// </param>
internal sealed record TermKind(string Name, Func<ForwardModel> Model, Func<TermScales, Prior> Rule)
{
    private static readonly Distribution Unknown = Prior.Normal(0, 1);

    /// <summary>One of it, with a label before the names of its parameters.</summary>
    /// <param name="label">The label; null for none.</param>
    public ForwardModel LabelledModel(string? label) => label is null ? Model() : Model().Labelled(label);

    /// <summary>The prior of one, with what the user gives in place of the rule.</summary>
    /// <param name="scales">The scales of the data.</param>
    /// <param name="given">What the user gives.</param>
    /// <param name="label">What stands before the names of its parameters; null for nothing.</param>
    /// <exception cref="UserErrorException">Nothing is known of a parameter.</exception>
    public Prior PriorFor(TermScales scales, GivenPriors given, string? label)
    {
        Prior rule = Rule(scales);
        string[] known = [.. rule.Entries.Select(entry => entry.Name)];
        Prior whole = Model().ParameterNames.Where(name => !known.Contains(name))
            .Aggregate(rule, (prior, name) => prior + new Prior { [name] = Unknown });
        Prior replaced = given.Replace(label is null ? whole : whole.Labelled(label));
        string[] missing = [.. replaced.Entries.Where(entry => ReferenceEquals(entry.Rule, Unknown)).Select(entry => entry.Name)];
        return missing.Length == 0 ? replaced : throw new UserErrorException(
            $"{Name}: the data alone do not tell the scale of {string.Join(", ", missing)}. "
            + $"Give each a prior, such as --prior \"{missing[0]}=LogUniform(1,100)\".");
    }
}
