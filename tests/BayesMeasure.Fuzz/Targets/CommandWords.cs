using System.Globalization;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>Words of command lines: some that fit their option, some that fit another one, and some that fit nowhere.</summary>
internal static class CommandWords
{
    private const int LongWord = 10_000;

    private static readonly Dictionary<string, string[]> OfOptions = new()
    {
        ["--data"] = Files(
            "good.csv", "counts.csv", "sigma.csv", "many.csv", "missing.csv", "empty.csv", "binary.dat", "pattern.xy"),
        ["--pattern"] = Files("good.csv", "pattern.xy", "short.xy", "counts.csv", "empty.csv", "binary.dat"),
        ["--candidates"] = ["candidates", "broken", "nothing", "good.csv", "", "/proc", "/root/none"],
        ["--out"] = ["out", "", " ", "good.csv", "good.csv/out", "/proc/none", "/dev/full", "a\0b", "<script>", new('x', 300)],
        ["--checkpoint"] = ["run.checkpoint", "", "good.csv", "no/such/run", "candidates", "/dev/null", "/proc/none", "\u202e"],
        ["--wavelength"] = ["Cu", "Mo", "1.5406", "0", "-1", "1e300", "1e-300", "NaN", "Xx"],
    };

    private static readonly string[] Common =
    [
        "gaussian", "2 voigt", "0..2 lorentzians", "1..0 pearson", "1 gaussian doublet", "split-voigt", "doniach-sunjic",
        "shirley",
        "active-shirley", "tougaard:kinetic", "tougaard", "linear", "constant", "polynomial:3", "polynomial:99",
        "measured:good.csv",
        "measured:", "measured:/dev/null", "exponential", "arctan", "erf", "none", "counts", "student", "jeffreys",
        "auto", "column",
        "correlated", "jitter", "ladder", "ladder:0.5", "ladder:x", "known", "empiricalBayes", "decay", "inversion",
        "outer52", "half",
        "smooth", "smooth+shirley", "1 voigt + smooth", "cpu", "cuda", "good.csv", "x", "y", "sigma", "1,2", "2,1,3", "y,x",
        "splitting=1,ratio=0.5", "splitting=0", "splitting=Uniform(1,2),ratio=Normal(0.5,0.1)", "splitting=Uniform(1", "ratio=,,",
        "amplitude=Gamma(5,5)", "center=Normal(1,0)", "center=Uniform(2,1)", "width=LogUniform(0,1)", "voigt.center=Fixed(1)",
        "noise=HalfNormal(1)", "correlation length=LogUniform(1,5)", "bend=LogUniform(1,2)", "jitter=Uniform(0,1)",
        "rate=Gamma(1e300,1.8e308)", "amplitude=TruncatedNormal(0,1,1e160,1e161)", "offset=TiedTo(\"center\")", "offset=Gamma(",
        "rate=TiedTo(\"rate\")", "geometric:0.5", "complexity:nan", "uniform", "2 gaussian + 1 lorentzian + shirley",
        "true", "false",
    ];

    private static readonly string[] Numbers =
    [
        "0", "1", "-1", "2", "3", "4", "8", "100", "1..3", "3..1", "1..", "..", "0.1", "1e-400", "1e-320", "1e308",
        "1e999", "-1e308",
        "NaN", "Infinity", "-Infinity", "1e6", "1000000", "2147483647", "2147483648", "99999999999999999999", "0x10",
        "1,5", "1_000", "+",
    ];

    private static readonly string[] Hostile =
    [
        "", " ", "=", "(", ")", ",", ":", "é", "\t", "\u0001", "--", "-", "@good.csv", "@none", "[diagram]",
        "\u001b[31mred", "a\nb\nc\nd",
        "\u202egnp.exe", "\u2028", "<script>alert(1)</script>", "\"'`$(x)", "{0}", "%s%n", "..", "/", "\\", "\0",
        new('a', LongWord), string.Concat(Enumerable.Repeat("a b ", LongWord / 4)), "gaussian + gaussian", new('(', LongWord),
        string.Join('+', Enumerable.Repeat("1 voigt", 500)), string.Join(',', Enumerable.Repeat("1", LongWord)),
    ];

    /// <summary>A folder with the files that the words name.</summary>
    public static string Folder { get; } = CreateFolder();

    /// <summary>A word for an option.</summary>
    public static string For(string option, Random random)
    {
        string[] words = random.Next(5) switch
        {
            0 => Hostile,
            1 => Common,
            2 => Numbers,
            _ => OfOptions.GetValueOrDefault(option) ?? (random.Next(2) == 0 ? Common : Numbers),
        };
        return words[random.Next(words.Length)];
    }

    private static string[] Files(params string[] files) =>
    [
        .. files, "candidates", "", "/dev/null", "/proc/self/mem", "/root/none", "good.csv::/entry",
        "scan.nxs::/entry/data[0,99]", "\u001b.csv",
    ];

    private static string CreateFolder()
    {
        string folder = Directory.CreateTempSubdirectory("fuzz-commands-").FullName;
        Table("good.csv", 40, i => $"{i},{i * i % 7 + 1},{1 + i % 2}", "x,y,sigma");
        Table("counts.csv", 60, i => $"{i},{100 + i * i % 50}", "energy (eV),counts");
        Table("sigma.csv", 20, i => $"{i},{i % 3},{0.1 + i % 2}", "time,y,sigma");
        Table("many.csv", 400, i => Line(0.01 * i, Math.Sin(0.1 * i)), "x,y");
        Table("pattern.xy", 2001, i => Line(10 + 0.04 * i, 100 + 50 * (i % 7) + (i % 400 == 0 ? 4000 : 0)).Replace(',', ' '));
        Table("short.xy", 5, i => Line(20 + i, 100 + i).Replace(',', ' '));
        Write("empty.csv", "");
        Write("binary.dat", "\0\u0001\u0002\u0003PK");
        Directory.CreateDirectory(Path.Combine(folder, "nothing"));
        Directory.CreateDirectory(Path.Combine(folder, "candidates"));
        Directory.CreateDirectory(Path.Combine(folder, "broken"));
        Write("candidates/quartz.cif", ReferenceStructures.Cif("quartz"));
        Write("candidates/NiO.cif", ReferenceStructures.Cif("NiO"));
        Write("candidates/list.csv", "# rir: 2\nd,intensity\n3.1,100\n1.9,20\n");
        Write("broken/broken.cif", ReferenceStructures.Cif("quartz")[..200]);
        return folder;

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

        void Table(string name, int count, Func<int, string> row, string? header = null) => Write(
            name,
            string.Concat((header is null ? [] : (string[])[header]).Concat(Enumerable.Range(0, count).Select(row)).Select(
                line => $"{line}\n")));
    }

    private static string Line(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x},{y}");
}
