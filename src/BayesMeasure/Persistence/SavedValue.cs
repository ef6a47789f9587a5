using System.Text.Json;

namespace BayesMeasure.Persistence;

/// <summary>A value of a file that is read, which knows where it stands: what is wrong with it is said with the place.</summary>
/// <param name="Element">The value.</param>
/// <param name="File">The path of the file.</param>
/// <param name="Place">Where it stands, such as "models[1].logZ"; empty for the whole.</param>
internal readonly record struct SavedValue(JsonElement Element, string File, string Place)
{
    public bool IsNull => Element.ValueKind == JsonValueKind.Null;

    /// <summary>A number; null stands for one that is not, or not finite.</summary>
    public double Number => IsNull ? double.NaN
        : Element.ValueKind == JsonValueKind.Number ? Element.GetDouble()
        : throw Wrong("a number");

    public double[] Numbers => [.. Items.Select(item => item.IsNull ? throw item.Wrong("a number") : item.Number)];

    /// <summary>Logarithms of densities, where null stands for that of 0.</summary>
    public double[] LogDensities => [.. Items.Select(item => item.IsNull ? double.NegativeInfinity : item.Number)];

    public ulong Seed => Element.ValueKind == JsonValueKind.Number && Element.TryGetUInt64(out ulong seed)
        ? seed
        : throw Wrong("a whole number from 0 to 2^64 - 1");

    public int Count => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out int count) && count >= 0
        ? count
        : throw Wrong("a whole number that is not negative");

    public int? CountOrNull => IsNull ? null : Count;

    public bool IsTrue => Element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Element.GetBoolean()
        : throw Wrong("true or false");

    public string Text => TextOrNull ?? throw Wrong("a text");

    public string? TextOrNull => IsNull ? null
        : Element.ValueKind == JsonValueKind.String ? Characters()
        : throw Wrong("a text");

    /// <summary>A name of an enumeration, as it was written: a number that would stand for one is none.</summary>
    public TName NameOf<TName>(string expected)
        where TName : struct, Enum
    {
        string text = Text;
        return Enum.IsDefined(typeof(TName), text) ? Enum.Parse<TName>(text) : throw Wrong(expected);
    }

    public SavedValue[] Items
    {
        get
        {
            (string file, string place) = (File, Place);
            return Element.ValueKind != JsonValueKind.Array
                ? throw Wrong("an array")
                : [.. Element.EnumerateArray().Select((item, i) => new SavedValue(item, file, $"{place}[{i}]"))];
        }
    }

    /// <summary>A field that must be there.</summary>
    public SavedValue this[string field] => Find(field) ?? throw Wrong($"an object with \"{field}\"");

    /// <summary>Reads a file of this library, of a schema that it knows.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or damaged; the message says where.</exception>
    public static SavedValue Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!System.IO.File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        }

        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            var root = new SavedValue(document.RootElement.Clone(), path, "");
            root.RequireSchema();
            return root;
        }
        catch (JsonException error)
        {
            string position = $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}";
            throw new InvalidDataException(
                $"{path}, {position}: this is no JSON, or a part of a file that was cut off. Write it anew.", error);
        }
    }

    /// <summary>A field; null where there is none.</summary>
    public SavedValue? Find(string field) => Element.ValueKind != JsonValueKind.Object
        ? throw Wrong("an object")
        : Element.TryGetProperty(field, out JsonElement found)
            ? new(found, File, Place.Length == 0 ? field : $"{Place}.{field}")
            : null;

    /// <summary>What is thrown where something else should stand.</summary>
    public InvalidDataException Wrong(string expected) =>
        new($"{File}{(Place.Length == 0 ? "" : $", {Place}")}: here should be {expected}. Was the file changed by hand?");

    /// <summary>The characters of a text; bytes that are no UTF-8, and halves of pairs, are none.</summary>
    private string Characters()
    {
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("a text in UTF-8");
        }
    }

    private void RequireSchema()
    {
        if (Element.ValueKind != JsonValueKind.Object || Find("schema") is not { } schema)
        {
            throw new InvalidDataException($"{File}: this was not written by BayesMeasure: it has no \"schema\".");
        }

        if (schema.Count != JsonFields.Schema)
        {
            throw new InvalidDataException(
                $"{File}: its schema is {schema.Count}, but this version reads schema {JsonFields.Schema}. Use a newer version.");
        }
    }
}
