using System.Globalization;
using System.Text;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>Phases that data and allowed strain cannot tell apart are told as one group.</summary>
public class PhaseGroupTests
{
    // Lines of all mixtures are strained by 0.0005: a twin with spacings that are larger by twice as much is as probable.
    private const double Twin = 1.001;

    private static readonly (string Name, double Height)[] Three = [("NiO", 3000), ("ZnO", 2000), ("Al2O3", 1500)];

    [Theory]
    [InlineData("NiO", 21)]
    [InlineData("NiO", 22)]
    [InlineData("ZnO", 23)]
    [InlineData("ZnO", 24)]
    [InlineData("Al2O3", 25)]
    [InlineData("Al2O3", 26)]
    public void Twins_within_the_strain_share_the_probability(string name, int seed)
    {
        PhaseSearchResult result = Searched(name, Twin, _ => 1, seed);
        FoundPhase[] found = [.. result.Found];
        Assert.Equal(3, found.Length);
        FoundPhase told = found.Single(phase => phase.Group.Contains(name));
        Assert.Equal(["twin", name], told.Group.OrderByDescending(one => one == "twin"));
        Assert.InRange(told.GroupProbability, 0.999, 1);
        Assert.All(new[] { name, "twin" }, one => Assert.Equal(
            0.5, result.Phases.Single(phase => phase.Name == one).Probability, 0.2));
        Assert.All(found.Where(phase => phase != told), phase => Assert.Single(phase.Group));
    }

    /// <summary>Each has the weight that it would have: the twin is told to scatter twice as strongly.</summary>
    [Fact]
    public void Each_member_has_a_weight_of_its_own()
    {
        PhaseSearchResult result = Searched("NiO", Twin, _ => 1, seed: 27, ratio: 2);
        double[] heights = [.. new[] { "NiO", "twin" }
            .Select(name => result.Phases.Single(phase => phase.Name == name).WeightFraction)
            .Select(weight => weight / (1 - weight))];
        Assert.Equal(2, heights[0] / heights[1], 0.1);
    }

    /// <summary>Broken twins: strained by more than is allowed, and with a strong line that is missing.</summary>
    [Theory]
    [InlineData(1.012, 1)]
    [InlineData(0.988, 1)]
    [InlineData(Twin, 0.05)]
    public void Broken_twins_are_no_group(double stretch, double ofStrongest)
    {
        PhaseSearchResult result = Searched("NiO", stretch, line => line == 1 ? ofStrongest : 1, seed: 28);
        Assert.Equal(3, result.Found.Count());
        Assert.All(result.Found, phase => Assert.Equal(phase.Name, Assert.Single(phase.Group)));
        Assert.DoesNotContain(result.Found, phase => phase.Name == "twin");
    }

    private static PhaseSearchResult Searched(
        string name, double stretch, Func<int, double> changed, int seed, double ratio = 1)
    {
        PowderLines original = PowderMixture.Library.Single(lines => lines.Name == name);
        StringBuilder text = new("d,intensity\n");
        int[] order = [.. Enumerable.Range(0, original.Count).OrderByDescending(i => original.Intensities[i])];
        foreach (int line in Enumerable.Range(0, original.Count))
        {
            double intensity = original.Intensities[line] * changed(Array.IndexOf(order, line));
            text.AppendLine(CultureInfo.InvariantCulture, $"{stretch * original.Spacings[line]:R},{intensity:R}");
        }

        PowderLines twin = StickFile.Parse(
            "twin", text.ToString(), original.Wavelength, ratio * original.ReferenceIntensityRatio).Single();
        return PhaseSearch.Of(PowderMixture.Of((ulong)seed, 0, Three), [.. PowderMixture.Library, twin]);
    }
}
