using System.Globalization;
using System.Text;
using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>Columns of text, each file with the habits of another program.</summary>
public static class ColumnFiles
{
    /// <summary>The files.</summary>
    public static IEnumerable<WrittenFile> All => Enumerable.Range(0, FilesEach).Select(Create);

    private static WrittenFile Create(int variant)
    {
        int count = 25 + 4 * variant;
        double[] x = Steps(count, 400 + variant, 0.5);
        double[] y = [.. Counts(count, variant).Select(value => value / 8)];
        double[] sigma = [.. y.Select(value => Math.Round(Math.Sqrt(value), 3))];
        string[] points = [.. x.Zip(y, (left, right) => $"{Text(left)},{Text(right)}")];
        string[] triples = [.. Enumerable.Range(0, count).Select(i => $" {Text(x[i])}\t{Text(y[i])}  {Text(sigma[i])} ")];
        return variant switch
        {
            0 => OfText("plain.csv", ["energy (eV),counts", .. points], x, y),
            1 => OfText("continental.csv", [.. points.Select(line => Continental(line, ';'))], x, y),
            2 => OfText("tabs.txt", ["Energie\tZahl", "eV\t1/s", .. points.Select(line => Continental(line, '\t'))], x, y),
            3 => OfText("preamble.txt", ["Instrument: A", "Points: 3", "", ">> data", .. points, "end of data"], x, y),
            4 => OfText("fortran.dat", [.. x.Zip(y, (left, right) => $"  {Fortran(left)}  {Fortran(right)}")], x, y),
            5 => OfText("powder.xye", ["' a sample", "/* from somewhere */", .. triples], x, y, sigma),
            6 => new("wide.txt", Encoding.Unicode.GetBytes(string.Join("\r\n", points)), x, y),
            7 => new(
                "latin1.csv", Encoding.Latin1.GetBytes(string.Join('\r', ["Länge (Å);Zahl", .. points.Select(Quoted)])), x, y),
            8 => OfText("named.txt", ["# q, I, dI", .. triples], x, y, sigma),
            _ => OfText("ended.csv", ["\uFEFFx,y,", .. points.Select(line => $"{line},"), "\x1a"], x, y),
        };
    }

    private static string Continental(string line, char separator) =>
        line.Replace(',', separator).Replace('.', ',');

    private static string Quoted(string line) => string.Join(';', line.Split(',').Select(field => $"\"{field}\""));

    private static string Fortran(double value) =>
        value.ToString("0.000000000E+00", CultureInfo.InvariantCulture).Replace('E', 'D');
}
