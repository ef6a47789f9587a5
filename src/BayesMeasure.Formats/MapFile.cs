using BayesMeasure.Reports;
using PureHDF;

namespace BayesMeasure.Formats;

/// <summary>
/// Maps of numbers in an HDF5 file, such as what was found of each spectrum of a map: a dataset each, of the shape of the map, in
/// the NXdata "/entry/maps".
/// </summary>
/// <example>
/// <code>
/// MapFile.Write("maps.h5", [20, 30], [], [NamedMap.Of("temperature", () => values)]);
/// </code>
/// </example>
public static class MapFile
{
    private const string ClassAttribute = "NX_class";

    /// <summary>Writes maps; each is made when its turn comes, so that one alone is in memory.</summary>
    /// <param name="path">The file; one that is there is replaced when the new one is whole.</param>
    /// <param name="shape">The sizes of the map, the last one fastest.</param>
    /// <param name="layers">The names of the layers of maps that have such, which become the dataset "layers".</param>
    /// <param name="maps">The maps, at least one; the first is the signal.</param>
    /// <exception cref="ArgumentException">
    /// There is no map, two have one name, or one has not the numbers of its shape.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<int> shape, IReadOnlyList<string> layers, params IReadOnlyList<NamedMap> maps)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count == 0 || maps.Select(map => map.Name).Distinct().Count() < maps.Count)
        {
            throw new ArgumentException("A file has at least one map, and all have different names.", nameof(maps));
        }

        var writings = maps.Select(map => map.Begin(shape, layers.Count)).ToArray();
        var data = new H5Group();
        data.Attributes[ClassAttribute] = "NXdata";
        data.Attributes["signal"] = maps[0].Name;
        if (layers.Count > 0)
        {
            data["layers"] = new H5Dataset((string[])[.. layers]);
        }

        foreach ((int i, (object dataset, _)) in writings.Index())
        {
            data[maps[i].Name] = dataset;
        }

        var entry = new H5Group { ["maps"] = data };
        entry.Attributes[ClassAttribute] = "NXentry";
        WholeFile.Write(path, stream =>
        {
            using H5NativeWriter writer = new H5File { ["entry"] = entry }.BeginWrite(stream);
            Array.ForEach(writings, writing => writing.Write(writer));
        });
    }
}
