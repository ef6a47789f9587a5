using System.CommandLine.Parsing;
using BayesMeasure.CommandLine;
using BayesMeasure.CommandLine.Peaks;

namespace BayesMeasure.Tool.Fitting;

/// <summary>Terms of one kind, as many as a range says.</summary>
/// <param name="Range">The numbers that are compared.</param>
/// <param name="Kind">The kind.</param>
internal sealed record TermCount(ComponentRange Range, TermKind Kind);

/// <summary>A sum of terms and backgrounds that is asked about, for all numbers in its ranges.</summary>
/// <param name="Terms">The terms, kind by kind.</param>
/// <param name="Background">The background, term by term; empty for none.</param>
internal sealed record TermSum(IReadOnlyList<TermCount> Terms, IReadOnlyList<BackgroundTerm> Background)
{
    private const string Example = "1..3 decay + constant";

    /// <summary>Every combination of numbers, one number a kind.</summary>
    public IEnumerable<int[]> Counts => Terms.Aggregate(
        (IEnumerable<int[]>)[[]],
        (counts, term) => counts.SelectMany(
            before => Enumerable.Range(term.Range.Fewest, term.Range.Most - term.Range.Fewest + 1),
            (before, count) => (int[])[.. before, count]));

    /// <summary>How many combinations there are.</summary>
    public double CountOfModels => Terms.Aggregate(1.0, (product, term) => product * (term.Range.Most - term.Range.Fewest + 1));

    /// <summary>The background in words, such as "linear + shirley".</summary>
    public string BackgroundName => Background.Count == 0 ? "none" : string.Join(" + ", Background.Select(term => term.Name));

    /// <summary>The whole in words, as on the command line.</summary>
    public string Name => string.Join(
        " + ", [.. Terms.Select(term => $"{term.Range} {term.Kind.Name}"), .. Background.Select(term => term.Name)]);

    /// <summary>One combination in words, such as "2 decay + constant".</summary>
    public string NameOf(int[] counts)
    {
        IEnumerable<string> terms = Terms.Zip(counts, (term, count) => (term, count))
            .Where(pair => pair.count > 0)
            .Select(pair => $"{pair.count} {pair.term.Kind.Name}");
        string[] all = [.. terms, .. Background.Select(term => term.Name)];
        return all.Length > 0 ? string.Join(" + ", all) : "nothing";
    }

    /// <summary>Reads sums as they are written on the command line.</summary>
    public static IReadOnlyList<TermSum>? ParseAll(ArgumentResult result)
    {
        List<TermSum> sums = [];
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (Parse(text, advice => result.AddError($"--model {text}: {advice}")) is not { } sum)
            {
                return null;
            }
            sums.Add(sum);
        }
        return sums;
    }

    private static TermSum? Parse(string text, Action<string> refuse)
    {
        List<TermCount> terms = [];
        List<BackgroundTerm> background = [];
        foreach (string part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            if (BackgroundTerm.Parse(part) is { } term && term.Shape != BackgroundShape.ActiveShirley)
            {
                background.Add(term);
            }
            else if (Counted(part) is { } count)
            {
                terms.Add(count);
            }
            else
            {
                refuse($"\"{ErrorText.Quoted(part)}\" is no term. Write a sum such as \"{Example}\", of the terms that --help "
                    + "lists.");
                return null;
            }
        }

        string? twice = terms.Select(term => term.Kind.Name).Concat(background.Select(term => CommandValues.NameOf(term.Shape)))
            .GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            refuse($"{twice} is there twice. Give one number, or a range such as 1..3.");
            return null;
        }
        return new(terms, [.. background.Where(term => term.Shape != BackgroundShape.None)]);
    }

    /// <summary>"2 decay", "1..3 spheres", or a name alone for one.</summary>
    private static TermCount? Counted(string part)
    {
        string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        (ComponentRange? range, string name) = words switch
        {
            [var only] => (new(1, 1), only),
            [var number, var kind] => (ComponentRange.Parse(number, fewest: 0), kind),
            _ => (null, ""),
        };
        return range is not null && TermCatalogue.Find(name) is { } found ? new(range, found) : null;
    }
}
