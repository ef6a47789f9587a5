using BayesMeasure.Measurements;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Sampling;

/// <summary>
/// The modes of targets that are asked about together: of two models of one curve, of which one has a component more, each lends
/// the other its best mode to begin a search from, with a component inserted, or less each of its components in turn. Where
/// nobody asked about the model with one component more or less, its modes are searched for all the same, lest what is found of a
/// model depend on what is asked beside it. Which thread comes first changes nothing: a first search knows the smaller models, a
/// second one the first of the larger.
/// </summary>
internal sealed class FamilyModes
{
    /// <summary>Slices of so many modes are screened: each costs a third of what a screen of the prior does.</summary>
    private const int MostSliced = 3;

    private readonly IReadOnlyList<ITarget> targets;
    private readonly ReplicaExchangeOptions options;
    private readonly CancellationToken cancellation;
    private readonly HashSet<string>[] names;
    private readonly ILookup<Measurement, int> byCurve;
    private readonly Lazy<Mode?>[] first;
    private readonly Lazy<PriorScreen>[] screens;
    private readonly Dictionary<Measurement, Lazy<List<NeighbourMode>>> neighbours;

    /// <param name="targets">The targets.</param>
    /// <param name="options">The settings of their runs.</param>
    /// <param name="cancellation">Ends a search early, which then finds nothing.</param>
    public FamilyModes(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options, CancellationToken cancellation)
    {
        this.targets = targets;
        this.options = options;
        this.cancellation = cancellation;
        names = [.. targets.Select(NamesOf)];
        byCurve = Enumerable.Range(0, targets.Count)
            .Where(index => MeasuredCurve.Whole(targets[index]) is not null)
            .ToLookup(index => MeasuredCurve.Whole(targets[index])!.Measurement);
        first = [.. targets.Select((_, index) => new Lazy<Mode?>(() => FirstOf(index)))];
        screens = [.. targets.Select((target, index) => new Lazy<PriorScreen>(
            () => new(target, options.Modes!.Seed + options.Seed + (ulong)index, cancellation)))];
        neighbours = byCurve.ToDictionary(
            curve => curve.Key, curve => new Lazy<List<NeighbourMode>>(() => NeighboursOn(curve)));
    }

    /// <summary>The modes of a target.</summary>
    /// <param name="index">The position of the target.</param>
    public SearchedModes Of(int index) => options.Modes is null || targets[index].Parameters.Count == 0
        ? SearchedModes.NoneOf(targets[index])
        : new(targets[index], starts => starts.Count == 0 ? SecondOf(index) : Search(targets[index], index, Once, starts));

    /// <summary>The largest model of the same curve with a part of the unknowns of a target; null where there is none.</summary>
    /// <param name="index">The position of the target.</param>
    public int? SmallerThan(int index) => OfSameCurve(targets[index])
        .Where(other => IsPart(names[other!.Value], names[index]))
        .MaxBy(other => names[other!.Value].Count);

    private static HashSet<string> NamesOf(ITarget target) => [.. target.Parameters.Select(parameter => parameter.Name)];

    private ModeSearchOptions Once => options.Modes! with { Restarts = 0 };

    private Mode? FirstOf(int index) => Search(
        targets[index],
        index,
        options.Modes!,
        ModeOfSmaller(index) is { } mode ? [ModeNeighbours.WithMore(targets[index], mode)] : ScreenOf(index));

    /// <summary>
    /// A bare likelihood is screened. Where curves are measured, components are inserted at all places, and residuals lead a
    /// climb further than the likelihood alone.
    /// </summary>
    private IEnumerable<ModeStart> ScreenOf(int index) => targets[index].Curves.Count > 0 ? [] : screens[index].Value.Starts();

    private Mode? SecondOf(int index)
    {
        if (first[index].Value is { } bare && targets[index].Curves.Count == 0)
        {
            return SlicedAt(index, bare);
        }

        return first[index].Value is { } found && ModeOfLarger(index) is { } mode
            ? Again(index, found, ModeNeighbours.WithLess(targets[index], mode))
            : first[index].Value;
    }

    /// <summary>
    /// Three unknowns at a time are screened beside the best mode of a bare likelihood. Then slices go through its modes, the
    /// best first, and through those that these lead to. A needle is higher than all that it weighs as much as, so that no mode
    /// is forgotten when a higher one is found.
    /// </summary>
    private Mode SlicedAt(int index, Mode found)
    {
        Mode[] known = With(found.All, screens[index].Value.StartsBeside(found));
        for (int sliced = 0; sliced < Math.Min(MostSliced, known.Length); sliced++)
        {
            known = With(known, SliceScreen.StartsOf(targets[index], known[sliced], cancellation));
        }

        Mode best = known.MaxBy(mode => mode.LogCoordinateDensity)!;
        return best with { Others = [.. known.Except([best]).Select(mode => mode with { Others = [] })] };

        Mode[] With(IEnumerable<Mode> modes, IEnumerable<ModeStart> starts) =>
            [.. modes, .. Again(index, found, starts).All.Where(mode => !modes.Any(mode.IsAsHighAs))];
    }

    /// <summary>A search from what is known, and from some points more.</summary>
    private Mode Again(int index, Mode found, IEnumerable<ModeStart> starts)
    {
        ITarget target = targets[index];
        return Search(target, index, Once, found.All.Select(one => ModeStart.Whole(target, one.Values)).Concat(starts)) ?? found;
    }

    /// <summary>The mode of the model with one component less, or else of the largest that is a part of this one.</summary>
    private Mode? ModeOfSmaller(int index) => NeighbourModels.WithLess(targets[index]) is { } less
        ? ModeOf(less, index)
        : SmallerThan(index) is int smaller ? first[smaller].Value : null;

    /// <summary>The mode of the model with one component more, or else of the smallest that this one is a part of.</summary>
    private Mode? ModeOfLarger(int index) => NeighbourModels.WithMore(targets[index]) is { } more
        ? ModeOf(more, index)
        : OfSameCurve(targets[index])
            .Where(other => IsPart(names[index], names[other!.Value]))
            .MinBy(other => (int?)names[other!.Value].Count) is int larger ? first[larger].Value : null;

    /// <summary>The mode of a neighbour: what is known of it where it was asked about, or else what a search finds.</summary>
    private Mode? ModeOf(ITarget neighbour, int index)
    {
        HashSet<string> wanted = NamesOf(neighbour);
        if (wanted.SetEquals(names[index]))
        {
            // A component without unknowns of its own, such as one that is tied to another, is no neighbour to learn from.
            return null;
        }

        return OfSameCurve(neighbour).FirstOrDefault(other => names[other!.Value].SetEquals(wanted)) is int asked
            ? first[asked].Value
            : neighbours[MeasuredCurve.Whole(neighbour)!.Measurement].Value.First(model => model.IsLike(neighbour)).Mode.Value;
    }

    /// <summary>
    /// The neighbours of the models that were asked about of one curve, one of a kind, so that each is searched once, whoever
    /// needs it first: beside the first model that has it.
    /// </summary>
    private List<NeighbourMode> NeighboursOn(IEnumerable<int> curve)
    {
        var found = new List<NeighbourMode>();
        foreach (int index in curve)
        {
            Add(NeighbourModels.WithLess(targets[index]), less => Search(less, index, options.Modes!, []));
            Add(NeighbourModels.WithMore(targets[index]), more => Search(more, index, options.Modes!, StartsIn(more, index)));
        }

        return found;

        void Add(ITarget? model, Func<ITarget, Mode?> search)
        {
            if (model is not null && !found.Exists(other => other.IsLike(model)))
            {
                found.Add(new(model, new(() => search(model))));
            }
        }
    }

    private ModeStart[] StartsIn(ITarget larger, int index) =>
        first[index].Value is { } mode ? [ModeNeighbours.WithMore(larger, mode)] : [];

    private IEnumerable<int?> OfSameCurve(ITarget target) => MeasuredCurve.Whole(target) is { } curve
        ? byCurve[curve.Measurement].Select(other => (int?)other)
        : [];

    private static bool IsPart(HashSet<string> smaller, HashSet<string> larger) =>
        smaller.Count < larger.Count && smaller.IsSubsetOf(larger);

    private Mode? Search(ITarget target, int index, ModeSearchOptions settings, IEnumerable<ModeStart> starts)
    {
        try
        {
            ModeSearchOptions own = settings with
            {
                Seed = settings.Seed + options.Seed + (ulong)index,
                Threads = options.SideBySide ? 1 : options.Threads,
            };
            return ModeSearch.Run(target, own, [.. starts], cancellation);
        }
        catch (Exception)
        {
            // Where there can be no such search, replicas begin at draws from the prior; where the model fails, they say so.
            return null;
        }
    }

    /// <summary>A neighbour of what was asked about.</summary>
    /// <param name="Model">The neighbour.</param>
    /// <param name="Mode">Its mode, searched when it is first needed.</param>
    private sealed record NeighbourMode(ITarget Model, Lazy<Mode?> Mode)
    {
        /// <summary>Whether another model has the same unknowns in terms of the same kinds.</summary>
        public bool IsLike(ITarget other) =>
            NamesOf(Model).SetEquals(NamesOf(other)) && KindsOf(Model).SequenceEqual(KindsOf(other));

        private static IEnumerable<object> KindsOf(ITarget model) =>
            MeasuredCurve.Whole(model)!.Model.Terms.Select(term => term.Kind);
    }
}
