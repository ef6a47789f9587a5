using BayesMeasure.Comparison;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Powder of SiC and Zn by copper's K-alpha, 34 to 46 degrees, counts: one to eight pseudo-Voigt lines; in the short form four,
/// on every fourth point. The lines are too broad to part K-alpha 1 and 2, so each stands at their mean, 2 : 1, of Bragg's law
/// 2 d sin theta = lambda.
/// </summary>
/// <remarks>
/// The cell of SiC is that of the literature, 4.3596 angstroms. That of zinc, 2.6649 and 4.9468, is not this sample's: 002 lies
/// .13 degrees above it and 100 .10 below, which no error of the zero could do. But 002 and 100 make a cell, near the 2.67 and
/// 4.924 from which the fit that came with the data starts, and that cell says where 101 must be.
/// </remarks>
[Trait("suite", "proofs")]
public class SiliconCarbideTests(ITestOutputHelper output)
{
    private const double MostErrors = 3;
    private const double MeanWavelength = (2 * 1.540593 + 1.544427) / 3;
    private const double SiliconCarbide = 4.3596;
    private const double ZincA = 2.6649;
    private const double ZincC = 4.9468;

    /// <summary>A line farther from where a reflection is expected, in degrees, is another one.</summary>
    private const double Reach = 0.25;

    private static readonly ProofTable Table = new(
        "SiC and Zn: lines of the best model, and what cells say by Bragg's law, degrees",
        "reflection", "seed", "expected", "+-", "line", "+-", "off by", "errors", "height");

    [SharedDataFact]
    public void Lines_lie_where_the_cells_have_them()
    {
        var row = new JudgedRow("SiC and Zn, pseudo-Voigt", "20 s for K = 1 to 8", output);
        int every = ProofScale.Choose(4, 1);
        IReadOnlyList<ModelComparison> comparisons = row.Compare(
            MeasuredSpectra.SiliconCarbideAndZinc(1, every).Measurement,
            JudgedRow.FamilyOf(
                JudgedRow.Counts(4, 1, 8),
                lines => MeasuredSpectra.SiliconCarbideAndZinc(lines, every)),
            ProofScale.Choose(1, 3),
            _ => null);
        double[] errors = [.. comparisons.SelectMany(ErrorsOf)];
        Assert.Multiple(
            row.Conclude,
            () => Assert.All(comparisons, comparison => Assert.True(comparison.IsDecided, comparison.Verdict)),
            () => Assert.All(errors, error => Assert.InRange(error, -MostErrors, MostErrors)));
    }

    /// <summary>By how many errors SiC 111 and Zn 101 are off; Zn 002 and 100 are told, and make the cell.</summary>
    private double[] ErrorsOf(ModelComparison comparison)
    {
        Angle second = new(Zinc(ZincA, ZincC, 0, 2));
        Angle first = new(Zinc(ZincA, ZincC, 1, 0));
        Angle third = new(Zinc(ZincA, ZincC, 1, 1));
        QuantitySummary basal = Line(comparison, second);
        QuantitySummary prism = Line(comparison, first);
        Compare(comparison, "Zn 002, published cell", second);
        Compare(comparison, "Zn 100, published cell", first);
        Compare(comparison, "Zn 101, published cell", third);
        double c = 2 * Distance(basal.Mean);
        double a = 2 / Math.Sqrt(3) * Distance(prism.Mean);
        double fromBasal = Zinc(a, 2 * Distance(basal.Mean + basal.StandardDeviation), 1, 1) - Zinc(a, c, 1, 1);
        double fromPrism =
            Zinc(2 / Math.Sqrt(3) * Distance(prism.Mean + prism.StandardDeviation), c, 1, 1) - Zinc(a, c, 1, 1);
        return
        [
            Compare(comparison, "SiC 111, published cell", new(Degrees(SiliconCarbide / Math.Sqrt(3)))),
            Compare(comparison, "Zn 101, cell of 002 and 100", new(Zinc(a, c, 1, 1), double.Hypot(fromBasal, fromPrism))),
        ];
    }

    private double Compare(ModelComparison comparison, string reflection, Angle expected)
    {
        QuantitySummary line = Line(comparison, expected);
        double off = line.Mean - expected.Degrees;
        double errors = off / double.Hypot(line.StandardDeviation, expected.Error);
        Table.Add(
            output,
            reflection,
            ProofTable.Number(comparison.Seed, 0),
            ProofTable.Number(expected.Degrees, 3),
            ProofTable.Number(expected.Error, 3),
            ProofTable.Number(line.Mean, 3),
            ProofTable.Number(line.StandardDeviation, 3),
            ProofTable.Number(off, 3),
            ProofTable.Number(errors, 1),
            ProofTable.Number(Highest(comparison, expected).Height.Mean, 0));
        return errors;
    }

    private static QuantitySummary Line(ModelComparison comparison, Angle expected) => Highest(comparison, expected).Position;

    private static PeakSummary Highest(ModelComparison comparison, Angle expected) => comparison.Best.Result.Peaks
        .Where(peak => Math.Abs(peak.Position.Mean - expected.Degrees) < Reach)
        .MaxBy(peak => peak.Height.Mean)!;

    /// <summary>2 theta of the plane h 0 l of a hexagonal cell: 1/d^2 = 4 h^2 / 3 a^2 + l^2 / c^2.</summary>
    private static double Zinc(double a, double c, int h, int l) =>
        Degrees(1 / Math.Sqrt(4 * h * h / (3 * a * a) + l * l / (c * c)));

    private static double Degrees(double distance) => 2 * double.RadiansToDegrees(Math.Asin(MeanWavelength / (2 * distance)));

    private static double Distance(double degrees) => MeanWavelength / (2 * Math.Sin(double.DegreesToRadians(degrees / 2)));

    /// <summary>2 theta of a reflection.</summary>
    private readonly record struct Angle(double Degrees, double Error = 0);
}
