using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>What all steps of a search share: points, candidates, priors.</summary>
internal sealed class SearchContext
{
    // The lines of a phase are narrower than the strongest peaks at most by this.
    private const double NarrowestWidth = 0.3;

    /// <param name="pattern">The pattern.</param>
    /// <param name="candidates">What each candidate shows.</param>
    /// <param name="options">How.</param>
    public SearchContext(MeasuredPattern pattern, IReadOnlyList<ReferencePattern> candidates, PhaseSearchOptions options)
    {
        (Pattern, Options) = (pattern, options);
        Points = SearchPoints.Of(pattern, options.ModelError);
        double unit = 1 / Breadth([.. candidates.OfType<MeasuredPhase>()]);
        Candidates = [.. candidates.Select(reference => Candidate.Of(reference, pattern, Points, unit))];
        Hump = options.HasHump ? BroadHump.Guess(Points) : null;
        int degree = Hump == null ? options.BackgroundDegree : Math.Min(options.BackgroundDegree, BroadHump.BackgroundDegree);
        Background = BackgroundColumns.Weighted(Points, degree, Hump);
        Fit = FitAt(Points.Width);
        Instrument = new(Points.Width);
    }

    /// <summary>The pattern.</summary>
    public MeasuredPattern Pattern { get; }

    /// <summary>How.</summary>
    public PhaseSearchOptions Options { get; }

    /// <summary>The searched points.</summary>
    public SearchPoints Points { get; }

    /// <summary>The candidates.</summary>
    public Candidate[] Candidates { get; }

    /// <summary>Where a hump of what is amorphous may be; null where none is asked for.</summary>
    public BroadHump? Hump { get; }

    /// <summary>The weighted columns of the background, that of the hump the last one.</summary>
    public double[][] Background { get; }

    /// <summary>It fits, first by a guess of the width.</summary>
    public PatternFit Fit { get; }

    /// <summary>The first guess of the instrument.</summary>
    public InstrumentProfile Instrument { get; }

    /// <summary>
    /// The breadth of measured peaks, area over height, which all share: I/Ic of measured patterns is a ratio of heights, and
    /// that of lines one of areas.
    /// </summary>
    private static double Breadth(MeasuredPhase[] measured) => measured.Length == 0
        ? 1
        : measured.Select(phase => phase.Breadth()).Order().ElementAt(measured.Length / 2);

    /// <summary>It fits where lines are expected to have a width in degrees.</summary>
    public PatternFit FitAt(double width) => new(
        Points,
        Candidates,
        new(width, Math.Max(NarrowestWidth * Points.Width, Points.Step), Options.LargestStrain),
        Background);

    /// <summary>A matched filter at the widths of an instrument.</summary>
    public MatchedFilter Filter(InstrumentProfile instrument, PatternFit fit) =>
        new(Points, Candidates, Pattern.Radiation, instrument, fit);

    /// <summary>
    /// The scales of the half-normal priors of heights: with the scale of its prior a phase is as high as the strongest peak.
    /// </summary>
    public double[] HeightScales()
    {
        double highest = Points.Counts.Zip(Points.Clipped, (count, below) => count - below).Max();
        return [.. Candidates.Select((_, k) =>
        {
            double[] column = new double[Points.Count];
            Candidates[k].Evaluate(Instrument, new(), null, column);
            return Math.Max(highest, 1) / Math.Max(column.Max(), 1e-12);
        })];
    }
}
