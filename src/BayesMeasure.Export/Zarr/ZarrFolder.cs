using System.Text.Json.Nodes;
using BayesMeasure.Export.Contents;

namespace BayesMeasure.Export.Zarr;

/// <summary>
/// An InferenceData as a folder in Zarr's storage format 2: a folder a group, a folder an array, numbers in files of chunks,
/// and all that is said of them once more in one file, so that a reader need not ask for each (.zmetadata).
/// </summary>
internal static class ZarrFolder
{
    private const string Metadata = ".zmetadata";

    /// <summary>Writes a folder, whole or not at all.</summary>
    /// <exception cref="IOException">There is something at the path.</exception>
    public static void Write(string path, InferenceContents contents)
    {
        if (Directory.Exists(path) || File.Exists(path))
        {
            throw new IOException($"'{path}' is there already.\nChoose another name, or remove it: a folder is not replaced.");
        }

        string draft = path + ".new";
        DeleteDraft(draft);
        try
        {
            Directory.CreateDirectory(draft);
            WriteAll(draft, contents);
            Directory.Move(draft, path);
        }
        catch
        {
            DeleteDraft(draft);
            throw;
        }
    }

    private static void WriteAll(string folder, InferenceContents contents)
    {
        var files = new ZarrFiles(folder);
        files.AddGroup("", contents.Attributes);
        foreach (InferenceGroup group in contents.Groups)
        {
            files.AddGroup(group.Name, contents.Attributes);
            foreach (InferenceDimension dimension in group.Dimensions)
            {
                files.AddArray(
                    $"{group.Name}/{dimension.Name}",
                    ZarrArray.Of(dimension.Coordinates),
                    [dimension.Name],
                    []);
            }

            foreach (InferenceVariable variable in group.Variables)
            {
                files.AddArray(
                    $"{group.Name}/{variable.Name}",
                    ZarrArray.Of(variable.Values, [.. variable.Shape]),
                    [.. variable.Dimensions.Select(dimension => dimension.Name)],
                    variable.Attributes);
            }
        }

        File.WriteAllText(
            Path.Combine(folder, Metadata),
            new JsonObject { ["zarr_consolidated_format"] = 1, ["metadata"] = files.Metadata }.ToJsonString());
    }

    private static void DeleteDraft(string draft)
    {
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }
    }
}
