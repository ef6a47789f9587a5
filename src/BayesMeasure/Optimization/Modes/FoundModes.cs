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
    private const double SameHeight = 0.01;

    private readonly List<(FoundMode Mode, int Ends)> modes = [];
    private int searches;

    /// <summary>The highest log density so far.</summary>
    public double Highest => modes.Count == 0 ? double.NegativeInfinity : Best.Height;

    /// <summary>The best mode so far.</summary>
    public FoundMode Best => modes[0].Mode;

    /// <summary>How many searches ended at the best mode, beside the one that found it first.</summary>
    public int Agreeing => modes.Count == 0 ? 0 : modes[0].Ends - 1;

    /// <summary>
    /// Whether there is probably no further mode to be told of: after n searches that met w of them, the expected number is
    /// w (n - 1) / (n - w - 2) (Boender, Rinnooy Kan, Math. Program. 37 (1987) 59), which exceeds w by less than a half then; and
    /// some of the searches ended at the best. At least K (K + 1) searches for K components: a restart moves one or two of them
    /// and is no independent search, and pairs of components are what arrangements differ in.
    /// </summary>
    public bool AreAll()
    {
        int met = Told().Count;
        return Agreeing >= LeastAgreeing
            && searches > Math.Max(met + 2, searched.Components.Count * (searched.Components.Count + 1))
            && met * (searches - 1.0) / (searches - met - 2) < met + 0.5;
    }

    /// <summary>Adds the end of a search.</summary>
    public void Add(FoundMode end)
    {
        searches++;
        int same = modes.FindIndex(mode => AreSame(mode.Mode, end));
        if (same >= 0)
        {
            modes[same] = (end.Height > modes[same].Mode.Height ? end : modes[same].Mode, modes[same].Ends + 1);
        }
        else
        {
            modes.Add((end, 1));
        }

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
        Mode[] told = [.. Told().Select(mode => ModeCurvature.At(searched, searcher.Climb, mode.Values))];
        return told[0] with { Others = told[1..], Restarts = restarts, Agreeing = Agreeing };
    }

    /// <summary>
    /// Whether two ends are one mode: as high, and not apart by more than the width of the mode in any direction.
    /// </summary>
    public bool AreSame(FoundMode mode, FoundMode other) =>
        Math.Abs(mode.Height - other.Height) <= SameHeight
        && mode.Metric.Length > 0
        && SquaredDistance(mode, other.Values) < 1;

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
}

/// <summary>Where a search ended.</summary>
/// <param name="Values">One value an unknown.</param>
/// <param name="Height">The log density of the explored coordinates there, but for ln Z.</param>
/// <param name="Metric"><see cref="ModeClimb.Metric"/>; empty where it was not climbed to the top.</param>
internal sealed record FoundMode(double[] Values, double Height, double[] Metric);
