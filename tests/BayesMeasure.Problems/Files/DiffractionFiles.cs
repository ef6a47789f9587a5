using System.Text;
using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>Scans of diffractometers: PANalytical's .xrdml and Bruker's .raw.</summary>
public static class DiffractionFiles
{
    /// <summary>PANalytical's scans.</summary>
    public static IEnumerable<WrittenFile> Xrdml => Enumerable.Range(0, FilesEach).Select(CreateXrdml);

    /// <summary>Bruker's scans, of three versions.</summary>
    public static IEnumerable<WrittenFile> Bruker => Enumerable.Range(0, FilesEach).Select(CreateBruker);

    private static WrittenFile CreateXrdml(int variant)
    {
        int count = 24 + variant;
        double[] x = Steps(count, 10, 0.125);
        double[] stored = Counts(count, variant);
        bool isAttenuated = variant is 6 or 7;
        double[] factors = [.. stored.Select((_, i) => i < 5 ? 2.0 : 1.0)];
        double[] y = isAttenuated ? [.. stored.Zip(factors, (value, factor) => value * factor)] : stored;
        double[]? sigma = isAttenuated ? [.. stored.Zip(factors, (value, factor) => Math.Sqrt(value) * factor)] : null;
        string positions = variant % 2 == 0
            ? $"<startPosition>{Text(x[0])}</startPosition><endPosition>{Text(x[^1])}</endPosition>"
            : $"<listPositions>{string.Join(' ', x.Select(Text))}</listPositions>";
        string name = variant > 4 ? "counts" : "intensities";
        string text = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/1.{variant}" status="Completed">
              <xrdMeasurement measurementType="Scan"><scan appendNumber="0" scanAxis="Gonio"><dataPoints>
                <positions axis="Omega" unit="deg"><commonPosition>5</commonPosition></positions>
                <positions axis="2Theta" unit="deg">{positions}</positions>
                {(isAttenuated ? $"<beamAttenuationFactors>{string.Join(' ', factors)}</beamAttenuationFactors>" : "")}
                <commonCountingTime unit="seconds">1.00</commonCountingTime>
                <{name} unit="counts">{string.Join(' ', stored.Select(Text))}</{name}>
              </dataPoints></scan></xrdMeasurement>
            </xrdMeasurements>
            """;
        return new($"scan{variant}.xrdml", Encoding.UTF8.GetBytes(text), x, y, sigma);
    }

    private static WrittenFile CreateBruker(int variant)
    {
        int count = 20 + variant;
        double[] x = Steps(count, 10, 0.0625);
        double[] y = Counts(count, variant);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            Action<BinaryWriter, double[], double[], int> write = (variant % 3) switch
            {
                0 => Version1,
                1 => Version2,
                _ => Version3,
            };
            write(writer, x, y, variant);
        }

        return new($"scan{variant}.raw", stream.ToArray(), x, y);
    }

    private static void Version1(BinaryWriter writer, double[] x, double[] y, int variant)
    {
        writer.Write("RAW "u8);
        writer.Write(y.Length);
        writer.Write(1f);
        writer.Write((float)(x[1] - x[0]));
        writer.Write(0L);
        writer.Write((float)x[0]);
        writer.Write(new byte[156 - 28]);
        Points(writer, y);
    }

    private static void Version2(BinaryWriter writer, double[] x, double[] y, int variant)
    {
        writer.Write("RAW2"u8);
        writer.Write((ushort)1);
        writer.Write(new byte[250]);
        writer.Write((ushort)(48 + variant));
        writer.Write((ushort)y.Length);
        writer.Write(0);
        writer.Write(1f);
        writer.Write((float)(x[1] - x[0]));
        writer.Write((float)x[0]);
        writer.Write(new byte[28 + variant]);
        Points(writer, y);
    }

    private static void Version3(BinaryWriter writer, double[] x, double[] y, int variant)
    {
        writer.Write("RAW1.01\0"u8);
        writer.Write(1);
        writer.Write(1);
        writer.Write(new byte[712 - 16]);
        writer.Write(304);
        writer.Write(y.Length);
        writer.Write(x[0] / 2);
        writer.Write(x[0]);
        writer.Write(new byte[176 - 24]);
        writer.Write(x[1] - x[0]);
        writer.Write(new byte[256 - 184]);
        writer.Write(variant);
        writer.Write(new byte[304 - 260 + variant]);
        Points(writer, y);
    }

    private static void Points(BinaryWriter writer, double[] y)
    {
        foreach (double value in y)
        {
            writer.Write((float)value);
        }
    }
}
