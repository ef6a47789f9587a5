namespace BayesMeasure.Conformance.Answers;

/// <summary>All questions whose answers are known, by name.</summary>
public static class KnownAnswers
{
    private static readonly Dictionary<string, Func<KnownAnswer>> ByName = new()
    {
        ["line"] = LinearAnswers.Line,
        ["line of one's own"] = LinearAnswers.LineOfOnesOwn,
        ["height of a peak"] = LinearAnswers.PeakHeight,
        ["tied heights"] = LinearAnswers.TiedHeights,
        ["nothing"] = NoiseAnswers.Nothing,
        ["nothing in unknown noise"] = NoiseAnswers.NothingInUnknownNoise,
        ["uniform prior"] = NoiseAnswers.UniformPrior,
        ["unknown level"] = NoiseAnswers.UnknownLevel,
        ["integrated level"] = NoiseAnswers.IntegratedLevel,
        ["jitter"] = NoiseAnswers.Jitter,
        ["Student"] = NoiseAnswers.Student,
        ["Student of unknown tail"] = NoiseAnswers.StudentOfUnknownTail,
        ["Student of unknown level"] = NoiseAnswers.StudentOfUnknownLevel,
        ["Student of unknown level and tail"] = NoiseAnswers.StudentOfUnknownLevelAndTail,
        ["rate"] = NoiseAnswers.Rate,
        ["rate of an exposure"] = NoiseAnswers.RateOfAnExposure,
        ["rate of impossible prior"] = NoiseAnswers.RateOfImpossiblePrior,
        ["switch"] = IndicatorAnswers.Switch,
        ["switch and height"] = IndicatorAnswers.SwitchAndHeight,
        ["choice"] = IndicatorAnswers.Choice,
        ["center"] = PeakAnswers.Center,
        ["height and center"] = PeakAnswers.HeightAndCenter,
        ["no height"] = PeakAnswers.NoHeight,
        ["two centers"] = PeakAnswers.TwoCenters,
    };

    // One of each kind that an engine could get wrong by itself: noise, indicators, peaks.
    private static readonly string[] Telling = ["unknown level", "switch and height", "two centers"];

    /// <summary>The names.</summary>
    public static TheoryData<string> Names => [.. ByName.Keys];

    /// <summary>The names of those that tell the most in little time.</summary>
    public static TheoryData<string> TellingNames => [.. Telling];

    /// <summary>The names of the others.</summary>
    public static TheoryData<string> OtherNames => [.. ByName.Keys.Except(Telling)];

    /// <summary>Solves one of the questions.</summary>
    public static KnownAnswer Of(string name) => ByName[name]();
}
