using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Tests.Diffraction;

public class PhaseSearchTests
{
    private static readonly (string Name, double Height)[] Three = [("NiO", 3000), ("ZnO", 2000), ("Al2O3", 800)];

    [Fact]
    public void Phases_are_found_with_their_weights()
    {
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(1, 0, Three), PowderMixture.Library);
        Assert.Equal(["Al2O3", "NiO", "ZnO"], result.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal));
        Assert.Equal(PhaseVerdictKind.Trusted, result.Verdict.Kind);
        Assert.Equal(1, result.Found.Sum(phase => phase.WeightFraction), 0.01);
        Assert.All(result.Found, phase =>
            Assert.InRange(phase.WeightFraction, phase.Interval95.Minimum, phase.Interval95.Maximum));
        Assert.All(result.Found, phase => Assert.InRange(phase.Interval68.Length, 0, phase.Interval95.Length));
        Assert.All(result.Found, phase => Assert.Equal(0.0005, phase.Shape.Strain, 0.0004));
    }

    /// <summary>Nothing depends on the order of the candidates but ties.</summary>
    [Fact]
    public void The_order_of_candidates_does_not_matter()
    {
        PhaseSearchResult ahead = PhaseSearch.Of(PowderMixture.Of(2, 0, Three), PowderMixture.Library);
        PhaseSearchResult back = PhaseSearch.Of(PowderMixture.Of(2, 0, Three), [.. PowderMixture.Library.Reverse()]);
        Assert.Equal(ahead.Found.Select(phase => phase.Name), back.Found.Select(phase => phase.Name));
        Assert.All(ahead.Found.Zip(back.Found), pair =>
            Assert.Equal(pair.First.WeightFraction, pair.Second.WeightFraction, 0.01));
    }

    /// <summary>Patterns of the pure phases in the place of lines, and both kinds in one library.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Phases_are_found_by_measured_patterns(int first)
    {
        ReferencePattern[] library = [.. PowderMixture.Library.Select((lines, i) =>
            i < first ? (ReferencePattern)lines : PowderMixture.Measured(lines))];
        PhaseSearchResult byLines = PhaseSearch.Of(PowderMixture.Of(1, 0.1, Three), PowderMixture.Library);
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(1, 0.1, Three), library);
        Assert.Equal(["Al2O3", "NiO", "ZnO"], result.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal));
        Assert.All(result.Found, phase => Assert.Equal(
            byLines.Found.Single(other => other.Name == phase.Name).WeightFraction, phase.WeightFraction, 0.04));
    }

    [Fact]
    public void A_measured_pattern_that_covers_less_is_refused()
    {
        double[] angles = [.. Enumerable.Range(0, 500).Select(i => 15 + 0.05 * i)];
        MeasuredPhase half = MeasuredPhase.Of("half", new(angles, angles), 1);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => PhaseSearch.Of(PowderMixture.Of(1, 0, Three), [half]));
        Assert.Contains("half was measured from 15 to 39.95 degrees", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_search_gives_the_same_bits()
    {
        double[] first = Weights(PhaseSearch.Of(PowderMixture.Of(3, 0, Three), PowderMixture.Library));
        double[] second = Weights(PhaseSearch.Of(PowderMixture.Of(3, 0, Three), PowderMixture.Library));
        Assert.Equal(first, second);
    }

    [Fact]
    public void A_phase_that_the_library_lacks_is_missed_and_its_line_named()
    {
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(4, 0, Three), PowderMixture.Without("NiO"));
        Assert.Equal(PhaseVerdictKind.LibraryIncomplete, result.Verdict.Kind);
        PowderLines missing = PowderMixture.Library.Single(lines => lines.Name == "NiO");
        Assert.Contains(result.UnexplainedPeaks.Take(3), peak => Math.Abs(peak.Spacing / missing.Spacings[1] - 1) < 0.005);
    }

    [Fact]
    public void Background_alone_shows_no_phase()
    {
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(5, 0), PowderMixture.Library);
        Assert.Empty(result.Found);
        Assert.Equal(PhaseVerdictKind.TooLittleData, result.Verdict.Kind);
    }

    [Fact]
    public void A_shift_is_found_and_told()
    {
        PhaseSearchResult result = PhaseSearch.Of(
            PowderMixture.Of(6, 0.3, Three), PowderMixture.Library, new() { LargestShift = 0.4 });
        Assert.Equal(3, result.Found.Count());
        Assert.Equal(0.3, result.Instrument.Zero + result.Instrument.Displacement, 0.03);
        Assert.Equal(PhaseVerdictKind.Shifted, result.Verdict.Kind);
    }

    [Fact]
    public void The_best_set_is_the_first_hypothesis()
    {
        PhaseSearchResult result = PhaseSearch.Of(PowderMixture.Of(7, 0, Three), PowderMixture.Library);
        Assert.Equal(0, result.Hypotheses[0].LogOdds);
        Assert.All(result.Hypotheses, set => Assert.InRange(set.LogOdds, -5, 0));
        Assert.Superset(result.Found.Select(phase => phase.Name).ToHashSet(), result.Hypotheses[0].Phases.ToHashSet());
    }

    [Fact]
    public void One_candidate_is_enough()
    {
        PhaseSearchResult result = PhaseSearch.Of(
            PowderMixture.Of(8, 0, ("ZnO", 1000)), [PowderMixture.Library.Single(lines => lines.Name == "ZnO")]);
        Assert.Equal("ZnO", Assert.Single(result.Found).Name);
        Assert.Equal(1, result.Found.Single().WeightFraction, 1e-12);
    }

    [Fact]
    public void Candidates_of_one_name_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            PhaseSearch.Of(PowderMixture.Of(9, 0), [.. PowderMixture.Library, PowderMixture.Library[0]]));
        Assert.StartsWith("2 candidates are called Al2O3. Leave out duplicates, or give them names of their own.", error.Message);
    }

    [Fact]
    public void No_candidates_are_refused() =>
        Assert.Throws<ArgumentException>(() => PhaseSearch.Of(PowderMixture.Of(9, 0), []));

    [Theory]
    [InlineData(0, 0.003, 0.3)]
    [InlineData(3, 0, 0.3)]
    [InlineData(3, 0.003, 2)]
    public void Options_out_of_range_are_refused(double expected, double strain, double shift) =>
        Assert.Throws<ArgumentException>(() => PhaseSearch.Of(
            PowderMixture.Of(9, 0),
            PowderMixture.Library,
            new() { ExpectedPhases = expected, LargestStrain = strain, LargestShift = shift }));

    /// <summary>
    /// Where hardly anything was counted between peaks, the misfit of most points is below what their counts allow; phases of
    /// forty counts are found all the same.
    /// </summary>
    [Fact]
    public void Few_counts_are_enough()
    {
        const double Kept = 0.01;
        Measurement full = PowderMixture.Of(11, 0, [.. Three.Select(phase => (phase.Name, 5 * phase.Height))]).Measurement;
        RandomStream random = new(12, chain: 0, replica: 0);
        random.BeginSweep(1);
        double[] counts =
            [.. full.Y.Select(count => (double)Enumerable.Range(0, (int)count).Count(_ => random.NextUniform() < Kept))];
        PhaseSearchResult result = PhaseSearch.Of(
            MeasuredPattern.Of(new Measurement(full.X, counts), Radiation.CopperKAlpha), PowderMixture.Library);
        Assert.Equal(
            Three.Select(phase => phase.Name).Order(StringComparer.Ordinal),
            result.Found.Select(phase => phase.Name).Order(StringComparer.Ordinal));
    }

    private static double[] Weights(PhaseSearchResult result) =>
        [.. result.Phases.SelectMany(phase => new[] { phase.Probability, phase.WeightFraction, phase.Interval95.Minimum })];
}
