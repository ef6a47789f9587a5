using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>Crystal structures, of which the lines are computed, and lists of lines.</summary>
internal static partial class StructureTargets
{
    private const string Lists =
        "# wavelength: 1.5406\n# rir: 2.14\nd,intensity,rir,phase\n"
        + "3.34,100,3.4,quartz\n4.26,22,,quartz\n1.82,14,,quartz\n2.1,100,5,other\n";

    private const string Angles = "two_theta;i\n20.1;10\n26.6;100\n50.1;14\n";

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All => [Structures, WrongNumbers, Sticks];

    private static FuzzTarget Structures
    {
        get
        {
            byte[][] originals =
                [.. ReferenceStructures.Names.Select(name => Encoding.UTF8.GetBytes(ReferenceStructures.Cif(name)))];
            return new("structures (CIF)", random => new Mutation(random).Of(originals), ReadStructure);
        }
    }

    /// <summary>
    /// Well-formed files with one to three numbers that are wrong: huge and flat cells, clashing sites, no symmetry.
    /// </summary>
    private static FuzzTarget WrongNumbers => new("structures of wrong numbers (CIF)", random =>
    {
        string text = ReferenceStructures.Cif(ReferenceStructures.Names[random.Next(ReferenceStructures.Names.Count)]);
        for (int left = 1 + random.Next(3); left > 0; left--)
        {
            MatchCollection numbers = Number().Matches(text);
            Match chosen = numbers[random.Next(numbers.Count)];
            text = text[..chosen.Index] + Wrong(chosen.Value, random) + text[(chosen.Index + chosen.Length)..];
        }

        return Encoding.UTF8.GetBytes(text);
    }, ReadStructure);

    private static FuzzTarget Sticks
    {
        get
        {
            byte[][] originals = [Encoding.UTF8.GetBytes(Lists), Encoding.UTF8.GetBytes(Angles)];
            return new("lists of lines", random => new Mutation(random).Of(originals), input => Said(() =>
                StickFile.Parse("broken.csv", Encoding.Latin1.GetString(input), input.Length % 2 == 0 ? 1.54 : null, 1)));
        }
    }

    private static string? ReadStructure(byte[] input) => Said(() =>
    {
        foreach (Crystal crystal in CifFile.Parse("broken.cif", Encoding.Latin1.GetString(input)))
        {
            PowderLines.Of(crystal, ReferenceStructures.Wavelength);
        }
    });

    private static string Wrong(string number, Random random)
    {
        double value = double.Parse(number, CultureInfo.InvariantCulture);
        return random.Next(12) switch
        {
            < 5 => (value * Math.Pow(10, random.Next(-4, 5))).ToString("R", CultureInfo.InvariantCulture),
            5 => "0",
            6 => (-value).ToString("R", CultureInfo.InvariantCulture),
            7 => random.Next(250).ToString(CultureInfo.InvariantCulture),
            8 => "?",
            9 => ".",
            10 => $"{number}({random.Next(1000)})",
            _ => (random.NextDouble() * 180).ToString("R", CultureInfo.InvariantCulture),
        };
    }

    [GeneratedRegex(@"(?<=[\s,'+])-?[0-9]+(\.[0-9]+)?(?=[\s,'])")]
    private static partial Regex Number();

    /// <summary>A file is refused as every file, a crystal without lines as an argument.</summary>
    private static string? Said(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (MeasurementFormatException refusal)
        {
            return refusal.Message;
        }
        catch (ArgumentException refusal) when (refusal.Message.Contains("line", StringComparison.Ordinal))
        {
            return refusal.Message.Split(" (Parameter '")[0];
        }
    }
}
