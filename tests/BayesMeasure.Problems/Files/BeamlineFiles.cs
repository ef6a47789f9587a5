using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>What beamlines write as text: SPECS .xy, scans of SPEC, and ORSO's reflectivity.</summary>
public static class BeamlineFiles
{
    private static readonly double FullWidth = 2 * Math.Sqrt(2 * Math.Log(2));

    /// <summary>Spectra of SPECS.</summary>
    public static IEnumerable<WrittenFile> Specs => Enumerable.Range(0, FilesEach).Select(CreateSpecs);

    /// <summary>Scans of SPEC.</summary>
    public static IEnumerable<WrittenFile> Spec => Enumerable.Range(0, FilesEach).Select(CreateSpec);

    /// <summary>Reflectivities.</summary>
    public static IEnumerable<WrittenFile> Orso => Enumerable.Range(0, FilesEach).Select(CreateOrso);

    private static WrittenFile CreateSpecs(int variant)
    {
        double[] x = Steps(22 + variant, 280, 0.125);
        double[] y = Counts(x.Length, variant);
        string first = variant % 2 == 0
            ? "# Created by:        SpecsLab2, Version 2.50" : "# Created by: SpecsLab Prodigy, Version 4.1";
        string[] survey = ["# Region: survey", "#", "# Cycle: 0", "# ColumnLabels: energy counts/s", "#", "100 5", "101 6", ""];
        return OfText(
            $"specs{variant}.xy",
            [
                first, "# Energy Axis: Binding Energy", "# Group: XPS", .. survey,
                "# Region: C 1s", "# Values/Curve: 22", "#", "# Cycle: 0", "# ColumnLabels: energy counts/s", "#",
                .. x.Zip(y, (left, right) => $"{Text(left)}  {Text(right)}"),
                .. variant > 5 ? ["# Operation: background", "# Curve: Background", "1 2", "2 3"] : Array.Empty<string>(),
            ],
            x,
            y) with
        {
            Curve = "XPS / C 1s, cycle 0",
        };
    }

    private static WrittenFile CreateSpec(int variant)
    {
        double[] x = Steps(21 + variant, 10, 0.01);
        double[] y = Counts(x.Length, variant);
        string[] scan =
        [
            $"#S 2 ascan  th 10 {Text(x[^1])} {x.Length - 1} 1", "#D Mon Jan 01 2020", "#N 3", "#L Two Theta  Epoch  Detector",
            .. Enumerable.Range(0, x.Length).Select(i => $"{Text(x[i])} {100 + i} {Text(y[i])}"),
            .. variant > 6 ? ["#C scan ended"] : Array.Empty<string>(),
        ];
        return OfText(
            $"scans{variant}.spec",
            [
                "#F file", "#E 1", "", "#S 1 ct 1", "#N 2", "#L Time  Detector", "1 20", "",
                .. scan, "", "#S 3 ascan th 0 1 1 1", "#L th  det", "0 1",
            ],
            x,
            y) with
        {
            Curve = $"scan 2 ascan  th 10 {Text(x[^1])} {x.Length - 1} 1",
        };
    }

    private static WrittenFile CreateOrso(int variant)
    {
        int count = 20 + 2 * variant;
        double[] x = Steps(count, 0.01, 0.002);
        double[] y = [.. Counts(count, variant).Select(value => value / 1000)];
        double[] sigma = [.. y.Select(value => Math.Round(value / 20, 5))];
        bool isWide = variant == 3;
        string[] columns = variant % 2 == 0
            ? ["# - {name: Qz, unit: 1/angstrom}", "# - {name: R}", $"# - {{error_of: R, value_is: {(isWide
                ? "FWHM" : "sigma")}}}"]
            :
            [
                "#      - name:               Qz", "#        unit:               1/angstrom", "#      - name:               R",
                "#        physical_quantity:  reflectivity", "#      - error_of:           R", .. isWide
                    ? ["#        value_is:           FWHM"] : Array.Empty<string>(),
            ];
        string[] rows = [.. Enumerable.Range(0, count).Select(i => $"{Text(x[i])} {Text(y[i])} {Text(sigma[i])}")];
        string[] second = variant > 4 ? ["", "# data_set: down", "0.01 1 0.1", "0.02 0.5 0.1"] : [];
        return OfText(
            $"reflectivity{variant}.ort",
            [
                "# # ORSO reflectivity data file | 1.0 standard | YAML encoding | https://www.reflectometry.org/",
                "# data_source:",
                "#   owner: {name: somebody}",
                "# reduction:",
                "#   corrections:",
                "#     - footprint",
                "# data_set: up",
                "# columns:", .. columns, "# #  Qz R sR", .. rows, .. second,
            ],
            x,
            y,
            isWide ? [.. sigma.Select(value => value / FullWidth)] : sigma);
    }
}
