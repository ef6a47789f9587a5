using BayesMeasure.Linear.Sparse;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Candidates that fit in the place of a phase: a relaxed gate has one place, and this may be another phase's.</summary>
/// <param name="context">What all steps share.</param>
/// <param name="scales">tau of each candidate.</param>
internal sealed class PhaseRivals(SearchContext context, double[] scales)
{
    private const double LeastShareOfGain = 0.6;
    private const int MostRefined = 6;
    private const int Steps = 6;

    // A set within this evidence of the best one cannot be told from it.
    private const double AlikeWithin = 5;

    /// <summary>Of each candidate that gains most of what a phase does in its place, where that is.</summary>
    public static IReadOnlyDictionary<int, FilterMatch> InPlaces(Linearised at, MatchedFilter filter)
    {
        Dictionary<int, FilterMatch> found = [];
        for (int place = 0; place < at.State.Phases.Length; place++)
        {
            foreach (FilterMatch match in InPlace(at, filter, place))
            {
                if (!found.TryGetValue(match.Candidate, out FilterMatch other) || match.Gain > other.Gain)
                {
                    found[match.Candidate] = match;
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The candidates that cannot be told from a phase: refined in its place, their set has an evidence within 5 nat of the best
    /// one, exact at the refined profile and with errors of lines.
    /// </summary>
    public int[] AlikeTo(Linearised at, PatternFit fit, MatchedFilter filter, int place)
    {
        PhaseTerm[] refined = [.. InPlace(at, filter, place)
            .Take(MostRefined)
            .Select(match => fit.Refine(at.State.Without(place).With(match.Term), Steps).State.Phases[^1])
            .Where(term => term.Height > 0)];
        PhaseTerm[] terms = [.. at.State.Phases, .. refined];
        (Nuisance nuisance, _) = FitNuisance.Of(context, at);
        (Matrix<double> gram, double[] projections) = nuisance.Beside(
            [.. terms.Select(term => fit.Column(term, at.State.Instrument))], GateStage.Data(at));
        GatedProblem problem = GatedProblem.OfProducts(
            gram, projections, [.. terms.Select(term => LogPrior(term, fit.Prior))], [.. terms.Select(Scale)]);
        int count = at.State.Phases.Length;
        int[] others = [.. Enumerable.Range(0, count).Where(i => i != place)];
        return [.. Enumerable.Range(0, refined.Length)
            .Where(i => LogOddsAgainst(problem, others, place, count + i) < AlikeWithin)
            .Select(i => refined[i].Candidate)];
    }

    private static IEnumerable<FilterMatch> InPlace(Linearised at, MatchedFilter filter, int place)
    {
        PhaseTerm phase = at.State.Phases[place];
        double[] residual = [.. at.Residual];
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
            at.Columns[at.State.FirstOf(place)], phase.Height, residual, residual);
        FilterMatch[] matches = filter.Matches(residual, at.State.Instrument, at.Scale);
        double own = matches.First(match => match.Candidate == phase.Candidate).Gain;
        return matches.Where(match => match.Gain > LeastShareOfGain * own && at.State.PlaceOf(match.Candidate) < 0);
    }

    private static double LogOddsAgainst(GatedProblem problem, int[] others, int phase, int rival)
    {
        GateEnumeration sets = GateEnumeration.Of(problem, others, [phase, rival]);
        double LogOf(int column) => sets.Sets
            .Where(set => set.Columns.Count == others.Length + 1 && set.Columns.Contains(column))
            .Select(set => Math.Log(set.Probability))
            .DefaultIfEmpty(double.NegativeInfinity)
            .Max();
        return LogOf(phase) - LogOf(rival);
    }

    private double Scale(PhaseTerm term) => scales[term.Candidate];

    private static double LogPrior(PhaseTerm term, FitPrior prior)
    {
        double strain = term.Shape.Strain / prior.StrainScale;
        double size = term.Shape.SizeBroadening / FitPrior.SizeScale;
        return -0.5 * (strain * strain + size * size);
    }
}
