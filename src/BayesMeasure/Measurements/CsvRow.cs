namespace BayesMeasure.Measurements;

/// <summary>A line of a text file, split into its fields.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Fields">The fields, trimmed and without quotation marks.</param>
internal sealed record CsvRow(int Line, string[] Fields);
