using System.Globalization;
using System.Text;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>A relative that stands in for what the library lacks leaves no peak, and is doubted by its intensities.</summary>
public class DoubtTests
{
    private static readonly (string Name, double Height)[] Three = [("NiO", 3000), ("ZnO", 2000), ("Al2O3", 1500)];

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void A_stand_in_with_other_intensities_makes_a_library_incomplete(int seed)
    {
        PhaseSearchResult result = Searched(1.5, 0.7, seed);
        Assert.DoesNotContain(result.UnexplainedPeaks, peak => peak.Share > 0.02);
        FoundPhase standIn = result.Found.Single(phase => phase.Name == "stand-in");
        Assert.InRange(standIn.Doubt!.Value, 20, double.PositiveInfinity);
        Assert.All(result.Found.Where(phase => phase != standIn), phase => Assert.InRange(phase.Doubt!.Value, -1000, 0));
        Assert.Equal(PhaseVerdictKind.LibraryIncomplete, result.Verdict.Kind);
        Assert.Contains("in the place of stand-in", result.Verdict.Text, StringComparison.Ordinal);
    }

    /// <summary>Errors of lines are 8 %: what is off by so much is the phase.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void A_phase_with_intensities_off_as_expected_is_not_doubted(int seed)
    {
        PhaseSearchResult result = Searched(1.08, 0.92, seed);
        Assert.InRange(result.Found.Single(phase => phase.Name == "stand-in").Doubt!.Value, -1000, 0);
        Assert.NotEqual(PhaseVerdictKind.LibraryIncomplete, result.Verdict.Kind);
    }

    /// <summary>The library without NiO, but with its lines of other intensities: up and down by turns.</summary>
    private static PhaseSearchResult Searched(double up, double down, int seed)
    {
        PowderLines missing = PowderMixture.Library.Single(lines => lines.Name == "NiO");
        StringBuilder text = new("d,intensity\n");
        for (int line = 0; line < missing.Count; line++)
        {
            double intensity = missing.Intensities[line] * (line % 2 == 0 ? up : down);
            text.AppendLine(CultureInfo.InvariantCulture, $"{missing.Spacings[line]:R},{intensity:R}");
        }

        PowderLines standIn = StickFile.Parse(
            "stand-in", text.ToString(), missing.Wavelength, missing.ReferenceIntensityRatio).Single();
        return PhaseSearch.Of(PowderMixture.Of((ulong)seed, 0, Three), [.. PowderMixture.Without("NiO"), standIn]);
    }
}
