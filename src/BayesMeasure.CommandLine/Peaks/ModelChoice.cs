namespace BayesMeasure.CommandLine.Peaks;

/// <summary>Peaks of one kind, as many as a range says.</summary>
/// <param name="Range">The numbers that are compared.</param>
/// <param name="Kind">The kind.</param>
public sealed record PeakCount(ComponentRange Range, PeakKind Kind);

/// <summary>A sum of peaks and backgrounds that is asked about, for all numbers of peaks in its ranges.</summary>
/// <param name="Peaks">The peaks, kind by kind.</param>
/// <param name="Background">The background, term by term; empty for none.</param>
public sealed record ModelChoice(IReadOnlyList<PeakCount> Peaks, IReadOnlyList<BackgroundTerm> Background)
{
    /// <summary>The background in words, such as "linear + shirley".</summary>
    public string BackgroundName =>
        Background.Count == 0 ? "none" : string.Join(" + ", Background.Select(term => term.Name));

    /// <summary>Whether a term of the background is smooth.</summary>
    public bool IsOnSmooth => Background.Any(term => term.Shape == BackgroundShape.Smooth);

    /// <summary>The whole in words, as on the command line.</summary>
    public string Name => string.Join(" + ", [.. Peaks.Select(peak => $"{peak.Range} {peak.Kind.Name}"), .. BackgroundNames]);

    /// <summary>Every combination of numbers of peaks, one number a kind.</summary>
    public IEnumerable<int[]> Counts => Peaks.Aggregate(
        (IEnumerable<int[]>)[[]],
        (counts, peak) => counts.SelectMany(
            before => Enumerable.Range(peak.Range.Fewest, peak.Range.Most - peak.Range.Fewest + 1),
            (before, count) => (int[])[.. before, count]));

    /// <summary>How many combinations there are.</summary>
    public double CountOfModels => Peaks.Aggregate(1.0, (product, peak) => product * (peak.Range.Most - peak.Range.Fewest + 1));

    /// <summary>One combination in words, such as "2 gaussian + 1 lorentzian".</summary>
    /// <param name="counts">The number of peaks of each kind.</param>
    /// <param name="withBackground">Whether the background is named, as where models differ in it.</param>
    public string NameOf(int[] counts, bool withBackground)
    {
        string[] peaks = [.. Peaks.Zip(counts, (peak, count) => (peak, count))
            .Where(pair => pair.count > 0)
            .Select(pair => $"{pair.count} {pair.peak.Kind.Name}")];
        string[] all = withBackground ? [.. peaks, .. BackgroundNames] : peaks;
        return all.Length > 0 ? string.Join(" + ", all) : "no peak";
    }

    private IEnumerable<string> BackgroundNames => Background.Select(term => term.Name);
}
