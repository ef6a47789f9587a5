using System.Globalization;
using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Proofs.Phases;

/// <summary>A measured pattern of a mixture that was weighed.</summary>
/// <param name="Name">The sample.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Weights">The weight fraction of each phase, by the name of its structure.</param>
internal sealed record WeighedPattern(string Name, MeasuredPattern Pattern, IReadOnlyDictionary<string, double> Weights)
{
    private const double Filtered = 0.005;

    /// <summary>The lines of the 67 structures for Cu K alpha.</summary>
    public static IReadOnlyList<PowderLines> Library { get; } = SharedData.Folder == null
        ? []
        : [.. Directory.GetFiles(Path.Combine(SharedData.Folder, "xrd", "structures"), "*.cif")
            .Order(StringComparer.Ordinal)
            .SelectMany(CifFile.Read)
            .Select(crystal => PowderLines.Of(crystal, Radiation.CopperKAlpha.Wavelength))];

    /// <summary>CPD-1D to 1H of the round robin of the IUCr.</summary>
    public static IReadOnlyList<WeighedPattern> RoundRobin()
    {
        SharedTable counts = SharedTable.Read("xrd", "cpd_round_robin", "cpd_counts.csv");
        SharedTable weights = SharedTable.Read("xrd", "cpd_round_robin", "weighed_composition.csv");
        double[] angles = counts.Numbers("two_theta_deg");
        return [.. weights.Texts("sample").Select((sample, row) => new WeighedPattern(
            $"CPD-{sample}",
            Counted(angles, counts.Texts($"CPD-{sample}")),
            new Dictionary<string, double>
            {
                ["Al2O3"] = weights.Numbers("corundum_Al2O3_wt")[row],
                ["ZnO"] = weights.Numbers("zincite_ZnO_wt")[row],
                ["CaF2"] = weights.Numbers("fluorite_CaF2_wt")[row],
            }))];
    }

    /// <summary>The mixtures of precursors, behind a nickel filter.</summary>
    public static IReadOnlyList<WeighedPattern> Precursors()
    {
        SharedTable weights = SharedTable.Read("xrd", "precursor_mixtures", "weighed_composition.csv");
        string[] phases = [.. weights.Texts("precursor").Select(Structure)];
        double[] percents = weights.Numbers("wt_percent");
        Radiation source = Radiation.CopperKAlpha.With(Radiation.CopperKBeta, Filtered);
        return [.. weights.Texts("sample").Index().GroupBy(row => row.Item).Select(sample => new WeighedPattern(
            sample.Key,
            MeasuredPattern.Of(Measurement.Read(PathOf(sample.Key)).Measurement, source),
            sample.ToDictionary(row => phases[row.Index], row => percents[row.Index])))];
    }

    /// <summary>What was found of the powder that was weighed as a phase: one of TiO2 is anatase with some rutile.</summary>
    public static double PowderOf(FoundPhase phase, PhaseSearchResult result) => phase.WeightFraction
        + (phase.Name == "anatase"
            ? result.Phases.Where(other => other.Name == "rutile" && other.Probability >= 0.5).Sum(other => other.WeightFraction)
            : 0);

    private static MeasuredPattern Counted(double[] angles, string[] counts)
    {
        int[] counted = [.. Enumerable.Range(0, angles.Length).Where(i => counts[i].Length > 0)];
        return MeasuredPattern.Of(
            new(counted.Select(i => angles[i]), counted.Select(i => double.Parse(counts[i], CultureInfo.InvariantCulture))),
            Radiation.CopperKAlpha);
    }

    private static string PathOf(string sample) =>
        Path.Combine(SharedData.Folder!, "xrd", "precursor_mixtures", $"{sample}.xrdml");

    private static string Structure(string precursor) => precursor switch
    {
        "TiO2" => "anatase",
        "Bi2O3" => "a-Bi2O3",
        "ZrO2" => "m-ZrO2",
        _ => precursor,
    };
}
