using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.Tests.Diffraction;

public class PhaseSeriesTests
{
    private const double Height = 2000;

    // Zinc oxide vanishes, nickel oxide appears, and corundum stays.
    private static readonly (double Zinc, double Nickel)[] Shares = [(1, 0), (0.7, 0), (0.4, 0.3), (0.1, 0.6), (0, 0.9), (0, 1)];

    private static readonly PowderLines[] Candidates =
        [.. PowderMixture.Library.Where(lines => lines.Name is "Al2O3" or "NiO" or "ZnO" or "LaB6")];

    private static readonly MeasuredPattern[] Patterns = [.. Shares.Select((share, i) => PowderMixture.Of(
        (ulong)i + 20, 0, [("Al2O3", Height), .. Phase("ZnO", share.Zinc), .. Phase("NiO", share.Nickel)]))];

    [Fact]
    public void Phases_that_appear_and_vanish_are_found_where_they_are()
    {
        string[][] found = [.. PhaseSearch.OfSeries(Patterns, Candidates).Select(Names)];
        string[][] there = [.. Shares.Select(share => (string[])
            ["Al2O3", .. share.Nickel > 0 ? (string[])["NiO"] : [], .. share.Zinc > 0 ? (string[])["ZnO"] : []])];
        Assert.Equal(there, found);
    }

    /// <summary>The start is no prior: weights are those of each pattern alone.</summary>
    [Fact]
    public void Weights_are_those_of_each_pattern_alone()
    {
        PhaseSearchResult[] series = [.. PhaseSearch.OfSeries(Patterns, Candidates)];
        for (int i = 0; i < Patterns.Length; i++)
        {
            PhaseSearchResult alone = PhaseSearch.Of(Patterns[i], Candidates);
            Assert.Equal(Names(alone), Names(series[i]));
            Assert.All(alone.Found, phase => Assert.Equal(
                phase.WeightFraction, series[i].Found.Single(other => other.Name == phase.Name).WeightFraction, 0.005));
        }
    }

    /// <summary>A start that is far off costs nothing but time.</summary>
    [Fact]
    public void A_sample_that_was_exchanged_is_found_anew()
    {
        MeasuredPattern[] patterns = [PowderMixture.Of(1, 0, ("ZnO", Height)), PowderMixture.Of(2, 0.2, ("NiO", Height))];
        PhaseSearchResult last = PhaseSearch.OfSeries(patterns, Candidates).Last();
        Assert.Equal(["NiO"], Names(last));
        Assert.Equal(0.2, last.Instrument.Zero + last.Instrument.Displacement, 0.02);
    }

    [Fact]
    public void Patterns_of_two_wavelengths_are_no_series()
    {
        MeasuredPattern other = MeasuredPattern.Of(
            Patterns[0].Measurement, BayesMeasure.Diffraction.Patterns.Radiation.CobaltKAlpha);
        var error = Assert.Throws<ArgumentException>(() => PhaseSearch.OfSeries([Patterns[0], other], Candidates));
        Assert.Contains("a series has one wavelength", error.Message, StringComparison.Ordinal);
    }

    private static string[] Names(PhaseSearchResult result) =>
        [.. result.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string Name, double Height)> Phase(string name, double share) =>
        share > 0 ? [(name, share * Height)] : [];
}
