using BayesMeasure.Priors;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Results;
using BayesMeasure.Sampling;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Regression;

/// <summary>
/// Diabetes among 532 women, logistic regression: evidences of two models under two priors, against importance sampling with an
/// error below 0.001.
/// </summary>
public class PimaTests(ITestOutputHelper output)
{
    private const int Seeds = 3;
    private static readonly ProofTable Table = EvidenceRuns.Table("Pima: evidences of logistic regressions");

    [SharedDataTheory]
    [InlineData(0.01, false, -257.233)]
    [InlineData(0.01, true, -259.857)]
    [InlineData(1, false, -247.304)]
    [InlineData(1, true, -247.561)]
    public void Evidence(double precision, bool hasAge, double reference)
    {
        string[] columns = ["npreg", "glu", "bmi", "ped", .. hasAge ? ["age"] : Array.Empty<string>()];
        string name = FormattableString.Invariant($"{(hasAge ? "M2" : "M1")}, tau = {precision}");
        Prior prior = new Prior { ["beta"] = Distributions.Normal(0, 1 / Math.Sqrt(precision)) }.Repeat(columns.Length + 1);
        var problem = new EvidenceProblem(name, prior, new LogisticRegression(columns).LogLikelihood, reference);
        Result[] runs = EvidenceRuns.Of(
            problem, new ReplicaExchangeOptions { Sweeps = ProofScale.Sweeps(3000) }, ProofScale.Seeds(Seeds), Table, output);
        EvidenceRuns.AssertRight(problem, runs, largestDeviation: 0.25);
    }

    private sealed class LogisticRegression
    {
        private readonly double[][] rows;
        private readonly bool[] outcomes;

        /// <summary>An intercept and covariates of mean 0 and standard deviation 1.</summary>
        public LogisticRegression(string[] columns)
        {
            SharedTable table = SharedTable.Read("evidence", "pima", "pima_532.csv");
            outcomes = [.. table.Texts("type").Select(text => text == "Yes")];
            double[][] covariates = [.. columns.Select(column => Standardised(table.Numbers(column)))];
            rows = [.. outcomes.Select((_, i) => covariates.Select(covariate => covariate[i]).Prepend(1).ToArray())];
        }

        public double LogLikelihood(ReadOnlySpan<double> coefficients)
        {
            double sum = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                double predictor = 0;
                for (int j = 0; j < coefficients.Length; j++)
                    predictor += rows[i][j] * coefficients[j];
                sum -= Formulas.LogSum(0, outcomes[i] ? -predictor : predictor);
            }

            return sum;
        }

        private static double[] Standardised(double[] values)
        {
            (double mean, double deviation) = values.MeanStandardDeviation();
            return [.. values.Select(value => (value - mean) / deviation)];
        }
    }
}
