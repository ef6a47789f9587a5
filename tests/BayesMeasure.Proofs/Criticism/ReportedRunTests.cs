using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Criticism;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Criticism;

/// <summary>What people reported, sampled as a command line samples it: numbers of any scale, and honest verdicts.</summary>
[Trait("suite", "proofs")]
public class ReportedRunTests(ITestOutputHelper output)
{
    private static readonly ReplicaExchangeOptions Options =
        new() { Seed = 1, Chains = 2, Rungs = 16, BurnInSweeps = 400, Sweeps = 400 };

    [SharedDataFact]
    public void Dips_and_smoothed_noise_are_not_decided()
    {
        Measurement dips = ReportedCases.Read("r08_dips/ftir_T.csv");
        ModelComparison asPeaks = ReportedCases.Peaks(dips, 2, 4).Compare(dips, Options);
        Measurement smoothed = ReportedCases.Read("r09_correlated_noise/corr7.csv");
        ModelComparison ofSmoothed = ReportedCases.Peaks(smoothed, 2, 4).Compare(smoothed, Options);
        output.WriteLine(asPeaks.Verdict);
        output.WriteLine(ofSmoothed.Verdict);
        Assert.Null(asPeaks.Selected);
        Assert.Contains("look like dips", asPeaks.Verdict, StringComparison.Ordinal);
        Assert.Null(ofSmoothed.Selected);
        Assert.Contains("correlated from point to point", ofSmoothed.Verdict, StringComparison.Ordinal);
    }

    /// <summary>Where white noise finds four peaks with p = 1.000, there are two.</summary>
    [SharedDataFact]
    public void Smoothed_noise_is_decided_where_it_is_asked_as_correlated()
    {
        Measurement smoothed = ReportedCases.Read("r09_correlated_noise/corr7.csv");
        ModelComparison comparison = ReportedCases.CorrelatedPeaks(smoothed, 1, 3).Compare(smoothed, Options);
        output.WriteLine($"{comparison}");
        Assert.Equal(2, comparison.Selected?.Components);
        Assert.Null(comparison.Objection);
        Assert.True(comparison.Selected!.Result.Criticism.IsSound);
    }

    [SharedDataTheory]
    [InlineData("r10_small_units/s_1e-44.csv")]
    [InlineData("r10_small_units/s_x1e-9.csv")]
    [InlineData("r14_offset/s_offset.csv")]
    public void Numbers_of_any_scale_and_offset_keep_their_digits(string path)
    {
        Measurement data = ReportedCases.Read(path);
        ModelComparison comparison = ReportedCases.Peaks(data, 1, 2).Compare(data, Options);
        PosteriorSummary summary = comparison.Models[0].Result.Summary;
        output.WriteLine(summary.ToString());
        Assert.All(summary.Parameters, parameter =>
        {
            Assert.InRange(parameter.Mean, parameter.Quantile05, parameter.Quantile95);
            Assert.InRange(parameter.StandardDeviation, double.Epsilon, 1e16);
            Assert.InRange(parameter.Convergence.RHat, 0.9, 2);
        });
        Assert.DoesNotContain("0.000000", summary.ToString(), StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void One_model_without_a_free_energy_leaves_the_others_theirs()
    {
        Measurement data = ReportedCases.Read("r11_nan_free_energy/nanF.xye", withSigma: true);
        double height = data.YRange.Length;
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3 * height),
            ["width"] = Prior.LogUniform(data.MedianSpacing, 0.5 * data.XRange.Length),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        };
        double steepest = 5 / data.XRange.Length;
        Prior common = new()
        {
            ["level"] = Prior.Uniform(data.YRange.Minimum - height, data.YRange.Maximum + height),
            ["rate"] = Prior.Uniform(-steepest, steepest),
            ["reference"] = Prior.Fixed(0.5 * (data.XRange.Minimum + data.XRange.Maximum)),
        };
        ModelComparison comparison = ModelFamily
            .Of<GaussianPeak>(0, 2, peak, GaussianNoise.PerPoint, ForwardModel.Of<ExponentialBackground>(), common)
            .Compare(data, Options);
        output.WriteLine(comparison.ToString());
        WeighedModel[] known =
            [.. comparison.Models.Where(model => double.IsFinite(model.Result.FreeEnergy.LogEvidence))];
        Assert.True(known.Length >= 2);
        Assert.Equal(1, known.Sum(model => model.Probability), 1e-9);
        Assert.All(known, model => Assert.InRange(model.Probability, 0, 1));
    }
}
