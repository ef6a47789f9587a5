using System.Globalization;
using System.Text.Json.Nodes;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Priors;
using BayesMeasure.Sensitivity;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Persistence;

public class ComparisonJsonTests
{
    private static readonly ModelComparison KnownNoise = Compare(GaussianNoise.Known(0.1), new Prior());

    private static readonly ModelComparison SampledNoise =
        Compare(GaussianNoise.Unknown, new Prior { ["noise"] = Prior.LogUniform(0.01, 1) });

    [Fact]
    public void Fields_are_those_of_the_schema_in_their_order()
    {
        JsonObject json = Write(KnownNoise);
        AssertKeys(
            json,
            "schema", "seed", "models", "selected", "best", "parameters", "noise", "diagnostics", "cpu_seconds", "wall_seconds");
        AssertKeys(
            json["models"]![0]!,
            "name", "k", "logZ", "logZ_se", "free_energy", "probability", "probability_se");
        AssertKeys(
            json["parameters"]![0]!,
            "name", "component", "unit", "mean", "sd", "q05", "q50", "q95", "map", "ess", "rhat");
        AssertKeys(json["diagnostics"]!, "ordered_by", "partial", "failed", "decided", "verdict",
            "objection", "limited", "stuck", "criticism", "sweeps_to_decide", "models", "parameters", "prior_sensitivity",
            "model_prior", "selected_name", "best_name", "peaks", "neighbours", "logZ_covariance", "reserve", "remarks",
            "noise_levels");
        AssertKeys(
            json["diagnostics"]!["parameters"]![0]!,
            "name", "component", "mean_se", "sd_se", "q05_se", "q50_se", "q95_se", "ess_tail");
        AssertKeys(
            json["diagnostics"]!["models"]![0]!,
            "name", "seed", "chains", "sweeps", "partial", "probability_q16", "probability_q84", "free_energies",
            "estimates_agree",
            "largest_difference", "barrier", "inverse_temperatures", "rejections", "round_trips", "warnings",
            "hidden_mode_excess", "stop_reason", "stop_text", "local_barriers", "exchanges", "restarts", "round_trip_rate",
            "prior_probability", "doubt");
        AssertKeys(
            json["diagnostics"]!["models"]![0]!["free_energies"]![0]!,
            "method", "logZ", "logZ_se", "effective_samples");
        JsonNode peak = json["diagnostics"]!["peaks"]![0]!;
        AssertKeys(peak, "name", "component", "position", "height", "width", "area", "total_area");
        AssertKeys(peak["area"]!, "unit", "mean", "sd", "q05", "q50", "q95", "map", "ess", "rhat");
        JsonNode scaled = json["diagnostics"]!["prior_sensitivity"]![0]!;
        AssertKeys(scaled, "prior", "factor", "models");
        AssertKeys(
            scaled["models"]![0]!,
            "name", "change", "change_se", "logZ", "logZ_se", "effective_samples", "probability", "probability_se", "refusal");
    }

    [Fact]
    public void Numbers_come_back_bit_by_bit()
    {
        JsonObject json = Write(KnownNoise);
        WeighedModel best = KnownNoise.Best;
        QuantitySummary center = best.Result.Summary.Parameters[2];
        Assert.Equal(1, (int)json["schema"]!);
        Assert.Equal(ulong.MaxValue - 8, (ulong)json["seed"]!);
        Assert.Equal(best.Result.FreeEnergy.LogEvidence, (double)json["models"]![1]!["logZ"]!);
        Assert.Equal(best.Probability, (double)json["models"]![1]!["probability"]!);
        Assert.Equal("center", (string?)json["parameters"]![2]!["name"]);
        Assert.Equal(1, (int)json["parameters"]![2]!["component"]!);
        Assert.Equal("eV", (string?)json["parameters"]![2]!["unit"]);
        Assert.Equal(center.Mean, (double)json["parameters"]![2]!["mean"]!);
        Assert.Equal(center.Quantile95, (double)json["parameters"]![2]!["q95"]!);
        Assert.Equal((1.5, 0.75), ((double)json["cpu_seconds"]!, (double)json["wall_seconds"]!));
    }

    [Fact]
    public void Peaks_of_the_best_model_have_their_measures()
    {
        JsonNode peak = Write(KnownNoise)["diagnostics"]!["peaks"]!.AsArray().Single()!;
        PeakSummary expected = KnownNoise.Best.Result.Peaks.Single();
        Assert.Equal(expected.Area.Mean, (double)peak["area"]!["mean"]!);
        Assert.Equal(expected.Area.Mean, (double)peak["total_area"]!["mean"]!);
        Assert.Equal(expected.Width.Quantile95, (double)peak["width"]!["q95"]!);
        Assert.Equal("peak 1", (string?)peak["name"]);
        Assert.Empty(Write(WithLogEvidences(error: 0.01, 10, 2))["diagnostics"]!["peaks"]!.AsArray());
    }

    [Fact]
    public void Every_prior_is_halved_and_doubled_in_every_model()
    {
        JsonArray rows = Write(KnownNoise)["diagnostics"]!["prior_sensitivity"]!.AsArray();
        Assert.Equal(
            ["amplitude 0.5", "amplitude 2", "precision 0.5", "precision 2", "center 0.5", "center 2"],
            rows.Select(row => FormattableString.Invariant($"{row!["prior"]} {(double)row["factor"]!}")));
        JsonNode withoutPeak = rows[0]!["models"]![0]!;
        Assert.Equal((0, 0), ((double)withoutPeak["change"]!, (double)withoutPeak["change_se"]!));
        Assert.Equal(KnownNoise.Models[0].Result.FreeEnergy.LogEvidence, (double)withoutPeak["logZ"]!);
        ScaledEvidence expected = ComparisonSensitivity.Of(KnownNoise).Comparisons[5].Evidences[1];
        JsonNode center = rows[5]!["models"]![1]!;
        Assert.Equal(expected.Refusal, (string?)center["refusal"]);
        Assert.Equal(expected.FreeEnergy?.LogEvidence, (double?)center["logZ"]);
    }

    [Fact]
    public void Known_noise_is_null_and_sampled_noise_is_no_parameter()
    {
        Assert.Null(Write(KnownNoise)["noise"]);
        JsonObject json = Write(SampledNoise);
        QuantitySummary noise = SampledNoise.Best.Result.Summary.Parameters[^1];
        AssertKeys(json["noise"]!, "mean", "sd");
        Assert.Equal(noise.Mean, (double)json["noise"]!["mean"]!);
        Assert.DoesNotContain(json["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "noise");
    }

    [Fact]
    public void Decided_comparison_names_its_selection()
    {
        JsonObject json = Write(KnownNoise);
        Assert.Equal((1, 1), ((int)json["selected"]!, (int)json["best"]!));
    }

    [Fact]
    public void Undecided_comparison_selects_null()
    {
        JsonObject json = Write(WithLogEvidences(error: 1, 10, 10.5));
        Assert.True(json.ContainsKey("selected"));
        Assert.Null(json["selected"]);
        Assert.Equal(1, (int)json["best"]!);
    }

    [Fact]
    public void Best_model_may_have_no_component()
    {
        JsonObject json = Write(WithLogEvidences(error: 0.01, 10, 2));
        Assert.Equal((0, 0), ((int)json["selected"]!, (int)json["best"]!));
        Assert.Empty(json["parameters"]!.AsArray());
    }

    [Fact]
    public void What_is_no_finite_number_is_null()
    {
        JsonObject json = Write(WithLogEvidences(double.NaN, 10, 2));
        Assert.True(json["models"]![0]!.AsObject().ContainsKey("logZ_se"));
        Assert.Null(json["models"]![0]!["logZ_se"]);
    }

    [Fact]
    public void Culture_does_not_matter()
    {
        string expected = Write(KnownNoise).ToJsonString();
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = commas;
            Assert.Equal(expected, Write(KnownNoise).ToJsonString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ModelComparison Compare(NoiseModel noise, Prior common)
    {
        double[] x = [.. Enumerable.Range(0, 24).Select(i => 0.1 * i)];
        var data = new Measurement(x, x.Select(value => Math.Exp(-8 * (value - 1) * (value - 1)) + 0.1 * Math.Sin(40 * value)));
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["precision"] = Prior.LogUniform(1, 100),
            ["center"] = Prior.Uniform(0, 2.3),
        };
        return ModelFamily.Of<GaussianPrecisionPeak>(0, 1, peak.WithUnit("center", "eV"), noise, common: common, isLimited: true)
            .Compare(data,
                new() { Seed = ulong.MaxValue - 8, Chains = 2, Rungs = 8, BurnInSweeps = 200, Sweeps = 400, Threads = 1 });
    }

    private static ModelComparison WithLogEvidences(double error, params double[] logEvidences) => new(
        FamilyEvidence.Independent([.. KnownNoise.Models.Zip(logEvidences, (model, value) => model with
        {
            SavedFindings = [],
            Result = model.Result with
            {
                FreeEnergy = FreeEnergyEstimate.Exact("assumed", value) with { StandardError = error },
            },
        })]),
        seed: 1,
        isPartial: false)
    {
        IsLimited = true,
        SavedStuck = [],
    };

    private static JsonObject Write(ModelComparison comparison)
    {
        JsonObject file =
            ComparisonJson.Of(comparison, withDraws: false, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(0.75));
        return JsonNode.Parse(file.ToJsonString())!.AsObject();
    }

    private static void AssertKeys(JsonNode node, params string[] keys) =>
        Assert.Equal(keys, node.AsObject().Select(property => property.Key));
}
