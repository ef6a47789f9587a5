using BayesMeasure.Linear.Sparse;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A candidate as a column with a gate.</summary>
/// <param name="Term">The candidate, where it would be.</param>
/// <param name="LogShare">What its choice of strain and width costs, as ln of a share of the evidence.</param>
/// <param name="Replaced">The phase in whose place it would be; null where it is one, or beside all.</param>
internal sealed record GatedColumn(PhaseTerm Term, double LogShare, int? Replaced);

/// <summary>
/// Gives all candidates gates at the refined profile, with background, instrument, shapes and errors of lines integrated out.
/// </summary>
internal sealed class GateStage(SearchContext context, PatternFit fit, double[] scales, double[] logOdds)
{
    // A candidate that is less probable beside the phases alone stays shut.
    private const double LeastLogOdds = -7;
    private const int MostAmbiguous = 7;
    private const double Sure = 0.998;

    /// <summary>Samples the gates.</summary>
    /// <param name="best">The set that was found.</param>
    /// <param name="matches">Where every other candidate fits the residual best.</param>
    /// <param name="replacements">Candidates that fit in the place of a phase.</param>
    public GateAnswer Sample(
        Linearised best, FilterMatch[] matches, IReadOnlyDictionary<int, (int Replaced, PhaseTerm Term)> replacements)
    {
        GatedColumn[] columns = Columns(best, matches, replacements);
        double[][] values = [.. columns.Select(column => fit.Column(column.Term, best.State.Instrument))];
        int members = best.State.Phases.Length;
        double[] data = Data(best);
        (Nuisance nuisance, double misfit) = IntegratedNuisance.BesideHeights(context, best);
        (Matrix<double> gram, double[] projections) = nuisance.Beside(values, data);
        int[] kept = [.. Enumerable.Range(0, columns.Length).Where(k =>
            gram[k, k] > 0
            && (k < members || columns[k].Replaced != null || IsPossible(k, columns, members, gram, projections)))];
        GatedProblem problem = Problem(kept, columns, gram, projections);
        GateProbabilities gates = GatedGibbs.Sample(problem, new() { BurnIn = 200, Sweeps = 1000 });
        return new([.. kept.Select(k => columns[k])], ColumnDraws.Of(gates), Sets(problem, gates), nuisance, misfit);
    }

    private GatedColumn[] Columns(
        Linearised best, FilterMatch[] matches, IReadOnlyDictionary<int, (int Replaced, PhaseTerm Term)> replacements)
    {
        Matrix<double> covariance = best.Covariance();
        IEnumerable<GatedColumn> members = best.State.Phases.Select((phase, place) =>
            new GatedColumn(phase, LogShare(best, place, covariance), null));
        IEnumerable<GatedColumn> others = matches
            .Where(match => best.State.PlaceOf(match.Candidate) < 0)
            .Select(match => replacements.TryGetValue(match.Candidate, out (int Replaced, PhaseTerm Term) found)
                    && best.State.PlaceOf(found.Replaced) is var place and >= 0
                ? new GatedColumn(
                    found.Term, LogShareInPlace(found.Term, LogShare(best, place, covariance), best, place), found.Replaced)
                : new GatedColumn(match.Term, match.LogShare, null));
        return [.. members, .. others];
    }

    /// <summary>Laplace's share of the prior of strain and width that the data leave.</summary>
    private double LogShare(Linearised best, int place, Matrix<double> covariance)
    {
        int at = best.State.FirstOf(place) + 1;
        double determinant = covariance[at, at] * covariance[at + 1, at + 1] - covariance[at, at + 1] * covariance[at, at + 1];
        PhaseTerm phase = best.State.Phases[place];
        return 0.5 * Math.Log(Math.Max(determinant, 1e-300)) + Math.Log(2 / (fit.Prior.StrainScale * FitPrior.SizeScale))
            + LogPrior(phase);
    }

    private double LogShareInPlace(PhaseTerm term, double ofReplaced, Linearised best, int place) =>
        ofReplaced - LogPrior(best.State.Phases[place]) + LogPrior(term);

    private double LogPrior(PhaseTerm phase)
    {
        double strain = phase.Shape.Strain / fit.Prior.StrainScale;
        double size = phase.Shape.SizeBroadening / FitPrior.SizeScale;
        return -0.5 * (strain * strain + size * size);
    }

    /// <summary>The data as a sum of columns at the fit.</summary>
    public static double[] Data(Linearised best)
    {
        double[] data = [.. best.Residual];
        for (int place = 0; place < best.State.Phases.Length; place++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                best.Columns[best.State.FirstOf(place)], best.State.Phases[place].Height, data, data);
        }

        return data;
    }

    /// <summary>Whether a gate may be open where those of the phases are.</summary>
    private bool IsPossible(int k, GatedColumn[] columns, int members, Matrix<double> gram, double[] projections)
    {
        double projection = projections[k];
        for (int i = 0; i < members; i++)
        {
            projection -= gram[k, i] * columns[i].Term.Height;
        }

        double scale = scales[columns[k].Term.Candidate];
        double precision = gram[k, k] + 1 / (scale * scale);
        double gain = projection > 0 ? 0.5 * projection * projection / precision : 0;
        return LogOdds(columns[k]) + gain - Math.Log(scale * Math.Sqrt(precision)) > LeastLogOdds;
    }

    private double LogOdds(GatedColumn column) => logOdds[column.Term.Candidate] + column.LogShare;

    private GatedProblem Problem(int[] kept, GatedColumn[] columns, Matrix<double> gram, double[] projections) =>
        GatedProblem.OfProducts(
            Matrix<double>.Build.Dense(kept.Length, kept.Length, (i, j) => gram[kept[i], kept[j]]),
            [.. kept.Select(k => projections[k])],
            [.. kept.Select(k => LogOdds(columns[k]))],
            [.. kept.Select(k => scales[columns[k].Term.Candidate])]);

    /// <summary>All sets of the gates that are neither sure to be open nor to be shut.</summary>
    private static IReadOnlyList<GateSet> Sets(GatedProblem problem, GateProbabilities gates)
    {
        int[] open = [.. Enumerable.Range(0, problem.Count).Where(k => gates.Probabilities[k] >= Sure)];
        int[] ambiguous = [.. Enumerable.Range(0, problem.Count)
            .Where(k => gates.Probabilities[k] < Sure && gates.Probabilities[k] > 1 - Sure)
            .OrderBy(k => Math.Abs(gates.Probabilities[k] - 0.5))
            .Take(MostAmbiguous)];
        GateEnumeration enumeration = GateEnumeration.Of(problem, open, ambiguous);
        return enumeration.Sets;
    }
}
