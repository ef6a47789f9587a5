using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Spectra;

/// <summary>The Raman spectrum of methanol: four lines on a baseline, against the posterior of another program.</summary>
[Trait("suite", "proofs")]
public class MethanolTests(ITestOutputHelper output)
{
    private const int Degree = 9;
    private static readonly double[] Known = [1033, 1106, 1149, 1448];

    private static readonly ProofTable Table = new(
        "Raman lines of methanol (1/cm), Voigt on a polynomial, against serrsBayes (pseudo-Voigt on a spline)",
        "line", "position", "+-", "serrsBayes", "+-", "distance / error", "width", "area", "+-", "R-hat");

    [SharedDataFact]
    public void Four_lines_lie_where_another_program_finds_them()
    {
        var table = SharedTable.Read("spectra", "raman_methanol", "methanol.csv");
        var data = new Measurement(table.Numbers("\"wavenumber_cm1\""), table.Numbers("\"intensity_au\"")) { Name = "methanol" };
        ForwardModel lines = Known.Select(line => ForwardModel.Of<VoigtPeak>().Labelled($"{line}"))
            .Aggregate((sum, line) => sum + line);
        ForwardModel baseline = ForwardModel.Curve(new PolynomialBackground(Degree, data.XRange.Minimum, data.XRange.Maximum));
        Prior prior = Known.Select(Line)
            .Concat(baseline.ParameterNames.Select(coefficient => new Prior { [coefficient] = Prior.Normal(0, 3000) }))
            .Aggregate(new Prior { ["noise"] = Prior.LogUniform(5, 500) }, (sum, next) => sum + next);
        Result run = new ReplicaExchange(new() { Seed = 1, Chains = 2, Sweeps = ProofScale.Sweeps(500), BurnInSweeps = 600 })
            .Run(new Posterior(data, lines + baseline, GaussianNoise.Unknown, prior));
        var reference = SharedTable.Read("spectra", "raman_methanol", "REFERENCE_serrsBayes_posterior_4peaks.csv");
        double[] means = Locations(reference, "mean"), deviations = Locations(reference, "sd");
        Assert.All(run.Peaks.Index(), item => Compare(item.Item, means[item.Index], deviations[item.Index]));
    }

    /// <summary>The two programs differ in shape, baseline and priors: the distance is judged by the errors of both.</summary>
    private void Compare(PeakSummary line, double mean, double deviation)
    {
        double distance =
            (line.Position.Mean - mean) / Math.Sqrt(Math.Pow(line.Position.StandardDeviation, 2) + deviation * deviation);
        Table.Add(
            output,
            line.Name,
            ProofTable.Number(line.Position.Mean, 2),
            ProofTable.Number(line.Position.StandardDeviation, 2),
            ProofTable.Number(mean, 2),
            ProofTable.Number(deviation, 2),
            ProofTable.Number(distance, 2),
            ProofTable.Number(line.Width.Mean, 1),
            ProofTable.Number(line.Area.Mean, 0),
            ProofTable.Number(line.Area.StandardDeviation, 0),
            ProofTable.Number(line.Position.Convergence.RHat, 3));
        Assert.InRange(distance, -3, 3);
    }

    private static double[] Locations(SharedTable table, string column) =>
        [.. table.Texts("\"quantity\"").Zip(table.Numbers($"\"{column}\""))
            .Where(row => row.First == "\"location\"").Select(row => row.Second)];

    private static Prior Line(double known) => new()
    {
        [$"{known}.amplitude"] = Prior.Uniform(0, 10_000),
        [$"{known}.gaussianWidth"] = Prior.LogUniform(1, 60),
        [$"{known}.lorentzianWidth"] = Prior.LogUniform(1, 100),
        [$"{known}.center"] = Prior.Normal(known, 10),
    };
}
