using System.Text;
using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Fuzz.Targets;

/// <summary>Crystal structures, of which the lines are computed, and lists of lines.</summary>
internal static class StructureTargets
{
    private const string Lists =
        "# wavelength: 1.5406\n# rir: 2.14\nd,intensity,rir,phase\n"
        + "3.34,100,3.4,quartz\n4.26,22,,quartz\n1.82,14,,quartz\n2.1,100,5,other\n";

    private const string Angles = "two_theta;i\n20.1;10\n26.6;100\n50.1;14\n";

    /// <summary>The targets.</summary>
    public static IEnumerable<FuzzTarget> All => [Structures, Sticks];

    private static FuzzTarget Structures
    {
        get
        {
            byte[][] originals =
                [.. ReferenceStructures.Names.Select(name => Encoding.UTF8.GetBytes(ReferenceStructures.Cif(name)))];
            return new("structures (CIF)", random => new Mutation(random).Of(originals), input => Said(() =>
            {
                foreach (Crystal crystal in CifFile.Parse("broken.cif", Encoding.Latin1.GetString(input)))
                {
                    PowderLines.Of(crystal, ReferenceStructures.Wavelength);
                }
            }));
        }
    }

    private static FuzzTarget Sticks
    {
        get
        {
            byte[][] originals = [Encoding.UTF8.GetBytes(Lists), Encoding.UTF8.GetBytes(Angles)];
            return new("lists of lines", random => new Mutation(random).Of(originals), input => Said(() =>
                StickFile.Parse("broken.csv", Encoding.Latin1.GetString(input), input.Length % 2 == 0 ? 1.54 : null, 1)));
        }
    }

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
