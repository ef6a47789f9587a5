
namespace BayesMeasure.Proofs.Calibration;

/// <summary>
/// The ranks of true values among draws from their posteriors, which are uniform on 0, 1, ..., draws if the posteriors are right
/// (Talts, Betancourt, Simpson, Vehtari, Gelman 2018).
/// </summary>
/// <param name="Name">Of which quantity.</param>
/// <param name="Significance">Of the chi-square of all ranks.</param>
/// <param name="Bias">
/// The mean rank less that of a uniform one, in standard errors: a posterior too low has a positive one.
/// </param>
/// <param name="Width">The mean square distance from the middle, likewise: a posterior too narrow has a positive one.</param>
internal sealed record RankStatistics(string Name, double Significance, double Bias, double Width)
{
    public static RankStatistics Of(string name, IReadOnlyList<int> ranks, int draws)
    {
        double[] all = [.. Enumerable.Range(0, draws + 1).Select(rank => rank - draws / 2.0)];
        double[] seen = [.. ranks.Select(rank => rank - draws / 2.0)];
        return new(
            name,
            ChiSquare.Significance(
                [.. Enumerable.Range(0, draws + 1).Select(rank => ranks.Count(seen => seen == rank))],
                [.. all.Select(_ => 1.0 / (draws + 1))]),
            Score(seen, all),
            Score([.. seen.Select(value => value * value)], [.. all.Select(value => value * value)]));
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Name,-16} significance {Significance,8:G3}   bias {Bias,6:F2}   width {Width,6:F2}");

    private static double Score(double[] seen, double[] all)
    {
        double mean = all.Average();
        double variance = all.Average(value => (value - mean) * (value - mean));
        return (seen.Average() - mean) / Math.Sqrt(variance / seen.Length);
    }
}
