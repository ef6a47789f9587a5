namespace BayesMeasure.Diffraction.Search;

/// <summary>Puts together what a search has found.</summary>
/// <param name="context">What all steps share.</param>
/// <param name="best">The best set.</param>
/// <param name="gates">The gates.</param>
/// <param name="scales">The scales of the heights.</param>
internal sealed class ResultAssembly(SearchContext context, SettledSet best, GateAnswer gates, double[] scales)
{
    private const double LeastProbability = 0.01;
    private const double LargestLogOdds = 5;

    private readonly Linearised fit = best.Fit;

    /// <summary>The result.</summary>
    public PhaseSearchResult Result()
    {
        WeightDraws weights = new(gates.Gates, context.Options.SystematicError, WeightFactors(), seed: 1);
        FoundPhase[] phases = Phases(weights);
        UnexplainedPeak[] peaks = new ResidualPeaks(context, fit, gates.Nuisance.Rest(fit.Residual), gates.Nuisance.Scale).Find();
        return new()
        {
            Pattern = context.Pattern.Measurement.Name,
            Radiation = context.Pattern.Radiation,
            Candidates = [.. context.Candidates.Select(candidate => candidate.Name)],
            Phases = phases,
            Hypotheses = Hypotheses(),
            UnexplainedPeaks = peaks,
            Verdict = PhaseVerdict.Of(phases, peaks, fit.State.Instrument),
            Instrument = fit.State.Instrument,
            Misfit = gates.Misfit,
            OverDispersion = gates.Nuisance.Scale,
            Amorphous = Amorphous(phases, weights),
            Hump = Hump(),
            Remarks = Remarks(phases),
            State = fit.State,
            Drawn = Curves(),
        };
    }

    private FittedCurves Curves() => new(
        context.Pattern.Measurement,
        context.Points.Angles,
        [.. context.Points.Counts.Select(count => count / context.Pattern.CountsPerUnit)],
        Curve(i => context.Points.Counts[i] * context.Points.RootWeights[i] - fit.Residual[i]),
        Curve(_ => Math.Sqrt(gates.Nuisance.Scale)),
        Curve(i => Enumerable.Range(0, fit.State.Background.Length)
            .Sum(j => fit.Columns[j][i] * fit.State.Background[j])),
        [.. fit.State.Phases.Select((phase, place) => new PhaseCurve(
            context.Candidates[phase.Candidate].Name,
            Curve(i => phase.Height * fit.Columns[fit.State.FirstOf(place)][i]),
            Ticks(phase)))]);

    private FoundPhase[] Phases(WeightDraws weights)
    {
        OwnSupport support = new(context, fit, gates.Nuisance.Scale);
        ForeignLines foreign = new(context, best, scales);
        return [.. gates.Columns.Index()
            .Where(entry => gates.Gates.Probabilities[entry.Index] >= LeastProbability)
            .Select(entry => Phase(entry.Item, entry.Index, weights, support, foreign))
            .OrderByDescending(phase => phase.IsFound)
            .ThenByDescending(phase => phase.WeightFraction * phase.Probability)];
    }

    private FoundPhase Phase(GatedColumn column, int k, WeightDraws weights, OwnSupport support, ForeignLines foreign)
    {
        int place = fit.State.PlaceOf(column.Term.Candidate);
        int[] group = Group(column);
        return new()
        {
            Name = Name(k),
            Candidate = column.Term.Candidate,
            Probability = gates.Gates.Probabilities[k],
            StandardError = gates.Gates.StandardErrors[k],
            WeightFraction = weights.Mean(k),
            Interval68 = weights.Central(k, 0.68),
            Interval95 = weights.Central(k, 0.95),
            Support = place < 0 ? null : support.Of(place, scales[column.Term.Candidate]),
            Doubt = place < 0 ? null : foreign.LogOdds(place),
            Group = [.. group.Select(Name)],
            GroupProbability = group.Length == 1 ? gates.Gates.Probabilities[k] : gates.Gates.ProbabilityOfAny(group),
            Shape = column.Term.Shape,
            TexturePlane = column.Term.Plane,
        };
    }

    /// <summary>All columns that may be the phase of one place, and this one.</summary>
    private int[] Group(GatedColumn column) => [.. Enumerable.Range(0, gates.Columns.Count).Where(k =>
        gates.Columns[k] == column || (PlaceOf(gates.Columns[k]) == PlaceOf(column) && IsNear(gates.Columns[k])))];

    private static int PlaceOf(GatedColumn column) => column.Replaced ?? column.Term.Candidate;

    private bool IsNear(GatedColumn column) => column.Replaced == null || best.Rivals[column.Term.Candidate].IsNear;

    private PhaseHypothesis[] Hypotheses()
    {
        double best = gates.Sets[0].Probability;
        return [.. gates.Sets
            .Select(set => new PhaseHypothesis(
                [.. set.Columns.Select(Name)], set.Probability, Math.Log(Math.Max(set.Probability / best, 1e-300))))
            .Where(hypothesis => hypothesis.LogOdds > -LargestLogOdds)];
    }

    private string Name(int k) => context.Candidates[gates.Columns[k].Term.Candidate].Name;

    private double[] Curve(Func<int, double> weighted)
    {
        double[] curve = new double[context.Points.Count];
        for (int i = 0; i < curve.Length; i++)
        {
            curve[i] = weighted(i) / (context.Points.RootWeights[i] * context.Pattern.CountsPerUnit);
        }

        return curve;
    }

    private double[] Ticks(PhaseTerm phase)
    {
        Candidate candidate = context.Candidates[phase.Candidate];
        return [.. Enumerable.Range(0, candidate.Positions.Length)
            .Select(line => candidate.PositionOf(line, fit.State.Instrument, phase.Shape.Strain))];
    }

    /// <summary>What the heights of the columns are multiplied by: Brindley's correction, for the set that was found.</summary>
    private double[] WeightFactors()
    {
        if (!context.Options.CorrectsMicroabsorption)
        {
            return [.. gates.Columns.Select(_ => 1.0)];
        }

        double[] heights = [.. gates.Columns.Select(column => fit.State.PlaceOf(column.Term.Candidate) is var place and >= 0
            ? fit.State.Phases[place].Height
            : 0)];
        Candidate[] found = [.. gates.Columns.Select(column => context.Candidates[column.Term.Candidate])];
        return Microabsorption.Factors(
            [.. found.Select(candidate => candidate.Crystal!)],
            heights,
            context.Pattern.Radiation.Wavelength,
            [.. found.Select(candidate => context.Options.DiameterOf(candidate.Name))]);
    }

    private AmorphousContent? Amorphous(FoundPhase[] phases, WeightDraws weights) =>
        Standard(phases) is { IsFound: true } standard
            ? AmorphousContent.Of(
                weights.Of(Enumerable.Range(0, gates.Columns.Count)
                    .First(k => gates.Columns[k].Term.Candidate == standard.Candidate)),
                context.Options.InternalStandard!.Value.WeightFraction)
            : null;

    private FoundPhase? Standard(FoundPhase[] phases) => context.Options.InternalStandard is { Phase: var name }
        ? phases.FirstOrDefault(phase => phase.Name == name)
        : null;

    /// <summary>The hump at the height that the fit gave it, where that stands out.</summary>
    private BroadHump? Hump()
    {
        const double LeastSignificance = 5;
        if (context.Hump is not { } hump)
        {
            return null;
        }

        int column = fit.State.Background.Length - 1;
        double height = fit.State.Background[column];
        double significance = height / Math.Sqrt(fit.Variance(column));
        double area = height * hump.At(context.Points.Angles).Sum();
        double lines = fit.State.Phases.Index().Sum(entry => entry.Item.Height * fit.Columns[fit.State.FirstOf(entry.Index)]
            .Zip(context.Points.RootWeights, (value, root) => value / root).Sum());
        return significance > LeastSignificance ? hump with { Share = area / (area + lines), Significance = significance } : null;
    }

    private string[] Remarks(FoundPhase[] phases)
    {
        string[] standard = context.Options.InternalStandard is { } told && Standard(phases) is not { IsFound: true }
            ? [$"The internal standard {told.Phase} was not found: nothing is told of what is amorphous."]
            : [];
        string[] outside = [.. context.Candidates
            .Where(candidate => candidate.Positions.Length == 0)
            .Select(candidate => $"{candidate.Name} has no line within the pattern, which tells nothing of it.")];
        return [.. context.Pattern.Remarks, .. standard, .. outside, .. context.Pattern.Measurement.Remarks];
    }
}
