using System.CommandLine.Parsing;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>Reads models and backgrounds as they are written on the command line.</summary>
public static class ModelText
{
    private const string Example = "2 gaussian + 0..1 lorentzian + shirley";

    /// <summary>Models, such as "2 gaussian + 1..2 voigt doublet + linear".</summary>
    public static IReadOnlyList<ModelChoice>? Models(ArgumentResult result)
    {
        var choices = new List<ModelChoice>();
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (Model(text, advice => result.AddError($"--model {text}: {advice}")) is not { } choice)
            {
                return null;
            }

            choices.Add(choice);
        }

        return choices;
    }

    /// <summary>A background, such as "linear" or "constant + exponential".</summary>
    public static IReadOnlyList<BackgroundTerm>? Background(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        var terms = new List<BackgroundTerm>();
        foreach (string part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            if (BackgroundTerm.Parse(part) is not { } term)
            {
                result.AddError($"--background {text}: choose one of {BackgroundTerm.Known}; or a sum, such as linear+shirley.");
                return null;
            }

            terms.Add(term);
        }

        string? twice = Repeated(terms.Select(term => CommandValues.NameOf(term.Shape)));
        if (twice is not null)
        {
            result.AddError($"--background {text}: {twice} is there twice.");
        }

        return WithoutNone(terms);
    }

    private static ModelChoice? Model(string text, Action<string> refuse)
    {
        var peaks = new List<(ComponentRange Range, PeakShape Shape, bool IsDoublet)>();
        var background = new List<BackgroundTerm>();
        foreach (string part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (BackgroundTerm.Parse(part) is { } term)
            {
                background.Add(term);
            }
            else if (Peaks(words) is not { } found)
            {
                refuse($"\"{ErrorText.Quoted(part)}\" is neither peaks nor a background. Write a sum such as \"{Example}\", "
                    + "of the shapes and backgrounds that --help lists.");
                return null;
            }
            else
            {
                peaks.Add(found);
            }
        }

        bool hasStep = background.RemoveAll(term => term.Shape == BackgroundShape.ActiveShirley) > 0;
        ModelChoice choice = new(
            [.. peaks.Select(peak => new PeakCount(peak.Range, new(peak.Shape, peak.IsDoublet, hasStep)))],
            WithoutNone(background));
        string? twice = Repeated(choice.Peaks.Select(peak => peak.Kind.Name))
            ?? Repeated(choice.Background.Select(term => CommandValues.NameOf(term.Shape)));
        if (twice is not null)
        {
            refuse($"{twice} is there twice. Give one number, or a range such as 1..3.");
            return null;
        }

        return choice;
    }

    /// <summary>"2 gaussian", "1..3 voigt doublet", or a shape alone for one peak.</summary>
    private static (ComponentRange Range, PeakShape Shape, bool IsDoublet)? Peaks(string[] words)
    {
        (ComponentRange? range, string[] rest) = words is [var first, .. var others] && char.IsAsciiDigit(first[0])
            ? (ComponentRange.Parse(first, fewest: 0), others)
            : (new(1, 1), words);
        bool isDoublet = rest is [_, var word] && Singular(word).Equals("doublet", StringComparison.OrdinalIgnoreCase);
        return range is not null && (rest.Length == 1 || isDoublet)
            && CommandValues.Find<PeakShape>(Singular(rest[0])) is { } shape
                ? (range, shape, isDoublet)
                : null;
    }

    private static string Singular(string word) => word.EndsWith('s') ? word[..^1] : word;

    private static string? Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static BackgroundTerm[] WithoutNone(IEnumerable<BackgroundTerm> terms) =>
        [.. terms.Where(term => term.Shape != BackgroundShape.None)];
}
