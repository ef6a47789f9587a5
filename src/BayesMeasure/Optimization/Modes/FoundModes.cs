using BayesMeasure.Inference;

namespace BayesMeasure.Optimization.Modes;

/// <summary>Where searches ended: modes that are the same but for the labels of alike components are one.</summary>
/// <param name="searched">The target.</param>
internal sealed class FoundModes(SearchedTarget searched)
{
    /// <summary>Modes whose log density is lower than the best by more than this are not told of.</summary>
    public const double Depth = 10;

    private const int LeastAgreeing = 3;

    /// <summary>Ends whose log densities differ by more than this are different modes.</summary>
    public const double SameHeight = 0.01;

    /// <summary>The square of the largest distance of predictions that are the same, in units of the noise.</summary>
    private const double SamePrediction = 0.01;

    private readonly List<Entry> modes = [];
    private int searches;

    /// <summary>The highest log density so far.</summary>
    public double Highest => modes.Count == 0 ? double.NegativeInfinity : Best.Height;

    /// <summary>The best mode so far.</summary>
    public FoundMode Best => modes[0].Mode;

    /// <summary>The height below which a mode is not told of, with a margin for what a rough climb leaves.</summary>
    public double Least => Highest - Depth - 1;

    /// <summary>How many searches ended at the best mode, beside the one that found it first.</summary>
    public int Agreeing => modes.Count == 0 ? 0 : modes[0].Ends - 1;

    /// <summary>
    /// Whether there is probably no better mode: after n searches that met w modes that the data can tell apart, the expected
    /// number of these is w (n - 1) / (n - w - 2) (Boender, Rinnooy Kan, Math. Program. 37 (1987) 59), which exceeds w by less
    /// than a half then; some of the searches ended at the best; and every exchange of a component of it was tried.
    /// </summary>
    public bool AreAll()
    {
        int met = Arrangements();
        return Agreeing >= LeastAgreeing
            && !HasExchange()
            && searches > met + 2
            && met * (searches - 1.0) / (searches - met - 2) < met + 0.5;
    }

    /// <summary>The mode in whose width a rough climb ended, hardly below it; null where there is none.</summary>
    public FoundMode? Around(FoundMode end) =>
        modes.Find(mode => end.Height <= mode.Mode.Height && AreSame(mode.Mode, end))?.Mode;

    /// <summary>The next exchange of a component of the best mode; null where all were tried.</summary>
    public PlannedExchange? TakeExchange() =>
        HasExchange() ? new(Best, searched.Exchanges[modes[0].Exchanges++], modes[0].Vacancies) : null;

    /// <summary>Adds the end of a search.</summary>
    public void Add(FoundMode end)
    {
        searches++;
        Entry? same = modes.Find(mode => AreSame(mode.Mode, end));
        if (same is null)
        {
            modes.Add(same = new(end, searched.Components.Count));
        }

        same.Ends++;
        same.Mode = end.Height > same.Mode.Height ? end : same.Mode;
        modes.Sort((a, b) => b.Mode.Height.CompareTo(a.Mode.Height));
    }

    /// <summary>Throws when no search found a point where the data are possible.</summary>
    public void RequirePossible()
    {
        if (!double.IsFinite(Highest))
        {
            throw new InferenceException(
                "The likelihood was zero wherever a search for the mode began: prior and data contradict each other.");
        }
    }

    /// <summary>The modes so far that are told of, the best first.</summary>
    public IReadOnlyList<FoundMode> Told() =>
        [.. modes.Where(mode => mode.Mode.Height >= Highest - Depth).Select(mode => mode.Mode)];

    /// <summary>The best mode with those that are told of beside it.</summary>
    public Mode ToMode(ModeSearcher searcher, int restarts)
    {
        Mode[] told = [.. Told().Select(mode => Describe(searcher.Climb, mode))];
        return told[0] with { Others = told[1..], Restarts = restarts, Agreeing = Agreeing };
    }

    /// <summary>
    /// A mode with all that is told of it. The curvature of one that is not the best waits until somebody asks for it, where the
    /// mode is known well enough.
    /// </summary>
    private Mode Describe(ModeClimb climb, FoundMode found)
    {
        ExploredUnknowns unknowns = searched.Unknowns;
        double[] values = found.Values;
        bool waits = !searched.Labels.Order(values) && found.IsTop && found != Best;
        double height = waits ? found.Height : climb.Climb(values);
        double logLikelihood = waits ? height + unknowns.Energy(values) : climb.LogLikelihood;
        return new(waits
            ? ModeCurvature.Later(searched.Target, unknowns, searched.Labels, values)
            : new(ModeCurvature.At(climb, unknowns, searched.Labels, values, height)))
        {
            Target = searched.Target,
            Values = values,
            LogLikelihood = logLikelihood,
            LogPosterior = logLikelihood
                + unknowns.Parameters.Index().Sum(item => item.Item.Prior.LogDensity(values[item.Index])),
            LogCoordinateDensity = height,
            AtBound =
            [
                .. unknowns.Parameters.Where((_, i) => unknowns.IsAtBound(i, values[i])).Select(parameter => parameter.Name),
            ],
        };
    }

    /// <summary>
    /// How many modes the data can tell apart. Where a component explains nothing but noise, or two share what one would explain,
    /// there are many places for it, and as many modes: their predictions differ by no more than those of draws of one mode.
    /// </summary>
    private int Arrangements()
    {
        var apart = new List<FoundMode>();
        foreach (FoundMode mode in Told())
        {
            if (!apart.Exists(other => other.Predicted.IsWithin(2 * searched.Unknowns.Parameters.Count, mode.Predicted)))
            {
                apart.Add(mode);
            }
        }

        return apart.Count;
    }

    /// <summary>Goes on to the next exchange of a component of the best mode; false where all were tried.</summary>
    private bool HasExchange()
    {
        Entry entry = modes[0];
        if (!double.IsFinite(Highest))
        {
            return false;
        }

        while (entry.Exchanges < searched.Exchanges.Length
            && searched.Exchanges[entry.Exchanges] is { Split: < 0 } other
            && entry.Vacancies.Lacks(other.Removed, other.Place))
        {
            entry.Exchanges++;
        }

        return entry.Exchanges < searched.Exchanges.Length;
    }

    /// <summary>
    /// Whether two ends are one mode: as high, and not apart by more than the width of the mode in any direction, or with the
    /// same prediction, as where two components share what one explains.
    /// </summary>
    public bool AreSame(FoundMode mode, FoundMode other) =>
        Math.Abs(mode.Height - other.Height) <= SameHeight
        && mode.Metric.Length > 0
        && (SquaredDistance(mode, other.Values) < 1 || mode.Predicted.IsWithin(SamePrediction, other.Predicted));

    /// <summary>The square of the distance of a point from a mode, in widths of the mode.</summary>
    public double SquaredDistance(FoundMode mode, ReadOnlySpan<double> values)
    {
        int count = values.Length;
        double[] apart = new double[count];
        for (int i = 0; i < count; i++)
        {
            apart[i] = searched.Unknowns.ToCoordinate(i, mode.Values[i]) - searched.Unknowns.ToCoordinate(i, values[i]);
        }

        double squared = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                squared += mode.Metric[i * count + j] == 0 ? 0 : apart[i] * mode.Metric[i * count + j] * apart[j];
            }
        }

        return squared;
    }

    /// <summary>A mode, and what was done about it.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="components">The number of its components.</param>
    private sealed class Entry(FoundMode mode, int components)
    {
        /// <summary>Where each component could stand instead.</summary>
        public ModeVacancies Vacancies { get; } = new(mode, components);

        public FoundMode Mode { get; set; } = mode;

        /// <summary>The searches that ended there.</summary>
        public int Ends { get; set; }

        /// <summary>The exchanges of its components that were tried.</summary>
        public int Exchanges { get; set; }
    }
}
