using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>
/// (estimate - truth) / error over many independent runs: mean 0 and deviation 1 where the error bar tells the truth.
/// </summary>
internal sealed class ZScores
{
    public const int Replications = 250;

    private ZScores(double[] scores)
    {
        Mean = ArrayStatistics.Mean(scores);
        Deviation = ArrayStatistics.StandardDeviation(scores);
    }

    public double Mean { get; }

    public double Deviation { get; }

    /// <summary>
    /// Four standard errors of the mean and of the deviation, plus 0.1 and 0.05 for what vanishes only with longer runs: the
    /// bias of a logarithm, about half an error squared, and the noise of the error itself.
    /// </summary>
    public bool AreStandard =>
        Math.Abs(Mean) < 0.1 + 4 / Math.Sqrt(Replications) && Math.Abs(Deviation - 1) < 0.05 + 4 / Math.Sqrt(2.0 * Replications);

    public override string ToString() => FormattableString.Invariant($"mean {Mean:F2} deviation {Deviation:F2}");

    /// <summary>The scores of several estimators over the same runs.</summary>
    public static IReadOnlyList<ZScores> Of(
        GaussianLadder ladder, ITestOutputHelper output, params Func<LogLikelihoodTraces, FreeEnergyEstimate>[] estimators)
    {
        double[][] scores = [.. estimators.Select(_ => new double[Replications])];
        double[] errors = new double[estimators.Length];
        string[] methods = new string[estimators.Length];
        for (int replication = 0; replication < Replications; replication++)
        {
            LogLikelihoodTraces traces = ladder.Draw(1000 + replication);
            for (int i = 0; i < estimators.Length; i++)
            {
                FreeEnergyEstimate estimate = estimators[i](traces);
                scores[i][replication] = (estimate.LogEvidence - ladder.LogEvidence) / estimate.StandardError;
                errors[i] += estimate.StandardError / Replications;
                methods[i] = estimate.Method;
            }
        }
        List<ZScores> result = [.. scores.Select(values => new ZScores(values))];
        for (int i = 0; i < result.Count; i++)
        {
            output.WriteLine(FormattableString.Invariant($"{methods[i],-28} error {errors[i]:F4}  {result[i]}"));
        }
        return result;
    }
}
