using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BayesMeasure.Diffraction.Persistence;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>What was found in a pattern comes back from its file as it was, and nothing else does.</summary>
public sealed class SavedPhasesTests : IDisposable
{
    private static readonly (string Name, double Height)[] Three = [("NiO", 3000), ("ZnO", 2000), ("Al2O3", 800)];

    private static readonly PhaseSearchOptions Everything = new() { HasHump = true, InternalStandard = ("Al2O3", 0.1) };

    private static readonly PhaseSearchResult Found = PhaseSearch.Of(Pattern(1), PowderMixture.Library, Everything);

    // All that is public, tuples included.
    private static readonly JsonSerializerOptions All = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(folder, "phases.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(PhaseMethod.Gibbs)]
    [InlineData(PhaseMethod.Variational)]
    public void A_result_comes_back_with_all_its_numbers(PhaseMethod method)
    {
        PhaseSearchResult found = PhaseSearch.Of(Pattern(2), PowderMixture.Library, Everything with { Method = method });
        found.Save(File);
        var loaded = PhaseSearchResult.Load(File);
        Assert.Equal(Public(found), Public(loaded));
        Assert.Equal($"{found}", $"{loaded}");
        string again = Path.Combine(folder, "again.json");
        loaded.Save(again);
        Assert.Equal(System.IO.File.ReadAllBytes(File), System.IO.File.ReadAllBytes(again));
    }

    [Fact]
    public void A_result_with_unexplained_peaks_and_texture_comes_back()
    {
        PhaseSearchResult found = PhaseSearch.Of(Pattern(3), PowderMixture.Without("NiO"));
        found = found with { Phases = [.. found.Phases.Select(phase => phase with { TexturePlane = (0, 0, 1) })] };
        Assert.NotEmpty(found.UnexplainedPeaks);
        found.Save(File);
        Assert.Equal(Public(found), Public(PhaseSearchResult.Load(File)));
    }

    [Fact]
    public void Without_curves_it_has_phases_and_verdict_and_refuses_to_draw()
    {
        Found.Save(File, withCurves: false);
        var loaded = PhaseSearchResult.Load(File);
        Assert.Equal(Found.Verdict, loaded.Verdict);
        Assert.Equal(Found.Found.Select(phase => phase.Interval95), loaded.Found.Select(phase => phase.Interval95));
        Assert.Contains("without curves", Assert.Throws<NotSupportedException>(() => loaded.Fit).Message);
        Assert.Throws<NotSupportedException>(() => loaded.Save(File));
        loaded.Save(File, withCurves: false);
    }

    /// <summary>What was saved begins another search as what was found does.</summary>
    [Fact]
    public void It_may_be_the_start_of_another_search()
    {
        Found.Save(File, withCurves: false);
        PhaseSearchResult from = PhaseSearch.Of(Pattern(4), PowderMixture.Library, null, Found);
        PhaseSearchResult fromFile = PhaseSearch.Of(Pattern(4), PowderMixture.Library, null, PhaseSearchResult.Load(File));
        Assert.Equal(Public(from), Public(fromFile));
    }

    [Fact]
    public void A_series_comes_back_with_where_it_was_measured()
    {
        (double At, PhaseSearchResult Result)[] series = [(25, Found), (-40.5, Found with { Remarks = ["cold"] })];
        series.SaveSeries(File, "temperature (°C)", withCurves: false);
        (double At, PhaseSearchResult Result)[] loaded = [.. PhaseSearchResult.LoadSeries(File)];
        Assert.Equal([25, -40.5], loaded.Select(one => one.At));
        Assert.Equal(["cold"], loaded[1].Result.Remarks);
        Assert.Contains(
            "read it with PhaseSearchResult.LoadSeries",
            Assert.Throws<InvalidDataException>(() => PhaseSearchResult.Load(File)).Message);
        Found.Save(File, withCurves: false);
        Assert.Contains(
            "PhaseSearchResult.Load", Assert.Throws<InvalidDataException>(() => PhaseSearchResult.LoadSeries(File)).Message);
    }

    [Theory]
    [InlineData("schema", "2", "its schema is 2")]
    [InlineData("verdict", "\"Certain\"", "verdict: here should be the kind of a verdict")]
    [InlineData("verdict", "0", "verdict: here should be a text")]
    [InlineData("method", "\"Exchange\"", "method: here should be gibbs or variational")]
    [InlineData("misfit", "1e999", "misfit: here should be a number")]
    [InlineData("candidates", "[]", "phases[0].candidate: here should be one of 0 candidates")]
    [InlineData("phases[0].name", "\"other\"", "phases[0].name: here should be the name of the candidate")]
    [InlineData("phases[0].candidate", "-1", "phases[0].candidate: here should be a whole number")]
    [InlineData("phases[0].probability", "1.5", "phases[0].probability: here should be a number from 0 to 1")]
    [InlineData("phases[0].interval_95", "[0.5,0.1]", "phases[0].interval_95: here should be the two ends")]
    [InlineData("phases[0].shape.texture_plane", "[0,0,0]", "here should be three indices of a plane")]
    [InlineData("phases[0].shape.strain", "7", "phases[0].shape: The strain is below 0.1")]
    [InlineData("instrument.width", "-1", "instrument: The width is above 0")]
    [InlineData("radiation.lines", "[]", "radiation: A source emits at least one line")]
    [InlineData("fitted.phases[0].candidate", "99", "fitted.phases[0].candidate: here should be one of 10 candidates")]
    [InlineData("fitted.phases[0].height", "-3", "here should be a number that is not negative")]
    [InlineData("measurement.x[0]", "null", "measurement.x[0]: here should be a number")]
    [InlineData("curves.fit", "[1,2]", "curves.fit: here should be one number for each of")]
    public void What_a_search_would_not_have_written_is_refused_by_its_place(string place, string value, string message)
    {
        Found.Save(File);
        JsonNode root = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        string[] path = place.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode at = path[..^1].Aggregate(root, Inside);
        if (path[^1] is ['[', .. var digits, ']'])
        {
            at[int.Parse(digits)] = "HERE";
        }
        else
        {
            at[path[^1]] = "HERE";
        }

        System.IO.File.WriteAllText(File, root.ToJsonString().Replace("\"HERE\"", value, StringComparison.Ordinal));
        string refusal = Assert.Throws<InvalidDataException>(() => PhaseSearchResult.Load(File)).Message;
        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.InRange(refusal.Split('\n').Length, 1, 2);
    }

    [Theory]
    [InlineData("", "this is no JSON, or a part of a file that was cut off")]
    [InlineData("{\"schema\": 1, \"pattern\": \"a\", \"pha", "this is no JSON, or a part of a file that was cut off")]
    [InlineData("[]", "was not written by BayesMeasure")]
    [InlineData("{\"schema\": 1, \"models\": []}", "is no answer of a search for phases in one pattern")]
    [InlineData("{\"schema\": 1, \"phases\": []}", "here should be an object with \"candidates\"")]
    public void Other_files_are_refused(string text, string message)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => PhaseSearchResult.Load(File)).Message);
    }

    private static JsonNode Inside(JsonNode node, string step) =>
        step is ['[', .. var digits, ']'] ? node[int.Parse(digits)]! : node[step]!;

    private static string Public(PhaseSearchResult result) => JsonSerializer.Serialize(result, All);

    private static MeasuredPattern Pattern(ulong seed) => PowderMixture.Of(seed, 0.1, Three);
}
