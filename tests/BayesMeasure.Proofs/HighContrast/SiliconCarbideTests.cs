using BayesMeasure.Comparison;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Powder of SiC and Zn by copper's K-alpha, 34 to 46 degrees, counts: one to eight pseudo-Voigt lines. The lines are too broad
/// to part K-alpha 1 and 2, so a line stands at the mean of both, 2 : 1, of Bragg's law 2 d sin theta = lambda.
/// </summary>
[Trait("suite", "proofs")]
public class SiliconCarbideTests(ITestOutputHelper output)
{
    private const double MostErrors = 3;
    private const double FirstAlpha = 1.540593;
    private const double SecondAlpha = 1.544427;

    /// <summary>Distances of lattice planes, in angstroms, of the published cells: SiC 4.3596, Zn 2.6649 and 4.9468.</summary>
    private static readonly (string Name, double Distance)[] Reflections =
    [
        ("SiC 111", 4.3596 / Math.Sqrt(3)),
        ("Zn 002", 4.9468 / 2),
        ("Zn 100", 2.6649 * Math.Sqrt(3) / 2),
        ("Zn 101", 1 / Math.Sqrt(4 / (3 * 2.6649 * 2.6649) + 1 / (4.9468 * 4.9468))),
    ];

    private static readonly ProofTable Table = new(
        "SiC and Zn: lines of the best model and reflections of the published cells, degrees",
        "reflection", "seed", "Bragg", "nearest line", "+-", "off by", "errors", "height");

    [SharedDataFact]
    public void Lines_lie_where_the_cells_have_them()
    {
        var row = new JudgedRow("SiC and Zn, pseudo-Voigt", "20 s for K = 1 to 8", output);
        IReadOnlyList<ModelComparison> comparisons = row.Compare(
            MeasuredSpectra.SiliconCarbideAndZinc(1).Measurement,
            JudgedRow.FamilyOf(
                ProofScale.Choose<IEnumerable<int>>([4], Enumerable.Range(1, 8)), MeasuredSpectra.SiliconCarbideAndZinc),
            ProofScale.Choose(1, 3),
            _ => null);
        bool[] near = [.. from comparison in comparisons from reflection in Reflections select IsNear(comparison, reflection)];
        Assert.Multiple(
            row.Conclude,
            () => Assert.All(comparisons, comparison => Assert.True(comparison.IsDecided, comparison.Verdict)),
            () => Assert.DoesNotContain(false, near));
    }

    private bool IsNear(ModelComparison comparison, (string Name, double Distance) reflection)
    {
        double expected = (2 * Angle(reflection.Distance, FirstAlpha) + Angle(reflection.Distance, SecondAlpha)) / 3;
        PeakSummary line = comparison.Best.Result.Peaks.MinBy(peak => Math.Abs(peak.Position.Mean - expected))!;
        double off = line.Position.Mean - expected;
        double errors = off / line.Position.StandardDeviation;
        Table.Add(
            output,
            reflection.Name,
            ProofTable.Number(comparison.Seed, 0),
            ProofTable.Number(expected, 3),
            ProofTable.Number(line.Position.Mean, 3),
            ProofTable.Number(line.Position.StandardDeviation, 3),
            ProofTable.Number(off, 3),
            ProofTable.Number(errors, 1),
            ProofTable.Number(line.Height.Mean, 0));
        return Math.Abs(errors) < MostErrors;
    }

    /// <summary>2 theta, in degrees.</summary>
    private static double Angle(double distance, double wavelength) =>
        2 * double.RadiansToDegrees(Math.Asin(wavelength / (2 * distance)));
}
