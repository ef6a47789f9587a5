using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BayesMeasure.Batch.Protocol;

/// <summary>How the files of a batch are written in JSON, and what is refused when they are read.</summary>
/// <remarks>
/// The resolver is named, since a program that is one file has none by default; and null where a file must have something is an
/// error of the file, not of whoever looks at it later.
/// </remarks>
internal static class BatchJson
{
    /// <summary>On one line: claims.</summary>
    public static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>On many lines: plans, counters, and what people look at.</summary>
    public static readonly JsonSerializerOptions Page = new(Line)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>On one line, with all that numbers may be, and without what is not there: records of journals.</summary>
    public static readonly JsonSerializerOptions Record = new(Line)
    {
        RespectRequiredConstructorParameters = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads what someone wrote; null where it is cut, garbage, or lacks something.</summary>
    public static T? TryRead<T>(ReadOnlySpan<byte> text, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
