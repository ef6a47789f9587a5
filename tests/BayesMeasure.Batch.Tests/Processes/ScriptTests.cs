using BayesMeasure.Batch.Tests.Work;
using Xunit.Abstractions;

namespace BayesMeasure.Batch.Tests.Processes;

/// <summary>Batches under schedulers, kills and other programs, by the scripts that anybody can run; tools/ has them.</summary>
[Trait("suite", "proofs")]
public sealed class ScriptTests(ITestOutputHelper output)
{
    private const int NotHere = 77;

    /// <summary>
    /// What was read of a map by the reader that Python has: shapes, and the numbers of the most probable candidate.
    /// </summary>
    private const string ReadMaps = """
        import sys, h5py, numpy
        maps = h5py.File(sys.argv[1])["entry/maps"]
        k, p, z = maps["K"][()], maps["p"][()], maps["log Z"][()]
        assert k.shape == (2, 3) and p.shape == (2, 3, 2) and z.shape == (2, 3, 2)
        assert k.dtype == numpy.int32 and maps.attrs["NX_class"] == "NXdata" and maps.attrs["signal"] == "K"
        assert [name.decode() for name in maps["layers"][()]] == ["K = 1", "K = 2"]
        assert (numpy.argmax(p, axis=2) + 1 == k).all() and numpy.isfinite(z).all() and abs(p.sum(axis=2) - 1).max() < 1e-9
        print("h5py", h5py.__version__)
        """;

    [Fact]
    public void Killed_and_stopped_workers_lose_no_row_and_double_none() =>
        RequireDone("tools/batch-soak.sh", "--kills", "5", "--stops", "5", "--curves", "300", "--no-build");

    [Fact]
    public void A_Slurm_of_one_node_ends_with_the_same_rows() => RequireDone("tools/batch-slurm.sh", BatchProcess.Assembly);

    [Fact]
    public void Maps_are_read_by_h5py()
    {
        using var place = new TemporaryFolder();
        string source = place.PathOf("map.h5"), folder = place.PathOf("batch"), maps = place.PathOf("maps.h5");
        CurveMap.Write(source, SmallBatch.Curves(6), rows: 2);
        Assert.Equal(0, BatchProcess.Run(["plan", source, folder]).ExitCode);
        Assert.Equal(0, BatchProcess.Run(["work", folder]).ExitCode);
        Assert.Equal(0, BatchProcess.Run(["merge", folder, "--hdf5", maps]).ExitCode);
        const string Python = "/usr/bin/python3";
        if (BatchProcess.RunOther(Python, "-c", "import h5py") is not (0, _))
        {
            output.WriteLine($"Not tried: {Python} has no h5py.");
            return;
        }

        (int code, string printed) = BatchProcess.RunOther(Python, "-c", ReadMaps, maps)!.Value;
        output.WriteLine(printed);
        Assert.Equal(0, code);
    }

    private void RequireDone(string script, params string[] arguments)
    {
        if (BatchProcess.RunOther("bash", [Path.Combine(Checkout(), script), .. arguments]) is not var (code, printed)
            || code == NotHere)
        {
            output.WriteLine($"Not tried: {script} needs what is not here.");
            return;
        }

        output.WriteLine(printed);
        Assert.Equal(0, code);
    }

    private static string Checkout()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BayesMeasure.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
