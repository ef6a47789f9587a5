using System.Text.Json;
using System.Text.Json.Nodes;
using BayesMeasure.Reports;

namespace BayesMeasure.Persistence;

/// <summary>How values are written in every file of the library, and how a file begins.</summary>
/// <remarks>
/// Numbers are written so that reading them gives the same bits, whatever the culture; NaN and the infinities become null.
/// </remarks>
internal static class JsonFields
{
    /// <summary>The version of the schema. It changes when a field is renamed, removed, or given another meaning.</summary>
    public const int Schema = 1;

    public static JsonValue? Number(double? value) =>
        value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>Several numbers, all of them finite; an empty array where there are none.</summary>
    public static JsonArray Numbers(IEnumerable<double>? values) =>
        new([.. (values ?? []).Select(value => JsonValue.Create(value))]);

    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    /// <summary>Writes a file anew, or not at all: a file that was there stays until the new one is complete.</summary>
    public static void Write(string path, JsonObject file) => WholeFile.Write(path, stream => Write(stream, file));

    public static void Write(Stream stream, JsonObject file)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        file.WriteTo(json);
    }
}
