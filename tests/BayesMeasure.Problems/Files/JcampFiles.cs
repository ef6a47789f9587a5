using System.Text;
using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>JCAMP-DX in all packings.</summary>
public static class JcampFiles
{
    private const int ValuesALine = 7;
    private const double YFactor = 0.5;

    /// <summary>The files.</summary>
    public static IEnumerable<WrittenFile> All => Enumerable.Range(0, FilesEach).Select(Create);

    private static WrittenFile Create(int variant)
    {
        int count = 30 + 3 * variant;
        double[] x = Steps(count, 1000, 2);
        int[] stored = [.. Counts(count, variant).Select(value => (int)value - 300)];
        double[] y = [.. stored.Select(value => YFactor * value)];
        bool isPairs = variant is 5 or 6;
        string[] head =
        [
            variant == 7 ? "$$ a comment before" : "", $"##TITLE= sample {variant}", "##JCAMP-DX= 4.24 $$ by formula",
            "##DATA TYPE= RAMAN SPECTRUM",
            "##XUNITS= 1/CM",
            "##YUNITS= ARBITRARY UNITS",
            "##XFACTOR= 1.0",
            $"##YFACTOR= {Text(YFactor)}",
            $"##FIRSTX= {Text(x[0])}", $"##LASTX= {Text(x[^1])}", $"##NPOINTS= {count}",
            isPairs ? "##XYPOINTS= (XY..XY)" : "##XY_DATA= (X++(Y..Y))",
        ];
        string[] data = isPairs
            ? [.. x.Zip(stored, (left, right) => variant == 5 ? $"{Text(left)}, {right}" : $"{Text(left)},{right};")]
            : [.. Lines(x, stored, variant)];
        string[] lines = [.. head.Where(line => line.Length > 0), .. data, "##END="];
        return OfText($"sample{variant}.jdx", variant == 8 ? ["##TITLE= link", "##BLOCKS= 1", .. lines, "##END="] : lines, x, y);
    }

    private static IEnumerable<string> Lines(double[] x, int[] values, int variant)
    {
        bool isDifferent = false;
        for (int start = 0; start < values.Length; start += ValuesALine)
        {
            int end = Math.Min(start + ValuesALine, values.Length);
            int checkedAt = isDifferent ? start - 1 : start;
            string line = variant switch
            {
                0 => $"{Text(x[start])} {string.Join(' ', values[start..end])}",
                1 => Text(x[start]) + string.Concat(values[start..end].Select(value => value >= 0 ? $"+{value}" : $"{value}")),
                2 => Text(x[start]) + string.Concat(values[start..end].Select(Squeezed)),
                _ => Text(x[checkedAt]) + Differences(values, checkedAt, end, isCounted: variant > 3),
            };
            isDifferent = variant > 2 && end - checkedAt > 1;
            yield return line;
        }

        if (isDifferent)
        {
            yield return Text(x[^1]) + Squeezed(values[^1]);
        }
    }

    private static string Squeezed(int value) => Coded(value, "@ABCDEFGHI", "@abcdefghi");

    private static string Coded(int value, string plus, string minus)
    {
        string digits = Math.Abs(value).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{(value >= 0 ? plus : minus)[digits[0] - '0']}{digits[1..]}";
    }

    private static string Differences(int[] values, int start, int end, bool isCounted)
    {
        var line = new StringBuilder(Squeezed(values[start]));
        int i = start + 1;
        while (i < end)
        {
            int difference = values[i] - values[i - 1];
            int count = 1;
            while (isCounted && i + count < end && count < 9 && values[i + count] - values[i + count - 1] == difference)
            {
                count++;
            }

            line.Append(Coded(difference, "%JKLMNOPQR", "%jklmnopqr"));
            if (count > 1)
            {
                line.Append("?STUVWXYZs"[count]);
            }

            i += count;
        }

        return line.ToString();
    }
}
