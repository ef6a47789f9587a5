using BayesMeasure.Export.Contents;
using BayesMeasure.Reports;
using PureHDF;

namespace BayesMeasure.Export.NetCdf;

/// <summary>
/// An InferenceData as netCDF4: HDF5 in which each dimension is a dataset of its coordinates, marked as a scale, and each
/// variable refers to the scales of its dimensions (HDF5 Dimension Scale Specification; netCDF-4 file format specification).
/// </summary>
internal static class NetCdfFile
{
    private const string ScaleClass = "DIMENSION_SCALE";

    /// <summary>Writes a file.</summary>
    public static void Write(string path, InferenceContents contents)
    {
        using var memory = new MemoryStream();
        FileOf(contents).Write(memory);
        byte[] file = memory.ToArray();
        TextAttribute.Settle(file);
        WholeFile.Write(path, stream => stream.Write(file));
    }

    private static H5File FileOf(InferenceContents contents)
    {
        var file = new H5File();
        Describe(file, contents.Attributes);
        int scales = 0;
        foreach (InferenceGroup group in contents.Groups)
        {
            file[group.Name] = GroupOf(group, contents.Attributes, ref scales);
        }

        return file;
    }

    /// <param name="group">What it holds.</param>
    /// <param name="attributes">What is said of it.</param>
    /// <param name="scales">How many dimensions there are so far: netCDF numbers those of all groups together.</param>
    private static H5Group GroupOf(InferenceGroup group, IEnumerable<(string Name, string Text)> attributes, ref int scales)
    {
        var written = new H5Group();
        Describe(written, attributes);
        var scaleOf = new Dictionary<string, H5Dataset>();
        foreach (InferenceDimension dimension in group.Dimensions)
        {
            H5Dataset scale = ScaleOf(dimension, scales++);
            scaleOf.Add(dimension.Name, scale);
            written[dimension.Name] = scale;
        }

        foreach (InferenceVariable variable in group.Variables)
        {
            written[variable.Name] = DatasetOf(variable, scaleOf);
        }

        return written;
    }

    private static H5Dataset ScaleOf(InferenceDimension dimension, int number)
    {
        var scale = new H5Dataset(dimension.Coordinates);
        scale.Attributes["CLASS"] = TextAttribute.Of(ScaleClass);
        scale.Attributes["NAME"] = TextAttribute.Of(dimension.Name);
        scale.Attributes["_Netcdf4Dimid"] = number;
        return scale;
    }

    private static H5Dataset DatasetOf(InferenceVariable variable, Dictionary<string, H5Dataset> scaleOf)
    {
        var dataset = new H5Dataset(variable.Values, fileDims: [.. variable.Shape.Select(length => (ulong)length)]);
        Describe(dataset, variable.Attributes);
        dataset.Attributes["DIMENSION_LIST"] = variable.Dimensions
            .Select(dimension => new H5ObjectReference[] { scaleOf[dimension.Name] }).ToArray();
        return dataset;
    }

    private static void Describe(H5Object written, IEnumerable<(string Name, string Text)> attributes)
    {
        foreach ((string name, string text) in attributes)
        {
            written.Attributes[name] = TextAttribute.Of(text);
        }
    }
}
