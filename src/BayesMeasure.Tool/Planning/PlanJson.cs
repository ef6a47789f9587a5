using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BayesMeasure.Experiments;

namespace BayesMeasure.Tool.Planning;

/// <summary>What a plan found, as result.json: how often each model is selected at each effort, and how often none.</summary>
internal static class PlanJson
{
    private const int Schema = 1;

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of the file.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="seed">The seed of the simulated measurements.</param>
    public static string Of(VirtualMeasurementReport report, ulong seed)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Format))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", Schema);
            writer.WriteNumber("seed", seed);
            writer.WriteString("truth", report.Truth);
            writer.WriteString("verdict", report.Verdict);
            writer.WriteString("quantity", report.Series.Quantity);
            writer.WriteStartArray("designs");
            foreach (DesignOutcome outcome in report.Outcomes)
            {
                Write(writer, report, outcome);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, VirtualMeasurementReport report, DesignOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteNumber("setting", outcome.Design.Setting);
        writer.WriteNumber("measurements", outcome.Undecided.Simulations);
        writer.WriteNumber("truth_selected", outcome.TruthSelected.Count);
        writer.WriteNumber("undecided", outcome.Undecided.Count);
        writer.WriteStartObject("selected");
        foreach ((string model, var selected) in report.Models.Zip(outcome.Selected))
        {
            writer.WriteNumber(model, selected.Count);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
