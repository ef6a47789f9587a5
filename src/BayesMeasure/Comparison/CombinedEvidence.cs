using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Comparison;

/// <summary>
/// The ln Z of the models of a family from all that is known: an estimate of each, and of differences between neighbours. It is
/// their generalised least-squares combination (Aitken 1936), x = (A' C^-1 A)^-1 A' C^-1 y, of covariance (A' C^-1 A)^-1, where C
/// is the covariance of the estimates, which share draws.
/// </summary>
/// <remarks>
/// A log Z that is undecided by itself does not enter: it follows from that of a neighbour and the odds between the two.
/// </remarks>
internal sealed class CombinedEvidence
{
    private readonly IReadOnlyList<ComparedModel> models;
    private readonly (int Fewer, int More, NeighbourOdds Odds)[] ties;
    private readonly int[] distances;

    private CombinedEvidence(IReadOnlyList<ComparedModel> models, IEnumerable<NeighbourOdds> used)
    {
        this.models = models;
        ties = [.. used.Select(odds => (PositionOf(odds.Fewer), PositionOf(odds.More), odds))];
        distances = Distances();
        Tied = [.. Enumerable.Range(0, models.Count).Where(IsTied)];
        (Vector<double> values, Matrix<double> covariance) = Tied.Length == 0 ? (null!, null!) : Solve();
        LogEvidences = [.. models.Select((model, k) => IsTied(k)
            ? values[Array.IndexOf(Tied, k)]
            : model.Result.FreeEnergy.LogEvidence)];
        Errors = new([.. models.Select((_, row) =>
            models.Select((_, column) => CovarianceOf(row, column, covariance)).ToArray())]);
    }

    /// <summary>The ln Z of every model.</summary>
    public IReadOnlyList<double> LogEvidences { get; }

    /// <summary>Their errors.</summary>
    public EvidenceErrors Errors { get; }

    /// <summary>The models, by their positions, that odds tie to a decided one.</summary>
    public int[] Tied { get; }

    /// <summary>Combines what is known.</summary>
    /// <param name="models">The models.</param>
    /// <param name="used">The odds of neighbours that are used.</param>
    public static CombinedEvidence Of(IReadOnlyList<ComparedModel> models, IEnumerable<NeighbourOdds> used) => new(models, used);

    /// <summary>The odds that a model has with others.</summary>
    public IEnumerable<NeighbourOdds> OddsOf(int model) =>
        ties.Where(tie => tie.Fewer == model || tie.More == model).Select(tie => tie.Odds);

    /// <summary>The neighbours from which the ln Z of a model that is undecided by itself follows.</summary>
    public IEnumerable<string> SourcesOf(int model) => ties
        .Where(tie => tie.Fewer == model || tie.More == model)
        .Select(tie => tie.Fewer == model ? tie.More : tie.Fewer)
        .Where(neighbour => distances[neighbour] < distances[model])
        .Select(neighbour => models[neighbour].Name);

    private bool IsTied(int model) =>
        distances[model] >= 0 && ties.Any(tie => tie.Fewer == model || tie.More == model);

    private int PositionOf(string name) => models.Index().First(item => item.Item.Name == name).Index;

    /// <summary>How many odds lie between each model and the nearest decided one; -1 where there is none.</summary>
    private int[] Distances()
    {
        int[] found = [.. models.Select(model => model.IsDecidedByItself && model.EvidenceError > 0 ? 0 : -1)];
        for (int distance = 0; distance < models.Count; distance++)
        {
            foreach ((int fewer, int more, _) in ties)
            {
                (int near, int far) = found[fewer] == distance ? (fewer, more) : (more, fewer);
                found[far] = found[near] == distance && found[far] < 0 ? distance + 1 : found[far];
            }
        }

        return found;
    }

    private (Vector<double> Values, Matrix<double> Covariance) Solve()
    {
        EvidenceEstimate[] estimates =
        [
            .. Tied.Where(k => distances[k] == 0).Select(k => EvidenceEstimate.Of(models[k].Result.FreeEnergy, k)),
            .. ties.Where(tie => IsTied(tie.Fewer)).Select(tie => EvidenceEstimate.Of(tie.Odds, tie.More, tie.Fewer)),
        ];
        Matrix<double> design = Matrix<double>.Build.Dense(
            estimates.Length, Tied.Length, (row, column) => estimates[row].Times(Tied[column]));
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            estimates.Length, estimates.Length, (row, column) => estimates[row].CovarianceWith(estimates[column]));

        // Differences from one of them, so that no digits are lost in thousands of nats.
        double origin = estimates[0].Value;
        var values = Vector<double>.Build.Dense(estimates.Length, row =>
            estimates[row].Value - (estimates[row].Fewer < 0 ? origin : 0));
        Matrix<double> weighted = covariance.Cholesky().Solve(design).Transpose();
        Matrix<double> solved = (weighted * design).Inverse();
        return (solved * (weighted * values) + origin, 0.5 * (solved + solved.Transpose()));
    }

    private double CovarianceOf(int row, int column, Matrix<double> covariance)
    {
        if (IsTied(row) && IsTied(column))
        {
            return covariance[Array.IndexOf(Tied, row), Array.IndexOf(Tied, column)];
        }

        double error = models[row].EvidenceError;
        return row == column ? error * error : 0;
    }
}
