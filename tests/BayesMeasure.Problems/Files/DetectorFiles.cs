using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>Spectra of detectors: .Spe of gamma detectors, and Amptek's .mca.</summary>
public static class DetectorFiles
{
    /// <summary>Gamma spectra.</summary>
    public static IEnumerable<WrittenFile> Gamma => Enumerable.Range(0, FilesEach).Select(CreateGamma);

    /// <summary>Amptek's spectra.</summary>
    public static IEnumerable<WrittenFile> Amptek => Enumerable.Range(0, FilesEach).Select(CreateAmptek);

    private static WrittenFile CreateGamma(int variant)
    {
        int count = 40 + variant;
        int first = variant == 4 ? 10 : 0;
        double[] counts = Counts(count, variant);
        double gain = 0.25 * (variant + 1);
        string[] calibration = (variant % 3) switch
        {
            0 => ["$ENER_FIT:", $"1.5 {Text(gain)}"],
            1 => ["$MCA_CAL:", "3", $"1.5 {Text(gain)} 0.0001 keV"],
            _ => ["$MCA_CAL:", "2", "0 0"],
        };
        double[] channels = Steps(count, first, 1);
        double[] x = (variant % 3) switch
        {
            0 => [.. channels.Select(channel => 1.5 + gain * channel)],
            1 => [.. channels.Select(channel => 1.5 + gain * channel + 0.0001 * channel * channel)],
            _ => channels,
        };
        int each = 1 + variant % 4;
        string[] lines = [.. counts.Chunk(each).Select(chunk => "      " + string.Join("  ", chunk.Select(Text)))];
        return OfText(
            $"gamma{variant}.Spe",
            [
                "$SPEC_ID:", "sample", "$MEAS_TIM:", "300 310",
                "$DATA:", $"{first} {first + count - 1}", .. lines, "$ROI:", "0", .. calibration,
            ],
            x,
            counts);
    }

    private static WrittenFile CreateAmptek(int variant)
    {
        int count = 32 + variant;
        double[] counts = Counts(count, variant);
        bool isCalibrated = variant % 2 == 0;
        double[] channels = Steps(count, 0, 1);
        string[] calibration = isCalibrated
            ? ["<<CALIBRATION>>", "LABEL - Channel", "10 5.25", "20 10.25", .. variant > 4 ? (string[])["30 15.25"] : []]
            : [];
        return OfText(
            $"amptek{variant}.mca",
            [
                "<<PMCA SPECTRUM>>", "TAG - live_data", "GAIN - 2", "LIVE_TIME - 30.0", .. calibration,
                "<<DATA>>", .. counts.Select(Text), "<<END>>",
            ],
            isCalibrated ? [.. channels.Select(channel => 0.25 + 0.5 * channel)] : channels,
            counts);
    }
}
