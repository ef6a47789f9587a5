using System.Text.RegularExpressions;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sensitivity;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Persistence;

public sealed partial class SavedResultsTests : IDisposable
{
    private static readonly ModelComparison Found = Compare();

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(folder, "result.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_comparison_comes_back_with_all_its_numbers()
    {
        Found.Save(File);
        var loaded = ModelComparison.Load(File);
        Assert.Equal(Found.Verdict, loaded.Verdict);
        Assert.Equal($"{Found}", $"{loaded}");
        Assert.Equal((Found.Seed, Found.IsPartial, Found.Best.Name), (loaded.Seed, loaded.IsPartial, loaded.Best.Name));
        foreach ((WeighedModel before, WeighedModel after) in Found.Models.Zip(loaded.Models))
        {
            Assert.Equal((before.Name, before.Components, before.Unknowns), (after.Name, after.Components, after.Unknowns));
            Assert.Equal(before.Probability, after.Probability);
            Assert.Equal(before.ProbabilityInterval, after.ProbabilityInterval);
            AssertSame(before.Result, after.Result);
        }
    }

    /// <summary>The model that told what is alike is not in the file: draws stay in their order.</summary>
    [Fact]
    public void Components_come_back_in_their_order_and_what_had_none_as_it_was()
    {
        Prior prior = new Prior { ["level"] = Prior.Normal(0, 1), ["frequency"] = Prior.Gamma(2, 2) }.Repeat(2);
        int[] factors = [3, 7, 11, 13];
        double[][] points =
            [.. Enumerable.Range(0, 200).Select(draw => Array.ConvertAll(factors, factor => 0.5 + factor * draw % 17))];
        Result alike = KnownDraws.Create(prior, [points], _ => 0);
        alike.Save(File);
        Result loaded = Result.Load(File);
        Assert.Equal("frequency", alike.SummaryBy("frequency").OrderedBy);
        Assert.Equal(alike.Summary.OrderedBy, loaded.Summary.OrderedBy);
        Assert.Equal(alike["frequency[1]"], loaded["frequency[1]"]);
        Assert.Equal(alike.SummaryBy("level").Draws[0, 7], loaded.SummaryBy("level").Draws[0, 7]);
        Result unlike = alike with { Target = new LogLikelihoodTarget(prior, values => values[1] + 2 * values[3]) };
        unlike.Save(File);
        Assert.Null(Result.Load(File).Summary.OrderedBy);
        Assert.Equal(unlike.Draws[0, 7], Result.Load(File).Summary.Draws[0, 7]);
    }

    [Fact]
    public void Its_priors_over_models_and_its_reweighting_go_on_as_before()
    {
        Found.Under(ModelPrior.Geometric(0.5)).Save(File);
        var loaded = ModelComparison.Load(File);
        Assert.Equal("p(model) ~ 0.5^K", $"{loaded.Prior}");
        Assert.Equal(Found.Under(ModelPrior.Geometric(0.5)).Best.Probability, loaded.Best.Probability, 1e-14);
        Assert.Equal(Found.Best.Probability, loaded.Under(ModelPrior.Uniform).Best.Probability);
        Assert.Equal(
            Found.Under(ModelPrior.Complexity(1)).Best.Probability, loaded.Under(ModelPrior.Complexity(1)).Best.Probability);
        Assert.Equal(
            ComparisonSensitivity.Of(Found).Comparisons[0].Evidences[1].Change,
            ComparisonSensitivity.Of(loaded).Comparisons[0].Evidences[1].Change);
    }

    [Fact]
    public void Without_draws_it_has_its_verdict_and_refuses_the_rest()
    {
        Found.Save(File, withDraws: false);
        Assert.DoesNotContain("\"draws\"", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        var loaded = ModelComparison.Load(File);
        Assert.Equal($"{Found}", $"{loaded}");
        string message = Assert.Throws<NotSupportedException>(() => loaded.Best.Result.Summary.ToString()).Message;
        Assert.Contains("result.json was written without draws", message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => loaded.Under(ModelPrior.Complexity(1)));
        Assert.Throws<NotSupportedException>(() => loaded.Best.Result.Draws.LogPrior(0, 0));
    }

    [Fact]
    public void What_needs_the_model_refuses()
    {
        Found.Save(File);
        var loaded = ModelComparison.Load(File);
        string message = Assert.Throws<NotSupportedException>(() => loaded.Best.Target.CreateState()).Message;
        Assert.Contains("neither the data nor the model", message, StringComparison.Ordinal);
        Assert.Contains("copy that file", Assert.Throws<NotSupportedException>(() => loaded.Save(File)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_result_comes_back()
    {
        Result result = Found.Best.Result with
        {
            HiddenMode = new([1, 2, 3, 4], -7.5, 0.25),
            Warnings = ["A \"warning\" & more."],
            Doubt = "nothing \"moved\"",
            StopReason = new(StopKind.Cancelled, "Cancelled."),
        };
        result.Save(File);
        var loaded = Result.Load(File);
        AssertSame(result, loaded);
        Assert.Equal(result.HiddenMode.Point, loaded.HiddenMode!.Point);
        Assert.Equal(result.HiddenMode.LogLikelihood, loaded.HiddenMode.LogLikelihood);
        Assert.Contains("Result.Load", Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "line ")]
    [InlineData("""{ "schema": 2 }""", "its schema is 2")]
    [InlineData("""{ "schema": 0 }""", "its schema is 0")]
    [InlineData("""{ "a": 1 }""", "not written by BayesMeasure")]
    [InlineData("[1]", "not written by BayesMeasure")]
    [InlineData("""{ "schema": 1, "models": 3, "diagnostics": {} }""", "models: here should be an array")]
    [InlineData("""{ "schema": 1, "groups": [] }""", "measurements should be joined")]
    [InlineData("""{ "schema": 1 }""", "no comparison of models")]
    public void Other_files_are_refused_in_a_sentence_with_the_place(string text, string expected)
    {
        System.IO.File.WriteAllText(File, text);
        string message = Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, message, StringComparison.Ordinal);
    }

    /// <summary>Half of a pair, and a byte that is no UTF-8.</summary>
    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\u009b")]
    public void A_text_without_characters_is_refused(string text)
    {
        Found.Save(File);
        string saved = System.IO.File.ReadAllText(File).Replace("\"K = 0\"", $"\"{text}\"", StringComparison.Ordinal);
        System.IO.File.WriteAllBytes(File, System.Text.Encoding.Latin1.GetBytes(saved));
        Assert.Contains("here should be a text in UTF-8",
            Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message, StringComparison.Ordinal);
    }

    /// <summary>Draws that were not kept take memory all the same, a little for each chain.</summary>
    [Fact]
    public void More_chains_than_any_run_has_are_refused()
    {
        Found.Save(File, withDraws: false);
        string text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, Chains().Replace(text, "\"chains\": 188927314", 1));
        Assert.Contains("chains: no run has 188927314 chains",
            Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message, StringComparison.Ordinal);
    }

    /// <summary>The number of a role means another one as soon as roles are added.</summary>
    [Fact]
    public void A_number_is_no_name_of_a_role()
    {
        Found.Save(File);
        string text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, Role().Replace(text, "\"role\": \"1\"", 1));
        Assert.Contains("here should be the role of a parameter",
            Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_field_is_named_with_its_place()
    {
        Found.Save(File);
        string text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, LogEvidence().Replace(text, "\"logZ\": \"many\"", 1));
        string message = Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message;
        Assert.Contains("models[0].logZ: here should be a number", message, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, text[..(text.Length / 2)]);
        Assert.Contains("line ", Assert.Throws<InvalidDataException>(() => ModelComparison.Load(File)).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => ModelComparison.Load(File + "x"));
    }

    private static void AssertSame(Result before, Result after)
    {
        Assert.Equal(before.FreeEnergy.ToString(), after.FreeEnergy.ToString());
        Assert.Equal(before.FreeEnergy.StandardError, after.FreeEnergy.StandardError);
        Assert.Equal(
            before.FreeEnergies.Select(item =>
                (item.Method, item.LogEvidence, item.StandardError, item.EffectiveSamples, item.Fitness)),
            after.FreeEnergies.Select(item =>
                (item.Method, item.LogEvidence, item.StandardError, item.EffectiveSamples, item.Fitness)));
        Assert.Equal((before.Seed, before.Doubt, before.IsPartial), (after.Seed, after.Doubt, after.IsPartial));
        Assert.Equal(before.StopReason, after.StopReason);
        Assert.Equal(before.Warnings, after.Warnings);
        Assert.Equal(before.Report.Statements, after.Report.Statements);
        PosteriorSummary summary = before.Summary;
        PosteriorSummary again = after.Summary;
        Assert.Equal($"{summary}", $"{again}");
        Assert.Equal(summary.Draws.Parameters, again.Draws.Parameters);
        for (int draw = 0; draw < summary.Draws.Count; draw++)
        {
            Assert.Equal(summary.Draws[1, draw].ToArray(), again.Draws[1, draw].ToArray());
            Assert.Equal(summary.Draws.LogPrior(1, draw), again.Draws.LogPrior(1, draw));
        }
    }

    private static ModelComparison Compare()
    {
        double[] x = [.. Enumerable.Range(0, 24).Select(i => 0.1 * i)];
        var data = new Measurement(x, x.Select(value => Math.Exp(-8 * (value - 1) * (value - 1)) + 0.1 * Math.Sin(40 * value)));
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 2),
            ["center"] = Prior.Uniform(0, 2.3),
        };
        return ModelFamily.Of<GaussianPeak>(
                0,
                2,
                peak.WithUnit("center", "eV"),
                GaussianNoise.Unknown,
                common: new() { ["noise"] = Prior.LogUniform(0.01, 1) })
            .Compare(
                data, new() { Seed = ulong.MaxValue - 8, Chains = 2, Rungs = 8, BurnInSweeps = 50, Sweeps = 60, Threads = 1 });
    }

    [GeneratedRegex("\"chains\": [0-9]+")]
    private static partial Regex Chains();

    [GeneratedRegex("\"role\": \"[A-Za-z]+\"")]
    private static partial Regex Role();

    [GeneratedRegex("\"logZ\": [-0-9.]+")]
    private static partial Regex LogEvidence();
}
