using System.Globalization;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling.Checkpoints;

/// <summary>
/// All that a result depends on, as far as it can be put into words: a list of names with texts. What cannot, such as the body of
/// a function, is told by the log likelihood instead.
/// </summary>
internal sealed class RunDescription
{
    private const string Nothing = "not there";

    private readonly List<KeyValuePair<string, string>> lines;

    private RunDescription(List<KeyValuePair<string, string>> lines) => this.lines = lines;

    /// <summary>Describes a run.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="settings">How it is sampled.</param>
    public static RunDescription Of(ITarget target, Func<IEnumerable<(string Name, string Text)>> settings)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Records write their numbers in the language of the user, which may be another one tomorrow.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return new([.. settings().Concat(Question(target)).Select(line => KeyValuePair.Create(line.Name, line.Text))]);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Reads a description.</summary>
    public static RunDescription Read(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        var lines = new List<KeyValuePair<string, string>>();
        for (int i = 0; i < count; i++)
        {
            lines.Add(KeyValuePair.Create(reader.ReadString(), reader.ReadString()));
        }

        return new(lines);
    }

    /// <summary>Writes the description.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(lines.Count);
        foreach ((string name, string text) in lines)
        {
            writer.Write(name);
            writer.Write(text);
        }
    }

    /// <summary>Every difference, in words.</summary>
    /// <param name="earlier">The description of the run as it was begun.</param>
    public IEnumerable<string> DifferencesFrom(RunDescription earlier)
    {
        Dictionary<string, string> now = new(lines);
        Dictionary<string, string> then = new(earlier.lines);
        foreach (string name in now.Keys.Union(then.Keys))
        {
            (string before, string after) = (then.GetValueOrDefault(name, Nothing), now.GetValueOrDefault(name, Nothing));
            if (before != after)
            {
                yield return $"{name} was {before} and is {after}";
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Question(ITarget target)
    {
        foreach ((int position, Parameter parameter) in target.Parameters.Index())
        {
            yield return ($"parameter {position + 1}", parameter.Name);
        }

        foreach (Parameter parameter in target.Parameters)
        {
            yield return ($"the prior of '{parameter.Name}'", $"{parameter.Prior}");
        }

        yield return ("the blocks of parameters", Text(target.Blocks));
        foreach ((int position, ComponentGroup group) in target.Groups.Index())
        {
            yield return ($"group {position + 1} of components", $"{Text(group.Components)}, amplitude {group.Amplitude}");
        }

        foreach ((string name, string text) in target.Description)
        {
            yield return (name, text);
        }
    }

    private static string Text(IReadOnlyList<IReadOnlyList<int>> positions) =>
        string.Join("; ", positions.Select(block => string.Join(" ", block)));
}
