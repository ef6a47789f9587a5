using System.Text.Json.Nodes;

namespace BayesMeasure.Export.Zarr;

/// <summary>The files of a Zarr folder, and what they say of groups and arrays.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ZarrFiles(string folder)
{
    private const int Format = 2;

    /// <summary>The contents of all files but those with numbers, by their names in the folder.</summary>
    public JsonObject Metadata { get; } = [];

    /// <summary>Adds a group.</summary>
    /// <param name="name">Its name; empty for the whole.</param>
    /// <param name="attributes">What is said of it.</param>
    public void AddGroup(string name, IEnumerable<(string Name, string Text)> attributes)
    {
        Write(name, ".zgroup", new() { ["zarr_format"] = Format });
        Write(name, ".zattrs", ObjectOf(attributes));
    }

    /// <summary>Adds an array.</summary>
    /// <param name="name">Its name in the folder, with that of its group.</param>
    /// <param name="array">Its numbers.</param>
    /// <param name="dimensions">The names of its dimensions, which xarray looks for among the attributes.</param>
    /// <param name="attributes">What else is said of it.</param>
    public void AddArray(
        string name, ZarrArray array, IEnumerable<string> dimensions, IEnumerable<(string Name, string Text)> attributes)
    {
        JsonObject said = ObjectOf(attributes);
        said["_ARRAY_DIMENSIONS"] = new JsonArray([.. dimensions.Select(dimension => (JsonNode)dimension)]);
        Write(name, ".zarray", array.Description(Format));
        Write(name, ".zattrs", said);
        File.WriteAllBytes(Path.Combine(folder, name, array.ChunkName), array.Chunk());
    }

    private static JsonObject ObjectOf(IEnumerable<(string Name, string Text)> attributes)
    {
        var said = new JsonObject();
        foreach ((string name, string text) in attributes)
        {
            said[name] = text;
        }

        return said;
    }

    private void Write(string name, string file, JsonObject content)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, name, file), content.ToJsonString());
        Metadata[name.Length == 0 ? file : $"{name}/{file}"] = content;
    }
}
