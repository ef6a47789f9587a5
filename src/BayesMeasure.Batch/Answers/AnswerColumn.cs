using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>A row of the table: a candidate of a measurement, or a measurement that failed.</summary>
/// <param name="Answer">What was found about the measurement.</param>
/// <param name="Candidate">What was found about the candidate; null where the measurement failed.</param>
internal readonly record struct AnswerRow(MeasurementAnswer Answer, CandidateAnswer? Candidate);

/// <summary>A column of the table: how it is made of rows, written and read.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The type of its values, any of which may be missing.</param>
internal abstract class AnswerColumn(string name, Type type)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The column, as the schema of a file has it.</summary>
    public DataField Field { get; } = new(name, type, isNullable: true);

    /// <summary>Gathers the column of many files.</summary>
    public abstract ColumnBuffer Gather();

    /// <summary>Writes the column of some rows.</summary>
    public abstract Task Write(ParquetRowGroupWriter file, IReadOnlyList<AnswerRow> rows);

    /// <summary>Reads the column of all rows of a group, one object a row; null where a value is missing.</summary>
    public abstract Task<object?[]> Read(ParquetRowGroupReader file, int rows);
}

/// <summary>A column of numbers or flags.</summary>
/// <typeparam name="T">Their type.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="get">What a row has there; null where nothing.</param>
internal sealed class ValueColumn<T>(string name, Func<AnswerRow, T?> get) : AnswerColumn(name, typeof(T))
    where T : struct
{
    /// <inheritdoc/>
    public override ColumnBuffer Gather() => new ValueBuffer<T>(Field);

    /// <inheritdoc/>
    public override Task Write(ParquetRowGroupWriter file, IReadOnlyList<AnswerRow> rows) =>
        file.WriteAsync<T>(Field, (T?[])[.. rows.Select(get)]);

    /// <inheritdoc/>
    public override async Task<object?[]> Read(ParquetRowGroupReader file, int rows)
    {
        var values = new T?[rows];
        await file.ReadAsync<T>(Field, values.AsMemory());
        return [.. values.Select(value => (object?)value)];
    }
}

/// <summary>A column of texts.</summary>
/// <param name="name">Its name.</param>
/// <param name="get">What a row has there; null where nothing.</param>
internal sealed class TextColumn(string name, Func<AnswerRow, string?> get) : AnswerColumn(name, typeof(string))
{
    /// <inheritdoc/>
    public override ColumnBuffer Gather() => new TextBuffer(Field);

    /// <inheritdoc/>
    public override Task Write(ParquetRowGroupWriter file, IReadOnlyList<AnswerRow> rows) =>
        file.WriteAsync(Field, (string?[])[.. rows.Select(get)]);

    /// <inheritdoc/>
    public override async Task<object?[]> Read(ParquetRowGroupReader file, int rows)
    {
        string?[] texts = new string?[rows];
        await file.ReadAsync(Field, texts.AsMemory());
        return texts;
    }
}
