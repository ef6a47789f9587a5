using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Criticism;

namespace BayesMeasure.Tests.Criticism;

/// <summary>What people reported, answered in milliseconds: by the Laplace approximation about the best mode.</summary>
public class ReportedCaseTests
{
    private static readonly LaplaceInference Laplace = new() { Restarts = 4 };

    [SharedDataFact]
    public void Dips_that_are_asked_as_peaks_are_not_decided()
    {
        Measurement data = ReportedCases.Read("r08_dips/ftir_T.csv");
        ModelComparison comparison = ReportedCases.Peaks(data, 1, 4).Compare(data, Laplace);
        Assert.Null(comparison.Selected);
        Assert.Contains("look like dips", comparison.Verdict, StringComparison.Ordinal);
        Assert.Contains("give amplitude a prior of negative values", comparison.Verdict, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Noise_that_was_smoothed_decides_nothing()
    {
        Measurement data = ReportedCases.Read("r09_correlated_noise/corr7.csv");
        ModelComparison comparison = ReportedCases.Peaks(data, 1, 4).Compare(data, Laplace);
        Assert.Null(comparison.Selected);
        Assert.Contains("The noise is correlated from point to point", comparison.Verdict, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Noise_below_its_prior_is_said_with_what_widens_it()
    {
        Measurement data = ReportedCases.Read("r12_prior_edge/floor.csv");
        ModelComparison comparison = ReportedCases.Decays(data, 1, 1).Compare(data, Laplace);
        Assert.Contains(
            comparison.Warnings,
            warning => warning.Contains("noise lies at the lower bound of its prior", StringComparison.Ordinal)
                && warning.Contains("noise=...", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void A_recovery_that_is_asked_as_a_decay_is_not_decided()
    {
        Measurement data = ReportedCases.Read("r17_wrong_question/invrec.csv");
        ModelComparison comparison = ReportedCases.Decays(data, 1, 2).Compare(data, Laplace);
        Assert.Null(comparison.Selected);
        Assert.Contains("The data rise along x", comparison.Verdict, StringComparison.Ordinal);
        Assert.Contains("inversion or saturation", comparison.Verdict, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Exchanged_columns_are_remarked()
    {
        Measurement data = ReportedCases.Read("r17_wrong_question/swapped.csv");
        ModelComparison comparison = ReportedCases.Peaks(data, 0, 2).Compare(data, Laplace);
        Assert.Contains(comparison.Warnings, warning => warning.Contains("columns look swapped", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void A_saturated_detector_is_remarked_and_one_peak_is_left_without_its_points()
    {
        Measurement data = ReportedCases.Read("r18_saturated_spikes/saturated.csv");
        ModelComparison comparison = ReportedCases.Peaks(data, 1, 3).Compare(data, Laplace);
        Assert.Contains(comparison.Warnings, warning => warning.Contains("saturated? Leave", StringComparison.Ordinal));
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(i => data.Y[i] < 65535)];
        Measurement rest = new(kept.Select(i => data.X[i]), kept.Select(i => data.Y[i]));
        ModelComparison without = ReportedCases.Peaks(rest, 1, 2).Compare(rest, Laplace);
        Assert.Equal("K = 1", without.Best.Name);
        Assert.True(without.Best.Result.Criticism.IsSound);
    }

    [SharedDataFact]
    public void Spikes_are_remarked_and_Student_noise_is_named()
    {
        Measurement data = ReportedCases.Read("r18_saturated_spikes/cosmic.csv");
        ModelComparison comparison = ReportedCases.Peaks<LorentzianPeak>(data, 3, 5).Compare(data, Laplace);
        string warning = Assert.Single(
            comparison.Warnings, warning => warning.Contains("single points stand out", StringComparison.Ordinal));
        Assert.All(["1080", "1274", "1502", "Student"], word => Assert.Contains(word, warning, StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void Points_without_counts_are_told_how_to_be_read()
    {
        var refusal = Assert.Throws<MeasurementFormatException>(
            () => ReportedCases.Read("r07_counts/hist20_sqrt.csv", withSigma: true));
        Assert.Contains("PoissonNoise.Counts", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("remove", refusal.Message, StringComparison.Ordinal);
        Measurement data = ReportedCases.Read("r07_counts/counts_dynamic_sqrt.csv");
        ModelComparison comparison =
            ReportedCases.Peaks<GaussianPeak>(data, 1, 3, PoissonNoise.Counts).Compare(data, Laplace);
        Assert.Equal("K = 2", comparison.Best.Name);
        Assert.True(comparison.Best.Result.Criticism.IsSound);
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Numbers_that_cannot_be_squared_are_refused_in_a_sentence(double scale)
    {
        Measurement data = new([0, 1, 2], [scale, 2 * scale, scale]);
        var refusal = Assert.Throws<ArgumentException>(() => new Posterior(
            data,
            ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(1),
            new() { ["offset"] = Prior.Normal(0, 1) }));
        Assert.Contains("give y in another unit", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            "another unit",
            Assert.Throws<ArgumentException>(() => GaussianNoise.Known(1e-200).Bind(data)).Message,
            StringComparison.Ordinal);
    }
}
