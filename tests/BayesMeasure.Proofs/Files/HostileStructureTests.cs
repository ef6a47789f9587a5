using System.Diagnostics;
using System.Text;
using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Structures;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Files;

/// <summary>
/// Broken crystal structures: each is read and its lines are computed, or it is refused in a message of two lines, within a
/// second of processor time.
/// </summary>
[Trait("suite", "proofs")]
public class HostileStructureTests(ITestOutputHelper output)
{
    private const int FewInputs = 5_000;
    private const int ManyInputs = 100_000;
    private const string Name = "broken.cif";

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private static readonly ProofTable Table = new("Broken structures", "inputs", "read", "refused", "without lines", "worst ms");

    private enum Outcome
    {
        Read,
        Refused,
        WithoutLines,
    }

    [Fact]
    public void Is_read_or_refused()
    {
        byte[][] originals = [.. ReferenceStructures.Names.Select(name => Encoding.UTF8.GetBytes(ReferenceStructures.Cif(name)))];
        var mutation = new Mutation(seed: 11);
        int inputs = ProofScale.Inputs(FewInputs, ManyInputs);
        int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
        TimeSpan worst = TimeSpan.Zero;
        for (int i = 0; i < inputs; i++)
        {
            string text = Encoding.Latin1.GetString(mutation.Of(originals));
            var clock = Stopwatch.StartNew();
            outcomes[(int)Try(text)]++;
            TimeSpan taken = clock.Elapsed < MostTime ? clock.Elapsed : ProcessorTime(text);
            worst = taken > worst ? taken : worst;
        }

        Table.Add(
            output,
            $"{inputs}",
            $"{outcomes[(int)Outcome.Read]}",
            $"{outcomes[(int)Outcome.Refused]}",
            $"{outcomes[(int)Outcome.WithoutLines]}",
            ProofTable.Number(worst.TotalMilliseconds, 0));
        Assert.True(worst < MostTime, $"{worst}");
        Assert.InRange(outcomes[(int)Outcome.Read], 1, inputs - 1);
    }

    /// <summary>What becomes of a text; any other exception than the documented ones fails the test.</summary>
    private static Outcome Try(string text)
    {
        try
        {
            foreach (Crystal crystal in CifFile.Parse(Name, text))
            {
                PowderLines.Of(crystal, ReferenceStructures.Wavelength);
            }

            return Outcome.Read;
        }
        catch (MeasurementFormatException error)
        {
            Assert.Equal(2, error.Message.Split('\n').Length);
            Assert.DoesNotContain(error.Message, character => char.IsControl(character) && character != '\n');
            return Outcome.Refused;
        }
        catch (ArgumentException error)
        {
            Assert.Contains("line", error.Message, StringComparison.Ordinal);
            return Outcome.WithoutLines;
        }
    }

    /// <summary>The time of the processor, where the clock ran on while other programs worked.</summary>
    private static TimeSpan ProcessorTime(string text)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Try(text);
        return Environment.CpuUsage.TotalTime - before;
    }
}
