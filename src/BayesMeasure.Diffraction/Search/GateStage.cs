using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Linear.Sparse;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A candidate as a column with a gate.</summary>
/// <param name="Term">The candidate, where it would be.</param>
/// <param name="At">Where lines stand.</param>
/// <param name="LogShare">What its choice of strain and width costs, as ln of a share of the evidence.</param>
/// <param name="Replaced">The phase in whose place it would be; null where it is one, or beside all.</param>
internal sealed record GatedColumn(PhaseTerm Term, InstrumentProfile At, double LogShare, int? Replaced);

/// <summary>
/// Gives all candidates gates at the refined profile, with background, instrument, shapes and errors of lines integrated out.
/// </summary>
internal sealed class GateStage(PatternFit fit, double[] scales, double[] logOdds)
{
    // A candidate that is less probable beside the phases alone stays shut.
    private const double LeastLogOdds = -7;
    private const int MostAmbiguous = 7;
    private const double Sure = 0.998;

    /// <summary>Samples the gates.</summary>
    /// <param name="best">The set that was found.</param>
    /// <param name="matches">Where every other candidate fits the residual best.</param>
    public GateAnswer Sample(SettledSet best, FilterMatch[] matches)
    {
        GatedColumn[] columns = Columns(best, matches);
        double[][] values = [.. columns.Select(column => fit.Column(column.Term, column.At))];
        int members = best.Fit.State.Phases.Length;
        Nuisance nuisance = best.Noise.Nuisance;
        (Matrix<double> gram, double[] projections) = nuisance.Beside(values, Data(best.Fit));
        columns = [.. columns.Select((column, k) => column.Replaced == null
            ? column
            : InPlace(column, k, best, columns, (gram, projections)))];
        int[] kept = [.. Enumerable.Range(0, columns.Length).Where(k =>
            gram[k, k] > 0
            && (k < members || columns[k].Replaced != null || IsPossible(k, columns, members, gram, projections)))];
        GatedProblem problem = Problem(kept, columns, gram, projections);
        GateProbabilities gates = GatedGibbs.Sample(problem, new() { BurnIn = 200, Sweeps = 1000 });
        return new([.. kept.Select(k => columns[k])], ColumnDraws.Of(gates), Sets(problem, gates), nuisance, best.Noise.Misfit);
    }

    private GatedColumn[] Columns(SettledSet best, FilterMatch[] matches)
    {
        Matrix<double> covariance = best.Fit.Covariance();
        IEnumerable<GatedColumn> members = best.Fit.State.Phases.Select((phase, place) =>
            new GatedColumn(phase, best.Fit.State.Instrument, LogShare(best.Fit, place, covariance), null));
        IEnumerable<GatedColumn> others = matches
            .Where(match => best.Fit.State.PlaceOf(match.Candidate) < 0)
            .Select(match => best.Rivals.TryGetValue(match.Candidate, out Rival? rival)
                ? new GatedColumn(rival.Term, rival.Fit.State.Instrument, 0, rival.Replaced)
                : new GatedColumn(match.Term, best.Fit.State.Instrument, match.LogShare, null));
        return [.. members, .. others];
    }

    /// <summary>
    /// A rival with a share of the evidence: one that comes near with such a share that it has the odds against the phase that it
    /// replaces of two whole fits, from which those of two columns beside the shapes of the phase alone differ; any other, which
    /// could only mend the phase, with the share of the phase.
    /// </summary>
    private GatedColumn InPlace(
        GatedColumn column, int k, SettledSet best, GatedColumn[] columns, (Matrix<double> Gram, double[] Projections) products)
    {
        Rival rival = best.Rivals[column.Term.Candidate];
        int place = best.Fit.State.PlaceOf(rival.Replaced);
        double ofReplaced = columns[place].LogShare;
        if (!rival.IsNear)
        {
            return column with { LogShare = ofReplaced - LogPrior(columns[place].Term) + LogPrior(column.Term) };
        }

        int[] set = [.. Enumerable.Range(0, best.Fit.State.Phases.Length)];
        int[] other = [.. set.Select(i => i == place ? k : i)];
        double byColumns = LogEvidence(other, columns, products) - LogEvidence(set, columns, products);
        return column with { LogShare = ofReplaced + rival.LogOdds - byColumns };
    }

    /// <summary>ln of the evidence of a set of columns, all heights positive, up to a constant.</summary>
    private double LogEvidence(int[] set, GatedColumn[] columns, (Matrix<double> Gram, double[] Projections) products)
    {
        double[] tau = [.. set.Select(k => scales[columns[k].Term.Candidate])];
        Cholesky<double> factor = Matrix<double>.Build.Dense(set.Length, set.Length, (i, j) =>
            products.Gram[set[i], set[j]] + (i == j ? 1 / (tau[i] * tau[i]) : 0)).Cholesky();
        Vector<double> found = Vector<double>.Build.Dense(set.Length, i => products.Projections[set[i]]);
        return 0.5 * (found * factor.Solve(found) - factor.DeterminantLn) - tau.Sum(Math.Log);
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
