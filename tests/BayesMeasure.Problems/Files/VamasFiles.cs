using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>VAMAS with the modes and techniques that have lines of their own.</summary>
public static class VamasFiles
{
    private static readonly string[] Modes = ["NORM", "SDP", "MAP", "MAPDP", "SEM", "NOEXP", "MAPSV", "SDPSV", "NORM", "MAPSVDP"];
    private static readonly string[] Techniques =
        ["XPS", "AES diff", "UPS", "XPS", "XPS", "ELS", "SIMS", "XPS", "ISS", "AES dir"];

    /// <summary>The files.</summary>
    public static IEnumerable<WrittenFile> All => Enumerable.Range(0, FilesEach).Select(Create);

    private static WrittenFile Create(int variant)
    {
        string mode = Modes[variant];
        int count = 20 + 3 * variant;
        bool isRegular = variant != 8;
        double[] x = Steps(count, 700, 0.25);
        double[] y = Counts(count, variant);
        int variables = variant % 3;
        string[] head =
        [
            "VAMAS Surface Chemical Analysis Standard Data Transfer Format 1988 May 4",
            "house",
            "instrument",
            "operator",
            "experiment",
            $"{variant}", .. Enumerable.Repeat("a comment", variant), mode, isRegular ? "REGULAR" : "IRREGULAR",
            .. mode is "MAP" or "MAPDP" or "NORM" or "SDP" ? ["1"] : Array.Empty<string>(),
            .. Repeat(mode is "MAP" or "MAPDP", 3),
            $"{variables}", .. Enumerable.Repeat((string[])["label", "d"], variables).SelectMany(pair => pair),
            "0", "0", "0", "0", "2",
        ];
        string[] survey = Block("survey", variant, isRegular, variables, [100, 101, 102], [5, 6, 7]);
        string[] region = Block("Fe 2p", variant, isRegular, variables, x, y);
        return OfText($"regions{variant}.vms", [.. head, .. survey, .. region, "end of experiment"], x, y) with
        {
            Curve = "Fe 2p",
        };
    }

    private static string[] Repeat(bool isThere, int count) => isThere ? [.. Enumerable.Repeat("1", count)] : [];

    private static string[] Block(string name, int variant, bool isRegular, int variables, double[] x, double[] y)
    {
        string mode = Modes[variant];
        string technique = Techniques[variant];
        bool isDepth = mode is "MAPDP" or "MAPSVDP" or "SDP" or "SDPSV";
        bool isSputtering = isDepth || technique is "SIMS" or "ISS";
        bool hasTransmission = isRegular && variant % 2 == 0;
        int columns = isRegular && !hasTransmission ? 1 : 2;
        return
        [
            name, "sample", "2020", "1", "2", "3", "4", "5", "0", "1", "comment of the block", technique,
            .. Repeat(mode is "MAP" or "MAPDP", 2), .. Repeat(true, variables), "Al",
            .. Repeat(isSputtering, 3), "1486.6", .. Repeat(true, 3),
            .. Repeat(mode is "MAP" or "MAPDP" or "MAPSV" or "MAPSVDP" or "SEM", 2), .. Repeat(
                mode is "MAPSV" or "MAPSVDP" or "SEM", 6),
            .. Repeat(true, 2), "FAT", "20", .. Repeat(technique == "AES diff", 1), .. Repeat(true, 7), "Fe", "2p", "-1",
            .. isRegular ? ["kinetic energy", "eV", Text(x[0]), Text(x[1] - x[0])] : Array.Empty<string>(),
            $"{columns}", .. isRegular ? [] : (string[])["kinetic energy", "eV"], "counts", "d",
            .. hasTransmission ? ["transmission", "d"] : Array.Empty<string>(),
            "pulse counting", "0.1", "3", "1e+037", .. Repeat(isDepth && technique is not "SIMS", 7), .. Repeat(true, 3),
            "1", "label", "unit", "7", $"{columns * x.Length}", .. Repeat(true, 2 * columns),
            .. x.Zip(y).SelectMany(point => isRegular
                ? hasTransmission ? [Text(point.Second), "1.5"] : (string[])[Text(point.Second)]
                : [Text(point.First), Text(point.Second)]),
        ];
    }
}
