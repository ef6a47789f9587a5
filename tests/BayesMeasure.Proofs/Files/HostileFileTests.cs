using System.Diagnostics;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Files;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Files;

/// <summary>
/// Broken files of every format: each is read, or refused by the documented exception, in a message of two lines without control
/// characters, within a second of processor time and a gigabyte of allocations.
/// </summary>
[Trait("suite", "proofs")]
public class HostileFileTests(ITestOutputHelper output)
{
    private const int FewInputs = 2_000;
    private const int ManyInputs = 100_000;
    private const long MostBytes = 1L << 30;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private static readonly ProofTable Table =
        new("Broken files of each format", "format", "inputs", "read", "refused", "most MB", "worst ms");

    private static readonly Dictionary<string, Func<IEnumerable<WrittenFile>>> Formats = new()
    {
        ["columns of text"] = () => ColumnFiles.All,
        ["JCAMP-DX"] = () => JcampFiles.All,
        ["VAMAS"] = () => VamasFiles.All,
        [".Spe"] = () => DetectorFiles.Gamma,
        ["Amptek"] = () => DetectorFiles.Amptek,
        ["SPECS"] = () => BeamlineFiles.Specs,
        ["SPEC"] = () => BeamlineFiles.Spec,
        ["ORSO"] = () => BeamlineFiles.Orso,
        [".xrdml"] = () => DiffractionFiles.Xrdml,
        ["Bruker"] = () => DiffractionFiles.Bruker,
        ["NeXus"] = () => [.. NexusFiles.All, .. OfH5py],
    };

    /// <summary>What another program wrote: groups, strings and chunks in other forms than those of PureHDF.</summary>
    private static IEnumerable<WrittenFile> OfH5py => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Files"))
        .Order().Select(path => new WrittenFile(Path.GetFileName(path), File.ReadAllBytes(path), [], []));

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_read_or_refused(string format)
    {
        WrittenFile[] files = [.. Formats[format]()];
        string name = files[0].Name;
        var mutation = new Mutation(seed: 7);
        byte[][] originals = [.. files.Select(file => file.Bytes)];
        int inputs = ProofScale.Inputs(FewInputs, ManyInputs);
        var (read, most, worst) = (0, 0L, TimeSpan.Zero);
        for (int i = 0; i < inputs; i++)
        {
            byte[] input = mutation.Of(originals);
            var clock = Stopwatch.StartNew();
            long before = GC.GetTotalAllocatedBytes();
            read += Try(name, input) ? 1 : 0;
            most = Math.Max(most, GC.GetTotalAllocatedBytes() - before);
            TimeSpan taken = clock.Elapsed < MostTime ? clock.Elapsed : ProcessorTime(name, input);
            worst = taken > worst ? taken : worst;
        }

        Table.Add(
            output,
            format,
            $"{inputs}",
            $"{read}",
            $"{inputs - read}",
            ProofTable.Number(most / 1e6, 1),
            ProofTable.Number(worst.TotalMilliseconds, 0));
        Assert.True(most < MostBytes, $"{most} bytes");
        Assert.True(worst < MostTime, $"{worst}");
        Assert.InRange(read, 1, inputs - 1);
    }

    /// <summary>Whether the file was read; any other exception than the documented one fails the test.</summary>
    private static bool Try(string name, byte[] input)
    {
        try
        {
            Measurement data = MeasurementFile.Read(FileContent.OfBytes(name, input)).Measurement;
            return data.Count > 0;
        }
        catch (MeasurementFormatException error)
        {
            Assert.Equal(2, error.Message.Split('\n').Length);
            Assert.DoesNotContain(error.Message, character => char.IsControl(character) && character != '\n');
            return false;
        }
    }

    /// <summary>The time of the processor, where the clock ran on while other programs worked.</summary>
    private static TimeSpan ProcessorTime(string name, byte[] input)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Try(name, input);
        return Environment.CpuUsage.TotalTime - before;
    }
}
