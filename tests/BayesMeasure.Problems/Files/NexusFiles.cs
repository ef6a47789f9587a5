using PureHDF;
using static BayesMeasure.Problems.Files.WrittenFile;

namespace BayesMeasure.Problems.Files;

/// <summary>NeXus, with axes, errors and units in the ways of NXdata.</summary>
public static class NexusFiles
{
    /// <summary>The files.</summary>
    public static IEnumerable<WrittenFile> All => Enumerable.Range(0, FilesEach).Select(Create);

    private static WrittenFile Create(int variant)
    {
        int count = 16 + variant;
        double[] x = Steps(count, 20, 0.25);
        double[] y = Counts(count, variant);
        double[] sigma = [.. y.Select(Math.Sqrt)];
        bool hasEdges = variant == 5;
        bool hasErrors = variant % 2 == 0;
        bool isOld = variant == 7;
        var signal = new H5Dataset(variant switch
        {
            1 => y.Select(value => (int)value).ToArray(),
            2 => y.Select(value => (float)value).ToArray(),
            _ => (object)y,
        });
        signal.Attributes["units"] = "counts";
        var axis = new H5Dataset(hasEdges ? Steps(count + 1, 20 - 0.125, 0.25) : x);
        axis.Attributes["units"] = "deg";
        var data = new H5Group { ["counts"] = signal, ["two_theta"] = axis };
        data.Attributes["NX_class"] = "NXdata";
        if (isOld)
        {
            signal.Attributes["signal"] = 1;
            signal.Attributes["axes"] = "two_theta";
        }
        else
        {
            data.Attributes["signal"] = "counts";
            data.Attributes["axes"] = variant == 3 ? new[] { "two_theta" } : (object)"two_theta";
        }

        if (hasErrors)
        {
            data[variant == 8 ? "errors" : "counts_errors"] = new H5Dataset(sigma);
        }

        var entry = new H5Group { ["monitor"] = new H5Dataset(new[] { 1.0, 2.0 }), ["data"] = data };
        entry.Attributes["default"] = "data";
        var file = new H5File { ["entry"] = entry };
        file.Attributes["default"] = "entry";
        using var stream = new MemoryStream();
        file.Write(stream);
        return new($"scan{variant}.nxs", stream.ToArray(), x, y, hasErrors ? sigma : null);
    }
}
