using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>A column of a table, as files have it.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The type of its values, any of which may be missing.</param>
internal abstract class TableColumn(string name, Type type)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The column, as the schema of a file has it.</summary>
    public DataField Field { get; } = new(name, type, isNullable: true);

    /// <summary>Gathers the column of many files.</summary>
    public abstract ColumnBuffer Gather();

    /// <summary>Reads the column of all rows of a group, one object a row; null where a value is missing.</summary>
    public abstract Task<object?[]> Read(ParquetRowGroupReader file, int rows);
}

/// <summary>A column that is made of rows.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="type">The type of its values.</param>
internal abstract class TableColumn<TRow>(string name, Type type) : TableColumn(name, type)
{
    /// <summary>Writes the column of some rows.</summary>
    public abstract Task Write(ParquetRowGroupWriter file, IReadOnlyList<TRow> rows);
}

/// <summary>A column of numbers or flags.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="get">What a row has there; null where nothing.</param>
internal sealed class ValueColumn<TRow, T>(string name, Func<TRow, T?> get) : TableColumn<TRow>(name, typeof(T))
    where T : struct
{
    /// <inheritdoc/>
    public override ColumnBuffer Gather() => new ValueBuffer<T>(Field);

    /// <inheritdoc/>
    public override Task Write(ParquetRowGroupWriter file, IReadOnlyList<TRow> rows) =>
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
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="get">What a row has there; null where nothing.</param>
internal sealed class TextColumn<TRow>(string name, Func<TRow, string?> get) : TableColumn<TRow>(name, typeof(string))
{
    /// <inheritdoc/>
    public override ColumnBuffer Gather() => new TextBuffer(Field);

    /// <inheritdoc/>
    public override Task Write(ParquetRowGroupWriter file, IReadOnlyList<TRow> rows) =>
        file.WriteAsync(Field, (string?[])[.. rows.Select(get)]);

    /// <inheritdoc/>
    public override async Task<object?[]> Read(ParquetRowGroupReader file, int rows)
    {
        string?[] texts = new string?[rows];
        await file.ReadAsync(Field, texts.AsMemory());
        return texts;
    }
}
